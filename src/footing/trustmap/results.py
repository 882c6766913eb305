"""What a map says, in words: what goes with trust, what is there in the hard relationship, what would help."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from footing.core.grid import There, TrustMap, Verdict, of_person, trust_map
from footing.trustmap import nearness, queries
from footing.trustmap.document import ME, STEPS, TRUST, WISH, Document

ENOUGH_DIFFERENT, FEW_QUALITIES, LEAST_PEOPLE = 3, 4, 5


@dataclass(frozen=True)
class Line:
    """One quality: its two ends, what may be said of it, and what that rests on."""

    more: str
    less: str
    verdict: str
    says: str
    pairs: str
    people: str
    chance: str


@dataclass(frozen=True)
class Model:
    """All qualities in order; `first` goes with trust most clearly, or is empty. `help`: what would help."""

    lines: tuple[Line, ...]
    first: str
    help: tuple[str, ...]


@dataclass(frozen=True)
class Near:
    """Two who are rated alike, by name, and by what."""

    a: str
    b: str
    both: tuple[str, ...]
    neither: tuple[str, ...]


@dataclass(frozen=True)
class Hard:
    """The hard relationship: qualities that are there, missing, in between or not rated. `sure`: those of the model."""

    name: str
    sure: bool
    there: tuple[str, ...]
    missing: tuple[str, ...]
    between: tuple[str, ...]
    unrated: tuple[str, ...]


def computed(document: Document) -> TrustMap:
    """The trust map of the people on it; oneself and the wish are not among them."""
    ids = [person.id for person in document.people]
    rows = [[document.value(quality.id, id) for id in ids] for quality in document.qualities]
    return trust_map(rows, [document.value(TRUST, id) for id in ids])


def model(document: Document) -> Model:
    """What goes with trust, in words, with what would help where it is too little."""
    found, words = computed(document), queries.own_words()["picture"]
    lines = []
    for quality in found.qualities:
        sought = document.qualities[quality.index]
        lines.append(
            Line(
                more=sought.more, less=sought.less, verdict=quality.verdict, says=words["verdict"][quality.verdict],
                pairs=words["pairs"].format(agree=quality.agree, pairs=quality.pairs),
                people=words["people_n"].format(n=quality.people), chance=_chance(quality.p, words),
            )
        )  # fmt: skip
    first = "" if found.first is None else document.qualities[found.first].more
    return Model(tuple(lines), first, _help(document, found, words["help"]))


def _chance(p: float | None, words: dict[str, Any]) -> str:
    if p is None:
        return str(words["chance_none"])
    return str(words["chance_least"] if p < 0.01 else words["chance"].format(p=round(100 * p)))


def _help(document: Document, found: TrustMap, words: dict[str, str]) -> tuple[str, ...]:
    if not document.qualities:
        return (words["quality"],)
    if any(quality.verdict is not Verdict.TOO_LITTLE for quality in found.qualities):
        return ()
    said = []
    enough = max(LEAST_PEOPLE, found.enough_at or LEAST_PEOPLE)
    if found.people < enough:
        said.append(words["people"].format(n=enough))
    done, every = document.to_rate
    if done < every:
        said.append(words["ratings"])
    trusted = {n for person in document.people if (n := document.value(TRUST, person.id))}
    if found.people >= LEAST_PEOPLE and len(trusted) < ENOUGH_DIFFERENT:
        said.append(words["spread"])
    if len(document.qualities) > FEW_QUALITIES:
        said.append(words["fewer"])
    return tuple(said) or (words["more_people"],)


def hard(document: Document) -> Hard | None:
    """What is there and what is missing in the hard relationship; None where none was named or nothing is asked."""
    ids = [person.id for person in document.people]
    if document.hard not in ids or not document.qualities:
        return None
    sure = computed(document).with_trust
    rows = [[document.value(quality.id, id) for id in ids] for quality in document.qualities]
    asked = sure or range(len(rows))
    found = of_person(
        rows, person=ids.index(document.hard), scale=(STEPS[0], STEPS[-1]), qualities=list(asked)
    )
    return Hard(name_of(document, document.hard), bool(sure), **_named(document, found))


def _named(document: Document, found: There) -> dict[str, tuple[str, ...]]:
    return {
        part: tuple(document.qualities[row].more for row in getattr(found, part))
        for part in ("there", "missing", "between", "unrated")
    }


def near(document: Document) -> tuple[Near, ...]:
    """Who is rated like whom, by name."""
    texts, words = (
        {quality.id: quality.more for quality in document.qualities},
        queries.own_words()["picture"],
    )
    names = {p.id: p.name for p in document.people} | {ME: words["near_me"], WISH: words["near_wish"]}
    return tuple(
        Near(
            names[pair.a], names[pair.b], tuple(texts[id] for id in pair.both),
            tuple(texts[id] for id in pair.neither),
        )
        for pair in nearness.pairs(document)
    )  # fmt: skip


def name_of(document: Document, who: str) -> str:
    """A name; for oneself and the wish the words that stand for them; empty for nobody."""
    fixed = {ME: queries.own_words()["rate"]["me"], WISH: queries.own_words()["rate"]["wish"]}
    person = document.person(who)
    return person.name if person else str(fixed.get(who, ""))


def shown(person: UUID) -> tuple[tuple[str, str], ...]:
    """What goes with trust for somebody, each with how sure, without names and ratings; empty where nothing does."""
    own = queries.own(person)
    if own is None:
        return ()
    words = queries.own_words()["shown"]
    sure = {Verdict.WITH: words["with"], Verdict.PERHAPS_WITH: words["perhaps"]}
    return tuple(
        (own.document.qualities[q.index].more, sure[q.verdict])
        for q in computed(own.document).qualities
        if q.verdict in sure
    )
