"""Hints on one's own words: how often they are right, what they pass over, and what they never do."""

import ast
import inspect
import time

import pytest
from bench import sayit

from footing.talk import hints as module
from footing.talk.hints import hints

BLAME = "You always lie, you are a liar, you did it on purpose, or else."


def ids(text: str, language: str = "en") -> list[str]:
    return [hint.id for hint in hints(text, sayit.rules(language))]


@pytest.mark.parametrize("name", ["en", "fr", "en_second", "en_third", "fr_second"])
def test_of_ten_hints_nine_are_right_and_of_ten_that_are_wanted_seven_come(name: str) -> None:
    found = sayit.score(name)
    assert found.precision >= 0.9
    assert found.recall >= 0.7


def test_there_are_enough_sentences_and_each_half_holds_every_kind() -> None:
    for name, least in (("en", 200), ("fr", 60)):
        every = sayit.sentences(name)
        assert len({one.text for one in every}) == len(every) >= least
        assert sum(not one.wanted for one in every) >= least / 3
        for half in sayit.HALVES:
            wanted = {id for one in every if one.half == half for id in one.wanted}
            assert wanted == {"always", "you-are", "mind", "two", "threat"}


@pytest.mark.parametrize(
    "said",
    [
        f"“{BLAME}”",
        f'You said "{BLAME}"',
        "You said that you always lie and that you are a liar.",
        "In the row I said 'you're a liar, you always were', and I am sorry.",
        "« You are a liar »",
    ],
)
def test_what_somebody_said_is_nobodys_blame(said: str) -> None:
    assert not ids(said)
    assert ids(BLAME) == ["always", "you-are", "mind", "threat"]


def test_after_what_was_said_ones_own_words_count_again() -> None:
    assert ids("You said that you were tired. You never help.") == ["always"]
    assert ids("You said that you were tired, but you never help.") == ["always"]


def test_a_hint_cites_the_words_as_they_were_typed() -> None:
    [hint] = hints("So: You’re  never here", sayit.rules("en")) or [None]
    assert hint is None or hint.words in "So: You’re  never here"
    [found] = hints("And YOU’RE ALWAYS late", sayit.rules("en"))
    assert found.words == "YOU’RE ALWAYS"


@pytest.mark.parametrize(
    "text",
    [
        "I want to die.",
        "I will kill myself.",
        "He hit me and I have bruises.",
        "I have a knife.",
        "Je veux mourir.",
    ],
)
def test_no_rule_looks_for_danger(text: str) -> None:
    assert not ids(text)
    assert not ids(text, "fr")


def test_a_long_text_is_read_in_no_time() -> None:
    text = "If you could would you please and you are so " * 40
    began = time.perf_counter()
    hints(text[:1800], sayit.rules("en"))
    hints("si tu pourrais tu es toujours est-ce que " * 43, sayit.rules("fr"))
    assert time.perf_counter() - began < 1


def test_the_rules_know_neither_the_framework_nor_the_clock() -> None:
    tree = ast.parse(inspect.getsource(module))
    named = {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
    named |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert named <= {"re", "collections.abc", "dataclasses", "functools", "typing"}
