"""What two do together. Whoever brings a step registers it; it opens when both said yes.

A step with a `kind` is to look at what both gave of that kind: outside the step it stays shut.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from footing.couple.models import Meeting
from footing.couple.queries import Seen, words
from footing.sharing import things


@dataclass(frozen=True)
class Step:
    """A joint step: its id, the address that it opens (its variable part is the link's `id`), and its words.

    `more` is the address of a page, the same for everybody, on how it goes and when to leave it out.
    """

    id: str
    address: str
    title: str
    about: str
    kind: str = ""
    more: str = ""


_addresses: dict[str, str] = {}
_more: dict[str, str] = {}


def register(id: str, address: str, more: str = "") -> None:
    """Say that a step is there, and the names of its addresses. Its words stand in couple/texts.toml."""
    _addresses[id], _more[id] = address, more


def every() -> Sequence[Step]:
    """The steps that are there, in the order of the texts."""
    there = {kind.id for kind in things.between_two()}
    return tuple(
        Step(
            id,
            _addresses.get(id, "two-one"),
            one["title"],
            one["about"],
            one.get("kind", ""),
            _more.get(id, ""),
        )
        for one in words()["step"]
        for id in [one["id"]]
        if id in _addresses or one.get("kind") in there
    )


def step(id: str) -> Step | None:
    """One of them."""
    return next((one for one in every() if one.id == id), None)


def shut(link: Seen, now: datetime) -> set[str]:
    """Kinds that are looked at in a step only, while the step is not open. One question, whatever was said."""
    standing = Meeting.objects.filter(link_id=link.id, ends_at__gt=now).values_list("step", flat=True)
    opened = set(standing)
    return {one.kind for one in every() if one.kind and one.id not in opened}
