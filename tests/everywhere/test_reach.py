"""None of the steps that the private questions close is come to, and each way to open one wrongly is found.

The same enumeration goes through two years and all pages in `make prove` (`bench/reach.py`).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from bench import presses, reach
from bench.presses import ME, Somebody, Step
from bench.reach import ABOUT, ASK, CORE, IDEAS, MEANS, PARTNER, ROWS, SAY, WAYS, WORK, allowed, opened
from django.utils import timezone

from footing.design import content
from footing.log import queries as log
from footing.safety import queries as safety
from footing.safety import services as safety_services
from footing.safety import weeks

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.one_database]
# States that stand alone; U and H together are closed where one of them is.
STATES = [code for code in MEANS if code != "UH"]
FILES = {
    **{id: f"exercises/{id}.toml" for id in (ABOUT | SAY) - {"log"}}, "log": "log/texts.toml", WAYS: "talk/ways.toml",
}  # fmt: skip
SOURCE = Path(safety.__file__).parents[1]
Table = Callable[[str], dict[str, Any]]
Found = Callable[[Mapping[int, str]], set[Step]]
FORBIDDEN = [
    *((id, code) for id in sorted({*ASK, WAYS}) for code in STATES if not MEANS[code] <= ROWS["ask"]),
    *((id, code) for id in sorted(ABOUT) for code in STATES if not MEANS[code] <= ROWS["about"]),
]


@pytest.fixture(autouse=True)
def a_week_that_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """One of the weeks in which steps about others can be begun."""
    monkeypatch.setattr(weeks, "is_open", lambda person, day: True)


@pytest.fixture
def opened_wrongly(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str, str], None]]:
    """Open a step in one more state, in its content file; `where` is `open_in` or `beside`."""
    real: Table = content.table

    def wrongly(id: str, where: str, state: str) -> None:
        def table(path: str) -> dict[str, Any]:
            source = real(path)
            if path == FILES.get(id):
                return {**source, "open": _with(source["open"], where, state)}
            if path == "trustmap/ideas.toml":
                return {
                    **source, "idea": [_with(i, where, state) if i["id"] == id else i for i in source["idea"]]
                }  # fmt: skip
            return source

        monkeypatch.setattr(content, "table", table)
        log._rule.cache_clear()

    yield wrongly
    log._rule.cache_clear()


def _with(source: Mapping[str, Any], where: str, state: str) -> dict[str, Any]:
    return {**source, where: [*source.get(where, ()), state]}


@pytest.fixture
def found(db: None) -> Callable[[Mapping[int, str]], set[Step]]:
    """All that somebody with these states comes to in this week; what was begun where nothing is closed stays."""
    now = timezone.now()
    one = Somebody("Somebody", {PARTNER: "O.", WORK: "O."}, now=now)

    def come_to(kept: Mapping[int, str]) -> set[Step]:
        safety_services.erase(person=one.id)
        one.kept = dict(kept)
        one.answer(kept, now=now)
        return set(presses.taken(one, now=now))

    return come_to


def closed(kept: Mapping[int, str], steps: set[Step]) -> set[Step]:
    """Those that the table closes to somebody with these states."""
    return {step for step in steps if not allowed(step, kept)}


def test_what_is_come_to_is_what_the_table_opens_and_nothing_else(found: Found) -> None:
    for kept in reach.everybody():
        if kept.get(WORK, "O.") in {"O.", "U.", "H."}:
            assert found(kept) == opened(kept), kept


@pytest.mark.parametrize("code", ["U.", "O."])
def test_in_the_other_weeks_only_what_was_begun_and_the_log_is_about_others(
    found: Found, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weeks, "is_open", lambda person, day: False)
    steps = found({PARTNER: code})
    assert not closed({PARTNER: code}, steps)
    assert not {step for step in steps if step[0] in IDEAS}


def test_pressing_everything_comes_to_the_same() -> None:
    kept, now = {PARTNER: "U.", WORK: "O."}, timezone.now()
    pages = set(presses.pressed(Somebody("Somebody", kept, now=now), now=now))
    rooms = {("people", ME), ("need", ME)}
    assert pages == opened(kept) - rooms


def test_a_month_later_only_core_steps_are_come_to(monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    one = Somebody("Somebody", {PARTNER: "O.", WORK: "P+"}, now=now)
    later = now + timedelta(days=31)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert set(presses.taken(one, now=later)) == {(id, ME) for id in CORE}


@pytest.mark.parametrize(("id", "code"), FORBIDDEN)
def test_mutant_a_step_that_is_open_in_one_state_too_many_is_found(
    found: Found, id: str, code: str, opened_wrongly: Callable[[str, str, str], None]
) -> None:
    opened_wrongly(id, "open_in", *MEANS[code])
    assert closed({PARTNER: code}, found({PARTNER: code})) == {(id, PARTNER)}


@pytest.mark.parametrize("id", sorted(ABOUT))
def test_mutant_a_step_about_others_that_is_open_to_who_may_harm_is_found(
    found: Found, id: str, opened_wrongly: Callable[[str, str, str], None]
) -> None:
    opened_wrongly(id, "beside", "H")
    kept = {PARTNER: "H.", WORK: "O."}
    assert closed(kept, found(kept)) == {(id, WORK)}


def test_mutant_a_rule_that_looks_at_one_state_of_two_is_found(
    found: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safety, "may_offer", lambda open_in, states: any(s in open_in for s in states))
    kept = {PARTNER: "UH", WORK: "O."}
    assert closed(kept, found(kept)) == {(id, WORK) for id in ABOUT}


def test_mutant_a_rule_that_forgets_everybody_else_is_found(
    found: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    def alone(person: Any, about: int, rule: Any, *, now: Any) -> bool:
        return safety.may_offer(rule.own, safety.kept(person, now=now).get(about, frozenset()))

    monkeypatch.setattr(safety, "opens", alone)
    kept = {PARTNER: "H.", WORK: "O."}
    assert closed(kept, found(kept)) == {(id, WORK) for id in ABOUT}


def test_only_five_rooms_ask_what_the_private_questions_came_to() -> None:
    asks = re.compile(r"safety\.(opens|opens_all|kept|states_of)\b|safety\.queries import|safety\.models")
    files = [file for file in SOURCE.rglob("*.py") if asks.search(file.read_text("utf-8"))]
    others = {str(f.relative_to(SOURCE)) for f in files if "safety" not in f.parts}
    assert others == {
        "exercises/queries.py", "log/queries.py", "talk/say/queries.py", "talk/ways/queries.py", "trustmap/ideas.py",
    }  # fmt: skip
