"""Translated pages are as plain as the English ones: by the words and the lengths of their own language."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from footing.design import content
from footing.learn.articles import plain

REAL = Path(__file__).resolve().parents[2] / "content" / "fr"
# A mark with a space before it is no word, and words in quotes may end a sentence as in English.
SPACED = re.compile(r"«\u00a0|\u00a0(?=[:;!?»])")


@pytest.fixture(autouse=True)
def french() -> Iterator[None]:
    with translation.override("fr"):
        yield


def bodies() -> dict[str, str]:
    files = [
        file for folder in ("learn", "pages", "practice") for file in sorted((REAL / folder).glob("*.md"))
    ]
    return {file.name: _plain(file.read_text("utf-8").split(content.FENCE, 2)[2]) for file in files}


def _plain(text: str) -> str:
    lines = (line for line in text.splitlines() if not line.startswith("|"))
    return SPACED.sub("", "\n".join(lines)).replace("»", "”").replace(" …", ".")


def test_the_list_of_words_is_that_of_the_language() -> None:
    assert plain.banned().search("Un cheminement holistique")
    assert not plain.banned().search("A healing journey")


def test_no_page_has_a_sentence_over_the_limit_or_a_word_of_leaflets() -> None:
    read = {name: plain.read(text) for name, text in bodies().items()}
    assert len(read) > 20
    assert {
        name: (found.long, found.banned) for name, found in read.items() if found.long or found.banned
    } == {}
    assert {name: found.mean for name, found in read.items() if found.mean > plain.limits()[0]} == {}


def test_no_text_of_a_room_has_a_word_of_leaflets() -> None:
    texts = {file: file.read_text("utf-8") for file in REAL.rglob("*.toml") if file.name != "plain.toml"}
    words = {
        file.name: plain.banned().findall(re.sub(r"^#.*$", "", text, flags=re.M))
        for file, text in texts.items()
    }
    assert {name: found for name, found in words.items() if found} == {}
