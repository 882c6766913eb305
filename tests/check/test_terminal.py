"""`footing check`: the same questions, rule and sentences in a terminal; nothing kept; a kind end."""

import re
import sys
from html import unescape
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client

from footing.check import queries, terminal
from footing.config import cli
from footing.practice import queries as practice
from tests.check.test_way import answers, checked, masked

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def typed(about: int, *, level: int = 3, way: int = 3) -> list[str]:
    """What somebody types who gives every item the same answer (numbers as shown, from 1)."""
    whom = queries.about(about)
    assert whom
    sign = [str(level)] * (1 if whom.single else 3) + ([str(way)] if level >= 3 else [])
    return [str(about), *sign * 6, "3", "2"]


def session(keys: list[str], stop: type[BaseException] = EOFError) -> tuple[int, str]:
    """Run the check on these keys; when they run out, `stop` comes."""
    left, shown = iter(keys), []

    def ask(prompt: str) -> str:
        for key in left:
            return key
        raise stop

    code = terminal.run(ask, shown.append)
    return code, "\n".join(shown)


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def page_text(page: str) -> str:
    return flat(unescape(re.sub(r"<[^>]+>", " ", page)))


@pytest.mark.parametrize(("level", "way"), [(1, 1), (2, 1), (3, 3), (4, 4)])
@pytest.mark.parametrize("about", [1, 5, 8])
def test_the_result_has_the_sentences_of_the_page(client: Client, about: int, level: int, way: int) -> None:
    _code, shown = session(typed(about, level=level, way=way))
    sent = answers(str(about), str(level - 1)) | {f"w{n}": str(way - 1) for n in range(6)}
    page = page_text(masked(client.post("/check/result/", {"state": checked(client, **sent)})))
    whom = queries.about(about)
    assert whom
    text = flat(shown)
    for sentence in (
        "This shows what you notice. It cannot tell whether your doubts are right.",
        re.search(r"(\d of the six .*?overwhelming\.|What came most often.*?\.|None of the six.*?\.)", page)[
            0
        ],  # type: ignore[index]
        re.search(r"0 is “not at all”.*?study\.", page)[0],  # type: ignore[index]
    ):
        assert sentence in page
        assert sentence in text
    word = queries.words()["levels"]["words"][level - 1]
    for sign in queries.signs(whom):
        assert f"{sign.name}: {word}." in text
        assert f"{sign.name} {word}" in page
        assert all(item in text for item in sign.items)
    assert ("Ongoing and overwhelming. In the way:" in text) == (level >= 3)


def test_the_extra_question_comes_only_where_it_is_often(client: Client) -> None:
    way = queries.words()["questions"]["way"]
    assert way not in flat(session(typed(1, level=2))[1])
    assert flat(session(typed(1, level=3))[1]).count(way) == 6


def test_everything_can_be_skipped_with_enter() -> None:
    code, shown = session(["1", *[""] * 20])
    assert code == 0
    assert "None of the six stood out" in shown
    assert flat(shown).count("too few answers") == 6


@pytest.mark.parametrize("wrong", ["9", "0", "-1", "x", "²", "１", "1" * 5000])
def test_what_is_no_answer_is_asked_again(wrong: str) -> None:
    code, shown = session(["99", "1", wrong, *typed(1)[1:]])
    assert code == 0
    assert "Type a number from 1 to 8" in shown
    assert "Type a number from 1 to 5" in shown
    assert "6 of the six" in shown


@pytest.mark.parametrize("stop", [KeyboardInterrupt, EOFError])
@pytest.mark.parametrize("after", [0, 1, 5, 25])
def test_ctrl_c_and_the_end_of_input_stop_kindly_with_help_lines(
    stop: type[BaseException], after: int
) -> None:
    code, shown = session(typed(1)[:after], stop)
    assert code == 0
    assert "Stopped. Nothing was kept." in shown
    assert "9-8-8" in shown


def test_the_page_for_everyone_comes_before_the_result_and_help_lines_after_it() -> None:
    shown = flat(session(typed(1))[1])
    places = [
        shown.index(words)
        for words in ("If someone scares you", "This shows what you notice", "Suicide Crisis Helpline")
    ]
    assert places == sorted(places)


def test_without_a_database_the_help_lines_still_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Any:
        raise DatabaseError("no such table")

    monkeypatch.setattr(practice, "practice", broken)
    assert "9-8-8" in session(typed(1))[1]


def test_lines_fit_into_a_terminal() -> None:
    assert max(len(line) for line in session(typed(1))[1].splitlines()) <= 80


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Which of the two checks ran."""
    ran: list[Any] = []
    monkeypatch.setattr(terminal, "run", lambda: ran.append("ours") or 0)
    monkeypatch.setattr("django.core.management.execute_from_command_line", ran.append)
    return ran


def test_check_alone_is_ours_and_with_arguments_djangos(
    commands: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["footing", "check"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 0
    monkeypatch.setattr(sys, "argv", ["footing", "check", "--deploy"])
    cli.main()
    assert commands == ["ours", ["footing", "check", "--deploy"]]
