"""What people write comes out as harmless HTML, and quickly."""

import time
from html.parser import HTMLParser

import pytest

from footing.learn.articles import plain, rendering

HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)", "[x](http://example.org/)", "[x](//example.org/)", "[x](/\\example.org)", "[x](\\\\example.org)",
    "[x](&#106;avascript:alert(1))", "[x](java\tscript:alert(1))", "[x](/\t/example.org)", "[x]( https:example.org)",
    "<javascript:alert(1)>", "![a](https://a.example/a.png)", "[x]: javascript:alert(1)\n\n[x]",
    "<svg onload=alert(1)>", "```html\n<script>\n```", "<style>p{}</style>", '[x](https://a.example "onmouseover=x")',
    "<iframe src=https://a.example></iframe>", "[x](https://a.example\" onclick=\"alert(1))", "&lt;script&gt;",
]  # fmt: skip


class Tags(HTMLParser):
    """Every tag of a piece of HTML with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_runs_and_nothing_leads_to_a_strange_place(text: str) -> None:
    for tag, attributes in Tags(rendering.html(text)).found:
        assert tag in {"p", "a", "pre", "code"}
        assert set(attributes) <= ({"href", "rel"} if tag == "a" else set())
        assert str(attributes.get("href", "https://a.example")).startswith("https://a.example")


def test_links_to_safe_places_stay_and_those_outside_tell_nothing() -> None:
    out = str(
        rendering.html(
            "[a](https://a.example/x) [b](mailto:a@b.example) [c](/help-now/) <https://d.example/>"
        )
    )
    assert '<a href="https://a.example/x" rel="noreferrer noopener">a</a>' in out
    assert '<a href="mailto:a@b.example">b</a> <a href="/help-now/">c</a>' in out
    assert 'href="https://d.example/" rel="noreferrer noopener"' in out


def test_a_heading_stands_below_the_title() -> None:
    assert str(rendering.html("# One\n\n##### Five")) == "<h2>One</h2>\n<h4>Five</h4>\n"


DEEP = {
    "lists": "- " * 10_000, "nested lists": "".join(" " * (2 * i) + "- a\n" for i in range(140)),
    "boxes": "> " * 10_000,
    "1,000 numbers": "1. " * 1000, "quotes": "\"a' " * 5000, "lines": "\n" * 20_000, "backslashes": "\\" * 20_000,
    "brackets": "[" * 20_000, "closing": "](" * 10_000, "stars": "*a " * 6600, "mixed": "_a __b " * 2800,
    "ticks": "".join("`" * i + "a" for i in range(1, 190)), "less than": "<" * 20_000, "as many as go": "[a](" * 75
    + "*a _b " * 400 + "`" * 399 + "\"'" * 750, "rtl": "\u202e\u2066" * 10_000, "marks": "a" + "\u0301" * 19_999,
}  # fmt: skip


@pytest.mark.parametrize("name", DEEP)
def test_no_text_takes_long(name: str) -> None:
    text, began = DEEP[name], time.process_time()
    if not rendering.is_laden(text):
        rendering.html(text)
        plain.read(text)
        plain.minutes(text)
    assert time.process_time() - began < 0.8


def test_how_a_text_reads_is_counted() -> None:
    long = "word " * 29 + "end."
    found = plain.read(f"## A heading\n\nThis is short. {long} A journey, a healing journey.\n\n- An item")
    assert found.long == (long,)
    assert found.banned == ("journey", "healing")
    assert found.words == 3 + 30 + 5 + 2
    assert found.mean == 10
    assert plain.read("").mean == 0
    assert plain.minutes("word " * 900) == 4
