"""The check's questions from content, its answers in the sealed state, its results."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max, Min

from footing.check.models import Kept
from footing.core.scoring import SIGNS, Answers, Duration, Result, SignAnswers, score
from footing.design import content
from footing.practice.queries import local_day

PART = "check"
BLANK = "-"
NO_ONE_NOW = 5
# So many questions a sign in a further context.
FURTHER = 2
SHOCK = {"y": True, "n": False, "-": None}


@dataclass(frozen=True)
class About:
    """Whom a check is about: a neutral number, the context that chooses the questions, and the word."""

    id: int
    context: str
    label: str
    you: str
    hint: str = ""

    @property
    def size(self) -> int:
        """How many questions a sign has: one on the short list, else three."""
        return 1 if self.context == "none" else 3


@dataclass(frozen=True)
class Sign:
    """One sign's screen, in the words of one context."""

    id: str
    name: str
    short: str
    hint: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Checked:
    """One context's answers and result."""

    about: About
    answers: Answers
    result: Result


def abouts() -> tuple[About, ...]:
    """Everyone whom a check can be about."""
    return tuple(About(**entry) for entry in _source()["about"])


def about(number: object) -> About | None:
    """The one with that number, or None."""
    return next((a for a in abouts() if str(a.id) == str(number)), None)


def label(number: object) -> str:
    """Whom that number stands for, in words; empty for nobody."""
    found = about(number)
    return found.label if found else ""


def offered(found: tuple[Checked, ...]) -> tuple[About, ...]:
    """Where else one may look after a first result, as far as not yet checked."""
    seen = {checked.about.id for checked in found}
    entries = together()["offer"]
    open_ = [e["about"] for e in entries if e["about"] not in seen and not seen & {*e["unless"]}]
    return tuple(a for a in abouts() if a.id in open_)


def together() -> dict[str, Any]:
    """The words and the choice of questions for several contexts."""
    return content.table("check/together.toml")


def notes() -> dict[str, Any]:
    """What the check says of itself."""
    return content.table("check/notes.toml")


def signs(whom: About, *, further: bool = False) -> tuple[Sign, ...]:
    """Six signs with their questions, worded for whom it is about; in a further context two of three."""
    asked = together()["ask"] if further and whom.size > FURTHER else {}
    return tuple(
        Sign(
            entry["id"], entry["name"], entry["short"], entry.get("hint", ""),
            tuple(
                _worded(item, whom.you)
                for n, item in enumerate(entry["items"][whom.context], 1)
                if n in asked.get(entry["id"], (n,))
            ),
        )
        for entry in _source()["sign"]
    )  # fmt: skip


def words() -> dict[str, Any]:
    """Answer labels, the further questions and the words for levels."""
    source = _source()
    return {**source["answers"], "questions": source["questions"], "levels": source["levels"]}


def keep(state: dict[str, Any], whom: About, answers: Answers, on: date) -> None:
    """Put one context's answers of a day into the sealed state; a second time for the same one replaces them.

    The day goes with them: the same answers on a later day are another check, and kept as such.
    """
    entry = {
        "about": whom.id,
        "items": "".join(_digit(a) for s in SIGNS for a in answers.signs[s].items),
        "way": "".join(_digit(answers.signs[s].in_the_way) for s in SIGNS),
        "duration": answers.duration.value,
        "shock": {True: "y", False: "n", None: "-"}[answers.shock],
        "on": on.isoformat(),
    }
    others = [e for e in state.get(PART, []) if e["about"] != whom.id]
    state[PART] = [*others, entry]


def kept(person: UUID) -> list[dict[str, Any]]:
    """What a person kept, the newest of each context, as the sealed state has it."""
    newest = {row.answers["about"]: row.answers for row in Kept.objects.filter(holder=person).order_by("at")}
    return list(newest.values())


def history(person: UUID) -> dict[int, list[tuple[date, Checked]]]:
    """Every kept check by the number of whom it is about, oldest day first; of one day only the last."""
    found: dict[int, dict[date, Checked]] = defaultdict(dict)
    known = {whom.id: whom for whom in abouts()}
    for row in Kept.objects.filter(holder=person).order_by("at"):
        entry = row.answers
        on = date.fromisoformat(entry["on"]) if "on" in entry else local_day(row.at)
        if whom := known.get(entry["about"]):
            found[whom.id][on] = _checked(entry, whom)
    return {about: sorted(days.items(), key=lambda kept: kept[0]) for about, days in found.items()}


def named(person: UUID) -> list[tuple[int, str]]:
    """Everybody about whom a check was kept, by number. The private answers have no part in it."""
    numbers = sorted(entry["about"] for entry in kept(person))
    return [(n, label(n)) for n in numbers if n != NO_ONE_NOW]


def kept_on(person: UUID) -> list[date]:
    """On which days (UTC) a check was kept, the first and the last; none where none is kept."""
    ends = Kept.objects.filter(holder=person).aggregate(first=Min("at"), last=Max("at"))
    return [at.date() for at in ends.values() if at]


def signs_of(state: dict[str, Any]) -> tuple[Checked, ...]:
    """Every context in a sealed state, in the order in which it was checked."""
    return tuple(_checked(entry) for entry in state.get(PART, []))


def last(state: dict[str, Any]) -> Checked | None:
    """The context that was checked last."""
    found = signs_of(state)
    return found[-1] if found else None


def _checked(entry: dict[str, Any], whom: About | None = None) -> Checked:
    whom = whom or about(entry["about"])
    assert whom is not None  # noqa: S101 (sealed by `keep`)
    size = len(entry["items"]) // len(SIGNS)
    given = {
        sign: SignAnswers(
            tuple(_number(c) for c in entry["items"][size * n : size * n + size]), _number(entry["way"][n])
        )
        for n, sign in enumerate(SIGNS)
    }
    answers = Answers(given, Duration(entry["duration"]), SHOCK[entry["shock"]])
    return Checked(whom, answers, score(answers))


def _source() -> dict[str, Any]:
    return content.table("check/items.toml")


def _worded(item: str, you: str) -> str:
    return item.replace("{you}", you).replace("{You}", you[0].upper() + you[1:])


def _digit(answer: int | None) -> str:
    return BLANK if answer is None else str(answer)


def _number(digit: str) -> int | None:
    return None if digit == BLANK else int(digit)
