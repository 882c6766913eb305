"""Everything that is kept of a holder, in one mapping: the source of the page, the HTML and the JSON.

The form of the JSON is documented in docs/export.md and named by FORMAT.
"""

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models

from footing.vault import access, keys, registry

FORMAT = "footing-kept/1"
Row = dict[str, Any]


def collect(*, holder: UUID, now: datetime, gate: bool = False) -> dict[str, Any]:
    """Read every personal table for one holder. Answers to private questions only with `gate`."""
    keys.prefetch([holder])
    tables = []
    for table in registry.personal():
        policy = registry.policy_of(table)
        if policy is None or (policy.gate and not gate) or table.path == access.PATH:
            continue
        rows = [_row(row, policy) for row in table.model._base_manager.filter(**{table.path: holder})]
        if rows:
            name, what = table.model._meta.label, str(policy.what)
            own = table.model in registry._policies
            title = what if own else f"{what}: {table.model._meta.verbose_name_plural}"
            tables.append({"table": name, "what": title, "kept": str(policy.until), "rows": rows})
    looks = [
        {"who": look.who, "what": look.what, "when": look.at.isoformat()} for look in access.looks(holder)
    ]
    return {
        "format": FORMAT,
        "made_at": now.isoformat(),
        "holder": str(holder),
        "kept": tables,
        "looks": looks,
    }


def as_json(kept: dict[str, Any]) -> str:
    """The documented JSON: field names as the tables have them."""
    plain = {**kept, "kept": [{**part, "rows": [_named(r) for r in part["rows"]]} for part in kept["kept"]]}
    return json.dumps(plain, ensure_ascii=False, indent=1)


def _named(row: list[dict[str, Any]]) -> Row:
    return {entry["name"]: entry["value"] for entry in row}


def _row(row: models.Model, policy: registry.Policy) -> list[dict[str, Any]]:
    """Name, words and value of each column, in the order of the table."""
    found = []
    for column in row._meta.concrete_fields:
        if column.name in policy.left_out:
            continue
        words = str(policy.words.get(column.name) or column.verbose_name)
        found.append(
            {"name": column.name, "words": words[:1].upper() + words[1:], "value": _value(row, column)}
        )
    return found


def _value(row: models.Model, column: Any) -> Any:
    if isinstance(column, models.ForeignKey):
        other = getattr(row, column.name)
        return None if other is None else str(getattr(other, "name", other.pk))
    value = getattr(row, column.attname)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    return value.hex() if isinstance(value, bytes) else value
