"""Markdown of people to HTML: no raw HTML, no pictures, links only to where it is safe to go."""

import re
from functools import lru_cache
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

# What may stand in a page as it is.
Html = Markup
_TAGS = {
    "p",
    "h2",
    "h3",
    "h4",
    "ul",
    "ol",
    "li",
    "blockquote",
    "strong",
    "em",
    "a",
    "br",
    "hr",
    "code",
    "pre",
}
_OUTSIDE = re.compile(r"https://[^/\s]", re.IGNORECASE)
# A path of our own: a second slash, or a backslash, would make another host of it.
_OURS = re.compile(r"(?:mailto:[^\s]+@|/(?![/\\]|%5c|%2f)|/\Z)", re.IGNORECASE)
_UNSAFE = re.compile(r"[\\\s\x00-\x1f]")
# The reader takes the square of these for its time: what a long article has, and no more. Without a limit 20,000
# letters of quotes take over a second of processor, of brackets half a one.
_MOST = (("[]", 300), ("*_", 800), ("`", 400), ("<", 400), ("\"'", 1500))


def is_safe(address: str) -> bool:
    """Whether a link may lead there: https, mailto, or a path of our own."""
    return not _UNSAFE.search(address) and bool(_OUTSIDE.match(address) or _OURS.match(address))


def is_laden(text: str) -> bool:
    """Whether a text has more signs of Markdown than an article needs, so that to show it would take long."""
    return any(sum(text.count(sign) for sign in signs) > most for signs, most in _MOST)


@lru_cache(maxsize=64)
def html(text: str) -> Markup:
    """An article's body as visitors see it."""
    tokens = _reader.parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = {"h1": "h2", "h5": "h4", "h6": "h4"}.get(token.tag, token.tag)
        for inner in token.children or ():
            if inner.type == "link_open" and _OUTSIDE.match(str(inner.attrGet("href"))):
                inner.attrSet("rel", "noreferrer noopener")
    shown = _reader.renderer.render(tokens, _reader.options, {})
    clean = nh3.clean(
        shown, tags=_TAGS, attributes={"*": set(), "a": {"href", "rel"}}, link_rel=None,
        url_schemes={"https", "mailto"}, attribute_filter=_only_safe,
    )  # fmt: skip
    return Markup(clean)  # noqa: S704 (cleaned by nh3)


def _only_safe(_tag: str, name: str, value: str) -> str | None:
    return value if name != "href" or is_safe(value) else None


def _made() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "typographer": True}).enable(["smartquotes"])
    reader.disable(["image", "html_block", "html_inline"])
    safe: Any = is_safe
    reader.validateLink = safe  # type: ignore[method-assign]
    return reader


_reader = _made()
