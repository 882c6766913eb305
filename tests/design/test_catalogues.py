"""Catalogues of translated words: complete, with the same gaps to fill in, and compiled as they stand."""

import io
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from bench import words

FRENCH = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "Leave"
msgstr "Quitter"

msgid "I am %(age)s or older"
msgstr "J’ai %(age)s ans ou plus"

msgid "{day} at {clock}"
msgstr "{day} à {clock}"

msgid "One line"
msgid_plural "%(n)s lines"
msgstr[0] "Une ligne"
msgstr[1] "%(n)s lignes"
"""


def catalogue(text: str = FRENCH) -> Catalog:
    return read_po(io.StringIO(text), locale="fr")


@pytest.fixture(scope="module")
def source() -> Catalog:
    """All words of the source: looked for once, since it reads every file."""
    return words.template()


def found(text: str) -> list[str]:
    return list(words.findings(catalogue(text), catalogue()))


def test_a_whole_catalogue_has_nothing_to_do() -> None:
    assert found(FRENCH) == []


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ('"Quitter"', '""', "not translated: Leave"),
        ('msgid "Leave"', 'msgid "Leave now"', "not translated: Leave"),
        ('msgid "Leave"', '#, fuzzy\nmsgid "Leave"', "not translated: Leave"),
        ('"%(n)s lignes"', '""', "not translated: One line"),
        ("J’ai %(age)s ans", "J’ai %(ans)s ans", "other things to fill in: I am %(age)s or older"),
        ("{day} à {clock}", "{day} à", "other things to fill in: {day} at {clock}"),
    ],
)
def test_what_is_missing_or_filled_in_otherwise_is_named(before: str, after: str, what: str) -> None:
    assert before in FRENCH
    assert found(FRENCH.replace(before, after)) == [what]


def test_an_update_brings_new_words_in_takes_old_ones_out_and_guesses_nothing(tmp_path: Path) -> None:
    file = tmp_path / "fr" / "LC_MESSAGES" / "django.po"
    file.parent.mkdir(parents=True)
    file.write_text(FRENCH.replace('msgid "Leave"', 'msgid "Leave!"'), encoding="utf-8")
    source = Catalog()
    for message in catalogue():
        source.add(message.id)
    words.update(file, source)
    again = words.read(file)
    assert again.get("Leave!") is None
    assert again.get("Leave").string == ""  # type: ignore[union-attr]
    assert file.with_suffix(".mo").read_bytes() == words.compiled(again)
    before = file.read_bytes()
    words.update(file, source)
    assert file.read_bytes() == before


def test_words_are_found_in_code_and_templates_and_those_of_the_desk_are_left_out(source: Catalog) -> None:
    assert source.get("Leave") is not None  # a macro of design/ui.html
    assert source.get("This time is kept for you: {when}.") is not None
    assert source.get("Add to the team") is None


def test_every_catalogue_that_is_here_is_whole_and_its_compiled_file_is_its_own(source: Catalog) -> None:
    assert words.catalogues()
    for file in words.catalogues():
        assert list(words.findings(words.read(file), source)) == [], file.parts[-3]
        assert file.with_suffix(".mo").read_bytes() == words.compiled(words.read(file))
