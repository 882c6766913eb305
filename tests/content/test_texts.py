"""Every text that a visitor or a client reads, in every language, keeps the house rules; each rule sees a breach."""

import re
from pathlib import Path

import pytest
from bench import texts
from django.template import engines
from django.utils import translation

from footing.exercises import reading as exercises
from footing.learn import queries as learn
from tests.content import faults

LANGUAGES = sorted(folder.name for folder in texts.ROOT.iterdir() if folder.is_dir())
PAGE = """+++
id = "x1"
version = 1
kind = "sign"
title = "A page"
summary = "What it says."
evidence = "some"
evidence_note = "A review looked at 120 studies."
reviewed_on = 2026-11-20
reviewed_by = ""
minutes = 3
[[sources]]
text = "Review of 120 studies with 18,949 people"
url = "https://doi.org/10.1177/10888683211054592"
mark = "V"
+++
Lou goes home. [Help](/help-now/) is near. In one study, 18,949 people did so.
"""
LONG = "Lou went home and " + "very " * 25 + "slowly sat down."
DENSE = "Interpersonal vulnerability characteristically necessitates deliberation. " * 9
BREAKS = {
    "no version": ("version = 1\n", ""),
    "no id": ('id = "x1"\n', ""),
    "no reviewed_by": ('reviewed_by = ""\n', ""),
    "no reviewed_on": ("reviewed_on = 2026-11-20\n", ""),
    "not one of our words": ('evidence = "some"', 'evidence = "sure"'),
    "takes 3.8": ("Lou goes home.", "Lou goes. " * 450),
    "no evidence_note": ("evidence_note", "note"),
    "mark M": ('mark = "V"', 'mark = "M"'),
    "another mark there": ('mark = "V"', 'mark = "V2"'),
    "121 in": ("120 studies.", "121 studies."),
    "500 in": ("In one study, 18,949", "In one study, 500"),
    "journey": ("goes home", "goes on a journey"),
    "somebody else's": ("Lou goes home", "Lou fills in the PHQ-9"),
    "a dash": ("Lou goes home.", "Lou goes home — slowly."),
    "over 25 words": ("Lou goes home.", LONG),
    "words a sentence": ("Lou goes home.", f"{'Lou ' * 20}. " * 5),
    "reading age": ("Lou goes home.", DENSE),
    "/help-later/": ("/help-now/", "/help-later/"),
    "/learn/s9/": ("/help-now/", "/learn/s9/"),
    "http://": ("/help-now/", "http://example.org/"),
}
FRENCH = {
    "cheminement": "Un long cheminement.",
    "e)": "Vous êtes prêt(e).",
    "“Venez-vous ?”": "Venez-vous ?",
    "«": "Elle dit « oui\u00a0».",
    "over 25 words": "Lou va " + "très " * 25 + "vite.",
    "reading ease": "Interpersonnellement, inévitablement, considérablement. " * 9,
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_keeps_the_house_rules(language: str) -> None:
    assert texts.files(language)
    assert not faults.of(language)


def test_a_page_as_it_should_be_has_no_fault(tmp_path: Path) -> None:
    assert not spoilt(tmp_path, PAGE)


@pytest.mark.parametrize("fault", BREAKS)
def test_each_rule_sees_what_breaks_it(tmp_path: Path, fault: str) -> None:
    old, new = BREAKS[fault]
    assert old in PAGE
    found = spoilt(tmp_path, PAGE.replace(old, new, 1))
    assert any(fault in line for line in found), found


@pytest.mark.parametrize("fault", FRENCH)
def test_french_has_rules_of_its_own(tmp_path: Path, fault: str) -> None:
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "x.toml").write_text(f'version = 1\nlead = "{FRENCH[fault]}"\n', "utf-8")
    found = faults.of("fr", tmp_path)
    assert any(fault in line for line in found), found


def test_a_line_that_says_not_where_it_was_read_is_seen(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "lines.toml").write_text('version = 1\n[[line]]\nid = "a"\nnumber = "1 23"\n', "utf-8")
    assert "where it was read" in "".join(faults.of("en", tmp_path))


def test_every_study_of_the_list_is_named_somewhere_and_never_from_memory() -> None:
    everything = "".join(str(texts.source("en", path)) for path in texts.files("en"))
    assert not [work["key"] for work in faults.works() if work["key"] not in everything]
    assert {work["mark"] for work in faults.works()} <= {"V", "V2", "C"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_for_evidence_are_one_set_and_explained_once(language: str) -> None:
    page = "pages/facts.md"
    if page not in texts.files(language) or version(language, page) != version("en", page):
        pytest.skip("the English page is shown")
    explained = set(re.findall(r"^- \*\*([^:]+?)\s?:\*\*", texts.source(language, page)[1], re.MULTILINE))
    with translation.override(language):
        ui = engines["jinja2"].env.get_template("design/ui.html").module
        labels = {re.findall(r"<span[^>]*>(.+)</span>", ui.evidence(code))[0] for code in faults.ROOMS}
    assert labels == explained


def test_an_exercise_and_the_page_of_its_sign_judge_the_same_study_alike() -> None:
    pages = {one.meta["sources"][0]["url"]: one.meta["evidence"] for one in learn.shelf("sign").pages}
    judged = {
        one.id: (one.evidence, pages[f"https://doi.org/{source.doi}"])
        for one in exercises.exercises()
        for source in one.sources
        if f"https://doi.org/{source.doi}" in pages and one.evidence != "own"
    }
    assert len(judged) >= 4
    assert all(here == there for here, there in judged.values()), judged


def version(language: str, path: str) -> object:
    return texts.source(language, path)[0]["version"]


@pytest.mark.parametrize(
    ("language", "text", "counted"),
    [
        ("en", "trust someone morning asked little people used called closes house family", "12212211213"),
        ("fr", "confiance personne elle petites école évidemment chose que histoire aimer", "2212241122"),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_spoken(language: str, text: str, counted: str) -> None:
    assert "".join(str(texts.syllables(language, word)) for word in text.split()) == counted


def test_labels_rows_and_list_items_are_no_long_sentence() -> None:
    text = "Look here:\n\n- one thing\n- another\n\n| a | b |\n|-|-|\n| c | d |\n| e | f |\n\nDone. Is it?"
    assert [" ".join(texts.words(s)) for s in texts.sentences(text)] == [
        "Look here:", "one thing", "another", "a b", "c d", "e f", "Done.", "Is it?",
    ]  # fmt: skip


def spoilt(folder: Path, page: str) -> list[str]:
    (folder / "en" / "learn").mkdir(parents=True)
    (folder / "en" / "learn" / "x1.md").write_text(page, "utf-8")
    return faults.of("en", folder)
