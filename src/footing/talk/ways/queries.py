"""The ways, what a person said of them, and what follows from it. With nobody in mind it is always open."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from footing.check import queries as check
from footing.core import preference
from footing.design import content
from footing.practice.queries import local_day
from footing.safety import queries as safety
from footing.safety import weeks
from footing.talk.ways.models import Ways

if TYPE_CHECKING:
    from footing.core.preference import Standing

ME = 0
WISH, GET, GIVE = ASPECTS = ("wish", "get", "give")
CANNOT_SAY = -1
STEPS = range(5)
HIGH = 3


@dataclass(frozen=True)
class Way:
    """One way of showing love: its name, and an example of getting and of giving it."""

    id: str
    label: str
    get: str
    give: str


@dataclass(frozen=True)
class Said:
    """What was said with one person in mind, or with nobody (ME). Ratings 0 to 4 by way, -1 for "can't say"."""

    about: int
    on: date | None = None
    ratings: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    choices: tuple[tuple[str, str, str], ...] = ()

    def of(self, aspect: str) -> dict[str, int | None]:
        """The ratings of one of wish, get and give in the order of the ways; None where nothing can be said."""
        given = self.ratings.get(aspect, {})
        found = {way.id: given.get(way.id, CANNOT_SAY) for way in ways()}
        return {id: None if rating == CANNOT_SAY else rating for id, rating in found.items()}

    @property
    def next(self) -> str:
        """The first of the three that was not rated yet; empty once all were."""
        return next((aspect for aspect in ASPECTS if aspect not in self.ratings), "")

    @property
    def standing(self) -> "Standing":
        """Where the ways stand by what is wished for."""
        return preference.standing(self.of(WISH), [preference.Choice(*one) for one in self.choices])

    def as_dict(self) -> dict[str, Any]:
        """As the row holds it."""
        return {
            "on": self.on.isoformat() if self.on else "", "choices": [list(one) for one in self.choices],
            **{aspect: dict(given) for aspect, given in self.ratings.items()},
        }  # fmt: skip


@dataclass(frozen=True)
class Gap:
    """A way that is wished for most and got least."""

    way: Way
    wish: int
    get: int


def words() -> dict[str, Any]:
    """The words of these pages, and the states in which they are open."""
    return content.table("talk/ways.toml")


def ways() -> tuple[Way, ...]:
    """All ways, in the order of their file."""
    return tuple(Way(**entry) for entry in words()["way"])


def way(id: str) -> Way:
    """One of them; a name that is gone stands for itself."""
    return next((one for one in ways() if one.id == id), Way(id, id, "", ""))


def abouts() -> tuple[tuple[int, str], ...]:
    """Whom one can have in mind: the same for everybody."""
    return tuple((number, check.label(number)) for number in words()["abouts"])


def kept(person: UUID) -> dict[int, Said]:
    """What a person said, by whom they had in mind; nobody first."""
    row = Ways.objects.filter(holder=person).first()
    return read(row) if row else {}


def read(row: Ways) -> dict[int, Said]:
    """What a row holds."""
    found = {int(about): said_of(int(about), entry) for about, entry in row.content.items()}
    return dict(sorted(found.items()))


def opens(person: UUID, about: int, *, now: datetime) -> bool:
    """Whether ratings with this person in mind can be kept now. With nobody in mind always."""
    if about == ME:
        return True
    return about in words()["abouts"] and safety.opens(
        person, about, safety.opening(words()["open"]), now=now
    )


def at(person: UUID, about: int, *, now: datetime) -> int:
    """Whom the page at an address is about: the one asked for, or nobody where that is closed.

    With somebody in mind it is begun in the weeks of that alone; what is begun can be gone on with while it is open.
    """
    if about == ME or not opens(person, about, now=now):
        return ME
    return about if about in kept(person) or weeks.is_open(person, local_day(now)) else ME


def gaps(said: Said, *, without: Collection[str] = ()) -> tuple[Gap, ...]:
    """What is wished for most and got least: the widest first, then as wished for, then in the order of the ways."""
    w, wish, get = words(), said.of(WISH), said.of(GET)
    found = [
        Gap(one, high, low)
        for one in ways()
        if one.id not in without
        if (high := wish[one.id]) is not None and (low := get[one.id]) is not None
        if high >= w["wish_from"] and high - low >= w["gap_from"]
    ]
    found.sort(key=lambda gap: (gap.get - gap.wish, -gap.wish))
    return tuple(found[: w["gaps_most"]])


def gives(said: Said) -> tuple[Way, ...]:
    """What somebody likes to give."""
    give = said.of(GIVE)
    return tuple(one for one in ways() if (give[one.id] or 0) >= HIGH)


def said_of(about: int, entry: Mapping[str, Any]) -> Said:
    choices = tuple((one, other, chosen) for one, other, chosen in entry.get("choices", ()))
    ratings = {aspect: entry[aspect] for aspect in ASPECTS if aspect in entry}
    return Said(about, date.fromisoformat(entry["on"]) if entry.get("on") else None, ratings, choices)
