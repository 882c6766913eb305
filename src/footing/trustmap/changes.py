"""Two days of a map side by side. A step of one can be the mood of a day and is not named."""

from dataclasses import dataclass

from footing.core.grid import Verdict
from footing.trustmap import queries, results
from footing.trustmap.document import ME, TRUST, WISH, Document

CLEAR = 2


@dataclass(frozen=True)
class Trusted:
    """Somebody's trust on both days, 0 where not rated, and what that is in words."""

    name: str
    then: int
    today: int
    says: str


@dataclass(frozen=True)
class Changes:
    """Trust of each person; what changed by two steps or more; who is new; what is looked for no more; both models."""

    trust: tuple[Trusted, ...]
    things: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    then: tuple[tuple[str, str], ...]
    today: tuple[tuple[str, str], ...]


def between(then: Document, today: Document) -> Changes:
    """What changed from one day to another. Names are those of `today`."""
    words = queries.own_words()["compare"]
    before = {person.id for person in then.people}
    both = [person for person in today.people if person.id in before]
    trust = []
    for person in both:
        old, new = then.value(TRUST, person.id) or 0, today.value(TRUST, person.id) or 0
        trust.append(Trusted(person.name, old, new, words[_kind(old, new)]))
    still = [quality for quality in today.qualities if then.quality(quality.id)]
    things = []
    for quality in still:
        for who in (*(person.id for person in both), ME, WISH):
            kind = _kind(then.value(quality.id, who) or 0, today.value(quality.id, who) or 0)
            if kind in {"more", "less"}:
                line = words["up" if kind == "more" else "down"]
                things.append(line.format(name=results.name_of(today, who), quality=quality.more))
    return Changes(
        tuple(trust), tuple(things), tuple(p.name for p in today.people if p.id not in before),
        tuple(q.more for q in then.qualities if today.quality(q.id) is None), _model(then), _model(today),
    )  # fmt: skip


def _kind(old: int, new: int) -> str:
    if not old or not new:
        return "unknown"
    if abs(new - old) < CLEAR:
        return "small"
    return "more" if new > old else "less"


def _model(document: Document) -> tuple[tuple[str, str], ...]:
    words = queries.own_words()["picture"]["verdict"]
    return tuple(
        (document.qualities[q.index].more, words[q.verdict])
        for q in results.computed(document).qualities
        if q.verdict not in {Verdict.TOO_LITTLE, Verdict.UNCLEAR}
    )
