"""What comes of ratings and choices, in words: an order with how sure it is, and never a type."""

from dataclasses import dataclass
from typing import Any

from footing.check import queries as check
from footing.core import preference
from footing.talk.ways import queries
from footing.talk.ways.queries import GET, GIVE, WISH, Gap, Said, Way


@dataclass(frozen=True)
class Pair:
    """Two to choose between, which choice it is, and whether these two were asked before."""

    one: Way
    other: Way
    number: int
    again: bool


@dataclass(frozen=True)
class Place:
    """Ways that stand together, with the rating that they share."""

    ways: tuple[Way, ...]
    rating: int


@dataclass(frozen=True)
class Row:
    """The numbers of one way; None where there are none."""

    way: Way
    wish: int | None
    get: int | None
    give: int | None
    chance: int | None


@dataclass(frozen=True)
class Result:
    """What the page says. `gaps` is None before it was said what one gets."""

    said: Said
    first: str
    places: tuple[Place, ...]
    gaps: tuple[Gap, ...] | None
    gives: tuple[Way, ...] | None
    rows: tuple[Row, ...]
    asked: int
    more: bool


def pair(said: Said, ask: tuple[str, str]) -> Pair:
    """The pair that is asked now."""
    one, other = map(queries.way, ask)
    before = [{*choice[:2]} for choice in said.choices]
    return Pair(one, other, len(before) + 1, {*ask} in before)


def result(said: Said) -> Result:
    """All that is said of one person's answers."""
    found = said.standing
    chances: dict[str, int] = {}
    if found.ranking is not None and said.choices:
        order, top = found.ranking.order, found.ranking.top
        chances = {
            name: round(100 * float(top[item])) for name, item in zip(found.groups[0], order, strict=True)
        }
    wish, get, give = (said.of(aspect) for aspect in (WISH, GET, GIVE))
    rows = tuple(
        Row(one, wish[one.id], get[one.id], give[one.id], chances.get(one.id)) for one in queries.ways()
    )
    gaps = queries.gaps(said) if GET in said.ratings else None
    return Result(
        said, _first(said), _places(said), gaps, queries.gives(said) if GIVE in said.ratings else None, rows,
        len(said.choices), found.ask is not None,
    )  # fmt: skip


def in_words(content: dict[str, Any]) -> dict[str, Any]:
    """What is kept as its owner's export has it: names in place of ids, and a word where nothing can be said."""
    w = queries.words()
    found = {}
    for about, entry in content.items():
        said = queries.said_of(int(about), entry)
        found[check.label(said.about) or w["hub"]["me"]] = {
            w["one"]["day"]: entry["on"],
            **{w["one"][f"change_{aspect}"]: _named(said, aspect) for aspect in said.ratings},
            w["pair"]["title"]: [_chosen(one) for one in said.choices],
        }
    return found


def _first(said: Said) -> str:
    """The sentence on what comes first, and how sure that is."""
    found, w = said.standing, queries.words()["one"]
    sure = found.sure
    if sure is preference.Sure.NOTHING:
        return str(w["none"])
    if sure is preference.Sure.OPEN:
        return str(w["open"] if found.ranking is not None else w["open_many"])
    name = {preference.Sure.RATED: "rated", preference.Sure.CLEAR: "clear", preference.Sure.LIKELY: "likely"}[
        sure
    ]
    return str(w[name]).format(way=queries.way(found.groups[0][0]).label)


def _places(said: Said) -> tuple[Place, ...]:
    """Groups of the order: by rating, and among those that share the highest by what choices tell apart."""
    found, wish = said.standing, said.of(WISH)
    groups = [list(group) for group in found.groups]
    if found.ranking is not None:
        ordered, sizes = list(found.groups[0]), [len(group) for group in found.ranking.together]
        cut = [ordered[sum(sizes[:n]) : sum(sizes[: n + 1])] for n in range(len(sizes))]
        groups = [*cut, *groups[1:]]
    return tuple(Place(tuple(map(queries.way, group)), wish[group[0]] or 0) for group in groups)


def _named(said: Said, aspect: str) -> list[str]:
    w = queries.words()
    given = said.of(aspect)
    return [f"{queries.way(id).label} {w['one']['no_answer'] if n is None else n}" for id, n in given.items()]


def _chosen(choice: tuple[str, str, str]) -> str:
    one, other, chosen = choice
    names = [queries.way(id).label for id in (one, other)]
    return f"{names[0]} / {names[1]} → {queries.way(chosen).label if chosen else queries.words()['pair']['same']}"
