"""`footing check`: the same questions, rule and sentences as the pages; kind to whoever stops; nothing kept."""

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from footing.check import queries, terminal
from footing.safety import queries as safety
from tests.check.test_way import checked

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
FOOTING = Path(sys.executable).with_name("footing")


def play(typed: list[str]) -> str:
    """Run the check with these lines typed; the end of them is the end of input."""
    lines: Iterator[str] = iter(typed)
    said: list[str] = []

    def ask(prompt: str) -> str:
        said.append(prompt)
        try:
            return next(lines)
        except StopIteration:
            raise EOFError from None

    assert terminal.run(ask, said.append) == 0
    return "\n".join(said)


def often() -> list[str]:
    """Every item "about every week", in the way "quite a lot", for longer, nothing big lately."""
    return ["1", *(["3", "3", "3", "3"] * 6), "3", "2", "", ""]


def test_it_says_what_the_page_says(client: Client) -> None:
    page = client.post("/check/result/", {"state": checked(client)}).content.decode()
    said = play(often())
    sentence = re.search(r"All six have [^<]*overwhelming\.", page)
    assert sentence
    assert sentence[0] in said
    assert "It cannot tell whether your doubts are right." in said
    for sign in queries.signs(queries.abouts()[0]):
        assert sign.short in said
        assert all(item in said for item in sign.items)


def test_the_private_questions_are_not_answered_by_typing_and_the_page_for_everyone_comes_before_the_result() -> (
    None
):
    said = play(often())
    asked = said.index(safety.questions()["question"][3]["ask"])
    after = [said.index(part["text"]) for part in safety.after()["part"]]
    assert asked < after[0] < said.index("It cannot tell whether")
    assert said[asked : after[0]].count("Number") == 0


def test_everything_can_be_skipped_but_whom_it_is_about() -> None:
    said = play(["", "5", *([""] * 40)])
    assert "Type a number from 1 to 8." in said
    assert "too few answers to say anything" in said


def test_a_wrong_number_is_asked_again() -> None:
    assert play(["1", "9", "x", "²", "3"]).count("Type a number from 1 to 5.") == 3


def test_the_end_of_input_is_kind_and_names_who_answers() -> None:
    said = play(["1", "2"])
    assert "Stopped. Nothing was kept." in said
    assert "Suicide Crisis Helpline" in said


def test_it_runs_on_a_machine_where_nothing_is_set_up_and_writes_no_database(tmp_path: Path) -> None:
    own = {name: value for name, value in os.environ.items() if not name.startswith("FOOTING_")}
    done = subprocess.run(
        [FOOTING, "check"], input="1\n", env={**own, "FOOTING_DATA_DIR": str(tmp_path)}, capture_output=True,
        text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0
    assert "Stopped. Nothing was kept." in done.stdout
    assert not done.stderr
    for file in tmp_path.glob("*.sqlite3"):
        with sqlite3.connect(file) as database:
            assert database.execute("select count(*) from sqlite_master").fetchone() == (0,)
