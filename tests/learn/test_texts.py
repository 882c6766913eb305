"""Every text of `content/` keeps the house rules: length, sources, one thing to try, plain words, live links."""

import re
import statistics
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import Http404
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from footing.learn import queries
from footing.learn.articles import plain
from footing.learn.articles.plain import prose, sentences

ROOT: Path = settings.FOOTING_CONTENT / "en"
LEARN = [f"s{n}" for n in range(1, 7)] + [f"c{n}" for n in range(1, 8)] + [f"w{n}" for n in range(1, 4)]
DOORS = ["d2", "d3", "d4"]
EVIDENCE = {"good", "some", "weak", "popular"}
MARKS = {"V", "V2", "C"}
TRY = re.compile(r"^> \*\*Try this, (?P<minutes>\w+) minutes?\.\*\*", re.MULTILINE)
BANNED = plain.banned()
LONGEST = plain.limits()[1]
__all__ = ["BANNED", "prose", "sentences"]


def body(page_id: str) -> str:
    """The Markdown below the front matter."""
    return (ROOT / "learn" / f"{page_id}.md").read_text(encoding="utf-8").split("+++")[2].strip()


@pytest.mark.parametrize("page_id", LEARN + DOORS)
def test_a_page_says_what_it_rests_on(page_id: str) -> None:
    meta: dict[str, Any] = queries.page(page_id).meta
    assert meta["evidence"] in EVIDENCE
    assert len(meta["evidence_note"].split()) >= 8
    assert isinstance(meta["reviewed_on"], date)
    assert meta["sources"], "a page without a source"
    for source in meta["sources"]:
        assert source["mark"] in MARKS
        assert source["url"] == "" or source["url"].startswith("https://")
        assert len(source["text"].split()) >= 5
    assert len(meta["title"]) <= 60
    assert len(meta["summary"].split()) <= 25


@pytest.mark.parametrize("page_id", LEARN)
def test_a_page_has_400_to_700_words_and_one_thing_to_do(page_id: str) -> None:
    text = body(page_id)
    assert 400 <= len(prose(text).split()) <= 700
    assert len(TRY.findall(text)) == 1


@pytest.mark.parametrize("page_id", LEARN + DOORS)
def test_a_page_is_plain(page_id: str) -> None:
    text = body(page_id)
    found = BANNED.findall(prose(text))
    assert not found, found
    assert not re.findall("[—–]", text), "a dash where a full stop or a comma would do"
    lengths = [len(s.split()) for s in sentences(text)]
    long = [s for s in sentences(text) if len(s.split()) > LONGEST]
    assert not long, long
    assert statistics.mean(lengths) <= 13


def test_pages_do_not_share_one_skeleton() -> None:
    shapes: dict[tuple[str, ...], str] = {}
    for page_id in LEARN:
        headings = re.findall(r"^## (.+)$", body(page_id), re.MULTILINE)
        kinds = tuple(
            "list"
            if block.lstrip().startswith(("-", "1."))
            else block[:2]
            if block.startswith(("## ", "> "))
            else "text"
            for block in re.split(r"\n\s*\n", body(page_id))
        )
        assert kinds not in shapes, f"{page_id} has the shape of {shapes[kinds]}"
        shapes[kinds] = page_id
        for heading in headings:
            assert heading.lower() not in {"signs", "what helps", "introduction", "conclusion", "summary"}


def test_links_between_pages_lead_somewhere() -> None:
    dead = []
    for file in sorted(ROOT.rglob("*.md")):
        for link in re.findall(r"\]\((/[^)#]*)", file.read_text(encoding="utf-8")):
            try:
                match = resolve(link)
                if match.url_name == "page":
                    queries.page(match.kwargs["id"])
            except (Resolver404, Http404) as error:
                dead.append(f"{file.name}: {link} ({type(error).__name__})")
    assert not dead, dead


@pytest.mark.django_db(databases=["default", "keys", "marks"])
@pytest.mark.parametrize("page_id", LEARN)
def test_each_sign_cause_and_way_leads_to_a_tool_that_a_visitor_can_open(
    client: Client, page_id: str
) -> None:
    address = reverse(queries.page(page_id).meta["tool"])
    assert f'href="{address}"' in client.get(f"/learn/{page_id}/").content.decode().split("<article")[1]
    assert client.get(address).status_code == 200
