"""Every step that can be reached by any sequence of presses, in each state of the private questions.

`python -m bench.reach` prepares a SQLite site of its own, goes through two years of weeks inside its environment and
prints what was reached; `prove` starts it. The table of what is closed stands here once more, by hand, so that no
content file and no rule of the program is asked what it should be.
"""

import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from tests.journeys import site

from bench import kill, presses
from bench.clock import Clock
from bench.presses import ME, Somebody, Step

PARTNER, WORK = 1, 8
# Asked again every fourth week; in the last weeks not any more, so that all answers are too old.
# Beside people at work it is fewer weeks: the states do not know which week it is.
WEEKS, BESIDE, ASKED_EVERY, LAPSED = 104, 20, 4, 4
START = datetime(2026, 3, 2, 12, tzinfo=UTC)

# Each code that is kept, and the states that it stands for.
MEANS = {
    "U.": {"U"}, "H.": {"H"}, "UH": {"U", "H"}, "W.": {"W"}, "N.": {"N"}, "P-": {"P-"}, "P+": {"P+"}, "E.": {"E"},
    "O.": {"O"},
}  # fmt: skip
# The rows of the table: in which states a step about this person is open; `beside`: in which states of somebody
# else a step about this one stays open.
ROWS = {
    "ask": {"P-", "P+", "O"},
    "about": {"P+", "O"},
    "beside": {"U", "W", "N", "P-", "P+", "E", "O"},
}
CORE = {"e1", "e2", "e3", "e4", "e5", "e6", "e12", "e13", "e16", "people", "need", "log", "ways"}
ABOUT = {"e7", "e8", "e9", "e10", "e11", "log"}
IDEAS, SAY = {"ask-once", "ask-tell", "ask-when"}, {"e14", "e15", "e17"}
ASK = IDEAS | SAY
# Ways of showing love: of a partner, a friend or somebody in the family, in the states of what asks; not beside H.
WAYS, FITS = "ways", {1, 2, 3, 6, 7}


class ClosedError(AssertionError):
    """A step was reached that the table closes, or one that it opens was not."""


def allowed(step: Step, kept: Mapping[int, str]) -> bool:
    """Whether the table opens a step to somebody with these states by number; a step that it does not name is closed."""
    id, about = step
    if about == ME:
        return id in CORE
    own = MEANS.get(kept.get(about, ""), set())
    if id in ASK:
        return bool(own) and own <= ROWS["ask"]
    others = [MEANS[code] for number, code in kept.items() if number != about]
    row = ROWS["ask" if id == WAYS else "about"]
    named = about in FITS if id == WAYS else id in ABOUT
    return named and bool(own) and own <= row and all(o <= ROWS["beside"] for o in others)


def opened(kept: Mapping[int, str]) -> set[Step]:
    """All steps that the table opens."""
    about = {(id, number) for id in ABOUT | ASK | {WAYS} for number in kept}
    return {step for step in {(id, ME) for id in CORE} | about if allowed(step, kept)}


def everybody() -> Iterator[dict[int, str]]:
    """Asked about one person alone, and beside people at work, each in every state."""
    for own in MEANS:
        yield {PARTNER: own}
        yield from ({PARTNER: own, WORK: other} for other in MEANS)


def two_years(one: Somebody, clock: Clock, *, weeks: int, pages: bool) -> tuple[Counter[Step], Counter[Step]]:
    """In how many weeks each step is come to, and on how many pages it stands. Raises ClosedError for a closed one."""
    from footing.exercises import queries

    by_week: Counter[Step] = Counter()
    by_page: Counter[Step] = Counter()
    # Everything on the pages is pressed once in each kind of week: with steps about others and without, answers too old.
    left = {(True, False), (False, False), (True, True)} if pages else set()
    for week in range(weeks):
        now = START + timedelta(weeks=week)
        clock.at = now
        if week < weeks - LAPSED and week % ASKED_EVERY == 0:
            one.answer(one.kept, now=now)
        lapsed = week > weeks - LAPSED
        kept = {} if lapsed else one.kept
        found = set(presses.taken(one, now=now))
        kind = (queries.is_week(one.id, now), lapsed)
        if kind in left:
            left.remove(kind)
            seen = presses.pressed(one, now=now)
            by_page += seen
            found |= set(seen)
        if wrong := sorted(step for step in found if not allowed(step, kept)):
            raise ClosedError(f"{one.kept}, week {week}: {wrong}")
        by_week.update(found)
    if missing := sorted(opened(one.kept) - set(by_week)):
        raise ClosedError(f"{one.kept}: never reached: {missing}")
    return by_week, by_page


