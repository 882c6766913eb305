"""Help lines by place, and the private questions, from content."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import DatabaseError

from footing.core.gate import State, decode, encode, may_offer
from footing.design import content
from footing.practice import queries as practice
from footing.safety.models import Kept, OwnLine

KINDS = ("emergency", "suicide", "violence", "indigenous", "francophone", "men", "stop", "work", "directory")
PART = "safety"
OPTIONAL = ("number", "tel", "text", "url", "hours", "languages", "note", "own")
LINES_AGE = timedelta(days=180)


@dataclass(frozen=True)
class Place:
    """A country and, where it is known, a region of it."""

    country: str
    region: str = ""


@dataclass(frozen=True)
class Help:
    """Help lines of a place, by kind, and the lists to choose another place from."""

    place: Place
    lines: dict[str, tuple[dict[str, Any], ...]]
    countries: tuple[tuple[str, str], ...]
    regions: tuple[tuple[str, str], ...]
    elsewhere: str

    def of(self, kinds: list[str]) -> tuple[dict[str, Any], ...]:
        """Lines of these kinds, in order."""
        return tuple(line for kind in kinds for line in self.lines.get(kind, ()))


def own_place() -> Place:
    """Where the practice is; Canada before it is set up."""
    house = practice.practice()
    return Place(house.country, house.region) if house else Place("CA")


def help_for(place: Place | None = None) -> Help:
    """The help lines of a place; of the practice's own without one. An unknown country has none."""
    source = content.table("safety/help_lines.toml")
    here = _here()
    place = place or here or Place("CA")
    fitting = [
        {**dict.fromkeys(OPTIONAL, ""), **line} for line in source["line"]
        if line["country"] == place.country and line.get("region", place.region) == place.region
    ]  # fmt: skip
    near_first = sorted(fitting, key=lambda line: "region" not in line)
    # After those that were read at a source, of the same kind.
    near_first += [_own(row) for row in own_lines()] if place == here else []
    return Help(
        place=place,
        lines={kind: tuple(line for line in near_first if line["kind"] == kind) for kind in KINDS},
        countries=tuple((c["code"], c["name"]) for c in source["country"]),
        regions=tuple((r["code"], r["name"]) for r in source["region"] if r["country"] == place.country),
        elsewhere=source["elsewhere"],
    )


def _here() -> Place | None:
    """Where the practice is; None where the database does not say."""
    try:
        return own_place()
    except DatabaseError:
        return None  # the lines that come with the program stand whatever else is broken


def own_lines() -> list[OwnLine]:
    """The practice's own lines."""
    return list(OwnLine.objects.all())


def old_lines(day: date) -> list[OwnLine]:
    """Those of the practice's own lines that nobody has looked at for half a year."""
    return list(OwnLine.objects.filter(checked_on__lt=day - LINES_AGE))


def _own(row: OwnLine) -> dict[str, Any]:
    words = {name: getattr(row, name) for name in ("kind", "name", "number", "hours", "languages")}
    tel = ("+" if row.number.startswith("+") else "") + "".join(filter(str.isdigit, row.number))
    return {**dict.fromkeys(OPTIONAL, ""), **words, "tel": tel, "own": True, "last_checked": row.checked_on}


def questions() -> dict[str, Any]:
    """The private questions as the content file has them."""
    return content.table("safety/questions.toml")


def after() -> dict[str, Any]:
    """The page after the questions, the same for everyone."""
    return content.table("safety/after.toml")


def leaving() -> dict[str, Any]:
    """What the Leave button does and does not do, for the page before the first question."""
    return content.table("safety/leaving.toml")


def keep(state: dict[str, Any], about: int, found: frozenset[State]) -> None:
    """Put the states of one person or context into the sealed state, in two characters."""
    state.setdefault(PART, {})[str(about)] = encode(found)


def states_of(state: dict[str, Any], about: int) -> frozenset[State]:
    """The states of one person or context; "not sure" where nothing was answered."""
    return decode(state.get(PART, {}).get(str(about), ""))


@dataclass(frozen=True)
class Opening:
    """Where something is open about a person: in these states of their own (`own`), where everybody else who was
    asked about is in one of those (`beside`). Without states it is closed."""

    own: frozenset[State]
    beside: frozenset[State]


def opening(source: Mapping[str, Any]) -> Opening:
    """The opening that a content file gives as `open_in` and `beside`. Raises ValueError for an unknown state."""
    own, beside = (frozenset(map(State, source.get(name, ()))) for name in ("open_in", "beside"))
    return Opening(own, beside)


def since(now: datetime) -> datetime:
    """From when on an answer counts."""
    return now - timedelta(days=content.table("safety/kept.toml")["days"])


def is_several(about: str) -> bool:
    """Whether this number of the check can stand for more than one person."""
    return about in content.table("safety/kept.toml")["several"]


def kept(person: UUID, *, now: datetime) -> dict[int, frozenset[State]]:
    """States by the number of a person or place. For rules only, never for a page.

    Everybody is asked again after thirty days: what was answered before that counts as never asked. A number that
    stands for more than one person has the states of all of them.
    """
    found: dict[int, frozenset[State]] = {}
    for row in Kept.objects.filter(holder=person, at__gte=since(now)):
        about = int(row.state["about"])
        found[about] = found.get(about, frozenset()) | decode(row.state["state"])
    return found


def opens(person: UUID, about: int, rule: Opening, *, now: datetime) -> bool:
    """Whether something is open about this person or place now."""
    others = kept(person, now=now)
    own = others.pop(about, frozenset())
    return may_offer(rule.own, own) and all(may_offer(rule.beside, other) for other in others.values())


def opens_all(person: UUID, rule: Opening, *, now: datetime) -> bool:
    """Whether something is open about everybody who was asked about; never where nobody was."""
    return may_offer(rule.own, frozenset().union(*kept(person, now=now).values()))
