"""Everything that is kept of a holder, in one value: the source of the page, the HTML and the JSON.

The form of the JSON is documented in docs/export.md and named by FORMAT.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext as _

from footing.design import saying
from footing.vault import access, keys, registry

FORMAT = "footing-kept/1"


@dataclass(frozen=True)
class Entry:
    """One column of one row: its name in the table, in words, and its value as Python has it.

    `inner` are words for the names inside an object, `said` a word for the value; a page uses both.
    """

    name: str
    words: str
    value: Any
    inner: Mapping[str, str] = field(default_factory=dict)
    said: str = ""


@dataclass(frozen=True)
class Part:
    """One table's rows of a holder. Of a `brief` one a page shows the number only."""

    table: str
    what: str
    kept: str
    brief: bool
    rows: tuple[tuple[Entry, ...], ...]


@dataclass(frozen=True)
class Kept:
    """All parts, and who looked."""

    holder: UUID
    made_at: datetime
    parts: tuple[Part, ...]
    looks: tuple[access.Look, ...]


def collect(*, holder: UUID, now: datetime, gate: bool = False) -> Kept:
    """Read every personal table for one person. Answers to private questions with `gate`, and then nothing else."""
    everyone = registry.holders(holder)
    keys.prefetch(everyone)
    parts = []
    for table in registry.personal():
        policy = registry.policy_of(table)
        if policy is None or policy.gate != gate or table.path == access.PATH:
            continue
        found = table.model._base_manager.filter(**{f"{table.path}__in": everyone}).order_by("pk")
        rows = tuple(_row(row, policy) for row in found)
        if rows:
            parts.append(
                Part(table.model._meta.label, _title(table, policy), str(policy.until), policy.brief, rows)
            )
    return Kept(holder, now, tuple(parts), () if gate else looks(holder))


def looks(holder: UUID) -> tuple[access.Look, ...]:
    """Who looked at what is a person's, the latest first."""
    found = [look for one in registry.holders(holder) for look in access.looks(one)]
    return tuple(sorted(found, key=lambda look: look.at, reverse=True))


def as_json(kept: Kept) -> str:
    """The documented JSON: field names as the tables have them."""
    whole = {
        "format": FORMAT,
        "made_at": _plain(kept.made_at),
        "holder": str(kept.holder),
        "kept": [
            {
                "table": part.table, "what": part.what, "kept": part.kept,
                "rows": [{entry.name: _plain(entry.value) for entry in row} for row in part.rows],
            }
            for part in kept.parts
        ],
        "looks": [{"who": look.who, "what": look.what, "when": _plain(look.at)} for look in kept.looks],
    }  # fmt: skip
    return json.dumps(whole, ensure_ascii=False, indent=1)


def shown(value: Any, zone: str) -> str:
    """A value in words, times in a zone."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        local = value.astimezone(ZoneInfo(zone))
        return f"{saying.day(local, year=True)}, {saying.clock(local.hour, local.minute)}"
    if isinstance(value, date):
        return saying.day(value, year=True)
    if isinstance(value, list):
        return ", ".join(shown(one, zone) for one in value) or "–"
    return "–" if value is None or value == "" else str(value)


def _title(table: registry.Table, policy: registry.Policy) -> str:
    own = registry.declared(table.model)
    return str(policy.what) if own else f"{policy.what}: {table.model._meta.verbose_name_plural}"


def _row(row: models.Model, policy: registry.Policy) -> tuple[Entry, ...]:
    columns = [c for c in row._meta.concrete_fields if c.name not in policy.left_out]
    as_it_is: Callable[[Any], Any] = lambda value: value  # noqa: E731
    seen = {c.name: policy.views.get(c.name, as_it_is)(_value(row, c)) for c in columns}
    return tuple(_entry(c, policy, seen[c.name]) for c in columns)


def _entry(column: Any, policy: registry.Policy, value: Any) -> Entry:
    own = f"{column.name}."
    inner = {name[len(own) :]: str(words) for name, words in policy.words.items() if name.startswith(own)}
    said = str(policy.words.get(f"{column.name}={value}", ""))
    return Entry(column.name, _words(column, policy), value, inner, said)


def _words(column: Any, policy: registry.Policy) -> str:
    words = str(policy.words.get(column.name) or column.verbose_name)
    return words[:1].upper() + words[1:]


def _value(row: models.Model, column: Any) -> Any:
    if isinstance(column, models.ForeignKey):
        other = getattr(row, column.name)
        return None if other is None else str(getattr(other, "name", other.pk))
    value = getattr(row, column.attname)
    return value.hex() if isinstance(value, bytes) else value


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID | Decimal) else value