def reach() -> Iterator[str]:
    """Two years of everybody in a site of their own. Raises RuntimeError where a closed step was reached."""
    made = site.prepared(demo=False)
    try:
        printed = kill.python(made, "-m", "bench.reach", "inside").splitlines()[-1]
    finally:
        shutil.rmtree(made.data, ignore_errors=True)
    yield from report(
        [({int(n): code for n, code in kept.items()}, rows) for kept, rows in json.loads(printed)]
    )


Rows = list[tuple[str, int, int, int]]
NAMES = {
    "e7": "for and against", "log": "log", "e11": "worry time", "e8": "letting go", "e9": "nearer",
    "e10": "instead of pulling away", "ask-once": "ask once", "ask-tell": "tell them", "ask-when": "ask what is hard",
    "e14": "tell it once", "e15": "openness offered", "e17": "a doubt answered", "ways": "ways of showing love",
}  # fmt: skip


def report(found: list[tuple[dict[int, str], Rows]]) -> Iterator[str]:
    """The part of the report: everybody asked about one person alone, then beside people at work."""
    pages = sum(row[3] for _, rows in found for row in rows)
    yield "## What can be reached in each state of the private questions\n"
    yield f"{len(found)} people: asked about one person alone, {WEEKS} weeks each, and beside people at work, {BESIDE} weeks each. In a first week nothing was closed and all was begun. The private questions are answered"
    yield f"anew every {ASKED_EVERY} weeks and not at all in the last {LAPSED}. In each week: all lists, all addresses, all forms sent. Alone and beside a quiet work,"
    yield "in one week of either kind and in one after the answers are too old: every sequence of presses through the steps, the log, the map's ideas, the plan and the page of"
    yield f"today ({pages:,} pages with a step). None that the table closes was reached, and each that it opens was.\n"
    yield f"Alone: in how many of {WEEKS} weeks a step about the person stood in a list, at an address or in a page; core steps: the least of thirteen. Empty: never."
    yield "What was begun can be gone on with in each week; what asks is there about every second week.\n"
    yield f"| state | core steps | {' | '.join(NAMES.values())} |"
    yield f"|---|---:|{'---:|' * len(NAMES)}"
    for kept, rows in found:
        if len(kept) == 1:
            weeks = {(id, about): count for id, about, count, _ in rows}
            core = min(weeks[id, ME] for id in CORE)
            cells = [str(weeks.get((id, PARTNER), "")) for id in NAMES]
            yield f"| {kept[PARTNER].strip('.')} | {core} | {' | '.join(cells)} |"
    yield "\nBeside people at work. `a`: ideas that ask, `s`: exercises and log about the person; in brackets the same about people at work.\n"
    yield f"| the person, and at work | {' | '.join(code.strip('.') for code in MEANS)} |"
    yield f"|---|{'---|' * len(MEANS)}"
    for own in MEANS:
        cells = [_cell(rows) for kept, rows in found if len(kept) > 1 and kept[PARTNER] == own]
        yield f"| {own.strip('.')} | {' | '.join(cells)} |"
    yield ""


def _cell(rows: Rows) -> str:
    steps = {(id, about) for id, about, _, _ in rows}
    said = [
        "".join(letter for letter, ids in (("a", ASK), ("s", ABOUT)) if {(id, about) for id in ids} <= steps)
        for about in (PARTNER, WORK)
    ]
    return f"{said[0]} ({said[1]})".strip() if said[1] else said[0]


def _inside() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "footing.config.settings")
    django.setup()
    clock, found = Clock(START), []
    for number, kept in enumerate(everybody()):
        clock.at = START
        alone = len(kept) == 1
        by_week, by_page = two_years(
            Somebody(f"Person {number}", kept, now=START), clock, weeks=WEEKS if alone else BESIDE,
            pages=alone or kept[WORK] == "O.",
        )  # fmt: skip
        found.append([kept, [[id, about, n, by_page[id, about]] for (id, about), n in by_week.items()]])
    print(json.dumps(found))


if __name__ == "__main__":
    if sys.argv[1:] == ["inside"]:
        _inside()
    else:
        print("\n".join(reach()))
