"""Every table that holds something of a person, found by looking at the models; none is listed by hand.

A table is personal when it has a `holder`, a foreign key to a person, or goes with a row of such a table
(`CASCADE`). Export, erasure and rotation walk over what is found; words and an end are declared by each
capability in its `personal.py`. `gaps` says what is not covered, and a test is red while there are any.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import models

from footing.vault.models import Key
from footing.vault.private import Private

Model = type[models.Model]
# Names under which an id of a person could hide in a column that is no foreign key.
HIDDEN = {"person", "person_id", "owner", "owner_id", "subject", "client_id", "user_id"}
FOLLOWS, UNLINKED = (models.CASCADE,), (models.SET_NULL,)


@dataclass(frozen=True)
class Policy:
    """What a capability says about one of its personal tables.

    `what` and `until` are shown to the person: what it is, and how long it is kept. `job` names the
    periodic job that deletes what is old; empty where rows live until the person is erased, as `until`
    then says. `views` change a column's value for the person: to cut off a secret. Of a `brief` table a
    page gives only the number of rows, and the file all. `gate` marks answers to the private questions:
    left out of an export unless asked for. `words` name columns; `contact.email` names what an object holds, and
    `kind=register` says a value.
    """

    what: Any
    until: Any
    job: str = ""
    left_out: frozenset[str] = frozenset()
    words: Mapping[str, Any] = field(default_factory=dict)
    views: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)
    brief: bool = False
    gate: bool = False


@dataclass(frozen=True)
class Table:
    """A personal table. `path` is the lookup from a row to its holder; `parent` is whose rows it goes with."""

    model: Model
    path: str
    parent: Model | None = None
    linked: bool = False

    @property
    def direct(self) -> bool:
        """Whether the row itself names its holder."""
        return self.parent is None and not self.linked

    @property
    def inherits(self) -> bool:
        """Whether the row goes with another table's row, whose words and end hold for it too."""
        return "__" in self.path


_policies: dict[Model, Policy] = {}
_links: list[Callable[[UUID], Collection[UUID]]] = []


def declare(model: Model, policy: Policy) -> None:
    """Say what a table is and how its rows end."""
    _policies[model] = policy


def declared(model: Model) -> bool:
    """Whether a table has words of its own."""
    return model in _policies


def link(others: Callable[[UUID], Collection[UUID]]) -> None:
    """Name a function that says which other holders are the same person: a guest's booking in an account."""
    if others not in _links:
        _links.append(others)


def holders(holder: UUID) -> list[UUID]:
    """A holder, after all others that are the same person: after a stop between them this one can ask again."""
    return [*(other for others in _links for other in others(holder)), holder]


def discover() -> None:
    """Import every capability's `personal.py`."""
    for config in apps.get_app_configs():
        if config.name.startswith("footing.") and find_spec(f"{config.name}.personal"):
            import_module(f"{config.name}.personal")


def personal(among: Iterable[Model] | None = None) -> list[Table]:
    """Every personal table, those that name their holder first."""
    rest = [model for model in (among or apps.get_models()) if model is not Key]
    found = {model: Table(model, name) for model in rest if (name := _holder_of(model))}
    rest = [model for model in rest if model not in found]
    for model in rest:
        key = next((f for f in _foreign(model) if _is_person(f)), None)
        if key is not None:
            # A person is their own holder, so the key's own value is the holder.
            linked = _rule(key) not in FOLLOWS
            found[model] = Table(model, key.attname, None if linked else key.related_model, linked)
    grown = True
    while grown:
        grown = False
        for model in (m for m in rest if m not in found):
            for key in _foreign(model):
                parent = found.get(key.related_model)
                if parent and not parent.linked and _rule(key) in FOLLOWS:
                    found[model] = Table(model, f"{key.name}__{parent.path}", parent.model)
                    grown = True
                    break
    return list(found.values())


def owned() -> list[Model]:
    """The tables whose rows name a holder that has a key: what keeps a key from being swept."""
    return [table.model for table in personal() if table.direct and table.path == "holder"]


def private_fields(model: Model) -> list[Private]:
    """The sealed columns of a table."""
    return [f for f in model._meta.concrete_fields if isinstance(f, Private)]


def policy_of(table: Table, among: Iterable[Model] | None = None) -> Policy | None:
    """What was declared for a table, or for the one that it goes with."""
    discover()
    known = {found.model: found for found in personal(among)}
    here: Table | None = table
    while here is not None:
        if here.model in _policies:
            return _policies[here.model]
        here = known.get(here.parent) if here.parent and here.inherits else None
    return None


def gaps(jobs: Collection[str], among: Iterable[Model] | None = None) -> list[str]:
    """What is not covered, a sentence each; `jobs` are the names of the periodic jobs that exist."""
    every = list(among or apps.get_models())
    tables = {table.model: table for table in personal(every)}
    found = [line for table in tables.values() for line in _gaps_of(table, jobs, every)]
    for model in every:
        name = model._meta.label
        if model not in tables and private_fields(model):
            found.append(f"{name}: rotation and erasure: it has sealed columns but no holder.")
        if model not in tables and any(_hides(f) for f in model._meta.concrete_fields):
            found.append(f"{name}: export and erasure: an id of a person stands in a column that is no key.")
        for key in _foreign(model):
            kept = key.related_model in tables and not tables[key.related_model].linked
            if kept and _rule(key) not in (*FOLLOWS, *UNLINKED):
                found.append(f"{name}.{key.name}: erasure: it keeps rows of a person from being deleted.")
    return found


def _gaps_of(table: Table, jobs: Collection[str], every: list[Model]) -> list[str]:
    name, policy, found = table.model._meta.label, policy_of(table, every), []
    if policy is None:
        found.append(f"{name}: export: nothing says what it is.")
        found.append(f"{name}: retention: nothing says when its rows end.")
    elif policy.job and policy.job not in jobs:
        found.append(f"{name}: retention: there is no job {policy.job!r}.")
    if private_fields(table.model) and not (table.direct and table.path == "holder"):
        found.append(f"{name}: rotation: its sealed columns need a holder in the row itself.")
    if private_fields(table.model) and not isinstance(table.model._meta.pk, models.UUIDField):
        found.append(f"{name}: rotation: a sealed row needs a UUID made before it is saved.")
    return found


def _holder_of(model: Model) -> str:
    names = {f.name for f in model._meta.concrete_fields}
    wanted = str(getattr(model, "footing_holder", "holder"))
    return wanted if wanted in names else ""


def _foreign(model: Model) -> "list[models.ForeignKey[Any, Any]]":
    return [f for f in model._meta.concrete_fields if isinstance(f, models.ForeignKey)]


def _is_person(key: "models.ForeignKey[Any, Any]") -> bool:
    return bool(key.related_model._meta.label == settings.AUTH_USER_MODEL)


def _rule(key: "models.ForeignKey[Any, Any]") -> Any:
    return key.remote_field.on_delete


def _hides(column: Any) -> bool:
    return isinstance(column, models.UUIDField) and not column.primary_key and column.name in HIDDEN
