"""What a map holds: people, qualities, ratings. Values only; every change gives a new document."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

MOST_PEOPLE, LEAST_PEOPLE, MOST_QUALITIES = 12, 3, 8
TRUST, CLOSE = "t", "c"
ME, WISH = "me", "wish"
STEPS = (1, 2, 3, 4, 5)
CANNOT_SAY = 0

Ratings = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Relation:
    """Somebody on the map. The id is never given to anybody else, also after they are gone."""

    id: str
    name: str


@dataclass(frozen=True)
class Quality:
    """Something that people have more or less of; `of` is the suggestion that it came from, or nothing."""

    id: str
    more: str
    less: str = ""
    of: str = ""


@dataclass(frozen=True)
class Document:
    """A whole map. `ratings`: by question (a quality's id, TRUST, CLOSE), then by who; 1 to 5, 0 for "can't say".

    `hard`: the id of the relationship that is hard, or nothing; `about`: the number under which the private
    questions were answered for exactly that person, 0 for none. `turn`: how many threes were compared.
    """

    people: tuple[Relation, ...] = ()
    qualities: tuple[Quality, ...] = ()
    ratings: Ratings = field(default_factory=dict)
    hard: str = ""
    about: int = 0
    turn: int = 0
    next: int = 1

    @property
    def questions(self) -> tuple[str, ...]:
        """What is rated, in order: trust, closeness, then each quality."""
        return (TRUST, CLOSE, *(q.id for q in self.qualities))

    def asked_of(self, question: str) -> tuple[str, ...]:
        """Who is rated: trust and closeness of people; qualities also of oneself and of what one wishes for."""
        people = tuple(person.id for person in self.people)
        return people if question in {TRUST, CLOSE} else (*people, ME, WISH)

    def rated(self, question: str, who: str) -> int | None:
        """What was answered; None for not yet."""
        return self.ratings.get(question, {}).get(who)

    def value(self, question: str, who: str) -> int | None:
        """A rating to count with, 1 to 5; None for not yet and for "can't say"."""
        return self.rated(question, who) or None

    def open_in(self, question: str) -> int:
        """How many are not answered yet in one question."""
        return sum(self.rated(question, who) is None for who in self.asked_of(question))

    @property
    def to_rate(self) -> tuple[int, int]:
        """How many ratings there are, and how many there could be."""
        every = sum(len(self.asked_of(q)) for q in self.questions)
        return every - sum(self.open_in(q) for q in self.questions), every

    def person(self, id: str) -> Relation | None:
        """Somebody by id."""
        return next((person for person in self.people if person.id == id), None)

    def quality(self, id: str) -> Quality | None:
        """A quality by id."""
        return next((quality for quality in self.qualities if quality.id == id), None)

    def with_person(self, name: str) -> "Document":
        """One more; the same document where twelve are there or the name is."""
        known = {person.name.casefold() for person in self.people}
        if len(self.people) >= MOST_PEOPLE or name.casefold() in known:
            return self
        return replace(self, people=(*self.people, Relation(f"p{self.next}", name)), next=self.next + 1)

    def renamed(self, id: str, name: str) -> "Document":
        """Another name for somebody."""
        return replace(self, people=tuple(Relation(id, name) if p.id == id else p for p in self.people))

    def without_person(self, id: str) -> "Document":
        """Without somebody, and without every rating of them."""
        ratings = {q: {who: n for who, n in row.items() if who != id} for q, row in self.ratings.items()}
        gone = replace(self, people=tuple(p for p in self.people if p.id != id), ratings=ratings)
        return replace(gone, hard="", about=0) if self.hard == id else gone

    def with_hard(self, id: str, about: int) -> "Document":
        """The relationship that is hard; none for an empty id."""
        return replace(self, hard=id if self.person(id) else "", about=about if self.person(id) else 0)

    def with_quality(self, more: str, less: str = "", of: str = "") -> "Document":
        """One more; the same document where eight are there or it is."""
        if len(self.qualities) >= MOST_QUALITIES or any(q.more == more for q in self.qualities):
            return self
        made = Quality(f"q{self.next}", more, less, of)
        return replace(self, qualities=(*self.qualities, made), next=self.next + 1, turn=self.turn + 1)

    def without_quality(self, id: str) -> "Document":
        """Without a quality and its ratings."""
        ratings = {q: row for q, row in self.ratings.items() if q != id}
        return replace(self, qualities=tuple(q for q in self.qualities if q.id != id), ratings=ratings)

    def with_ratings(self, question: str, answers: Mapping[str, int]) -> "Document":
        """Answers to one question; what is not among them stays as it was."""
        row = {**self.ratings.get(question, {}), **answers}
        return replace(self, ratings={**self.ratings, question: row})

    def turned(self) -> "Document":
        """Three other people to compare."""
        return replace(self, turn=self.turn + 1)

    def three(self) -> tuple[Relation, ...]:
        """The three to compare in this turn; empty with fewer. Every second time the hard one is among them."""
        ids, count = self.people, len(self.people)
        if count < LEAST_PEOPLE:
            return ()
        every = [(a, b, c) for a in range(count) for b in range(a + 1, count) for c in range(b + 1, count)]
        hard = next((n for n, person in enumerate(ids) if person.id == self.hard), None)
        if hard is not None and self.turn % 2 == 0:
            every = [three for three in every if hard in three]
        step = next(
            n for n in range(max(1, len(every) * 5 // 8), 2 * len(every) + 2) if _coprime(n, len(every))
        )
        return tuple(ids[n] for n in every[self.turn * step % len(every)])

    def as_dict(self) -> dict[str, Any]:
        """As it is sealed."""
        return {
            "people": [{"id": p.id, "name": p.name} for p in self.people],
            "qualities": [{"id": q.id, "more": q.more, "less": q.less, "of": q.of} for q in self.qualities],
            "ratings": {q: dict(row) for q, row in self.ratings.items()},
            "hard": self.hard, "about": self.about, "turn": self.turn, "next": self.next,
        }  # fmt: skip


def from_dict(found: Mapping[str, Any]) -> Document:
    """A document from what was sealed; an empty mapping is an empty document."""
    rest = {name: found[name] for name in ("ratings", "hard", "about", "turn", "next") if name in found}
    people = tuple(Relation(**entry) for entry in found.get("people", ()))
    return Document(people, tuple(Quality(**entry) for entry in found.get("qualities", ())), **rest)


def _coprime(a: int, b: int) -> bool:
    while b:
        a, b = b, a % b
    return a == 1
