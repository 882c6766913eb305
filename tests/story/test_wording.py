"""The words of the story: plain, no verdict, the same signs and causes as elsewhere, figures with their study."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings

from footing.check import queries as check
from footing.core.scoring import SIGNS
from footing.story import items, queries
from footing.story.items import OPEN
from tests.learn.test_texts import BANNED

VERDICTS = re.compile(
    r"\b(trauma\w*|PTSD|disorder|symptom\w*|diagnos\w*|victim\w*|survivor\w*|score|total)\b", re.IGNORECASE
)


def said(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from said(one)
    if isinstance(value, str):
        yield value


def test_sentences_are_short_and_plain_and_give_no_verdict() -> None:
    source = tomllib.loads((settings.FOOTING_CONTENT / "en" / "story" / "own.toml").read_text("utf-8"))
    for text in said(source):
        assert not BANNED.search(text), text
        assert not VERDICTS.search(text), text
        assert "—" not in text
        assert "!" not in text
        for sentence in re.split(r"(?<=[.?:])\s+", text):
            assert len(sentence.split()) <= 25, sentence


def test_causes_and_signs_are_those_of_the_other_pages() -> None:
    words = items.words()
    assert list(words["cause"]) == [cause.id for cause in queries.causes()]
    whom = check.about(1)
    assert whom is not None
    signs = [[sign.id, sign.name] for sign in check.signs(whom)]
    assert words["choices"]["signs"][:-1] == signs
    assert [sign for sign, _ in signs] == list(SIGNS)
    assert words["choices"]["signs"][-1][0] == OPEN


@pytest.mark.parametrize("id", [f"c{n}" for n in range(1, 8)])
def test_each_cause_has_a_question_answers_a_theme_and_a_threshold(id: str) -> None:
    own = items.words()["cause"][id]
    known = {code for code, _ in items.words()["choices"]["by"]}
    assert set(own["of"]) <= known
    assert own["of"][-1] == "unsaid"
    assert len(own["label"]) <= 27
    assert any(re.search(r"\bif\b", sentence, re.IGNORECASE) for sentence in own["care"])


def test_a_figure_names_its_study_and_no_guideline_or_span_without_a_source_is_given() -> None:
    for id, own in items.words()["cause"].items():
        text = " ".join(own["care"])
        assert bool(re.search(r"\d", text)) == (id == "c3")
        assert not re.search(r"NICE|guideline|EMDR|twelve months|a year", text)
    assert "(Makinen and Johnson, 2006)" in " ".join(items.words()["cause"]["c3"]["care"])
