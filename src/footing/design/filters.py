"""Filters for templates: Markdown, days and clock times."""

import re
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import nh3
from django.conf import settings
from django.urls import get_script_prefix
from django.utils.translation import get_language
from markdown_it import MarkdownIt
from markupsafe import Markup

from footing.design import saying

_TAGS = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "strong", "em", "a", "br", "hr", "code",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


# A link to a page of ours, which stands in texts without a language.
_OWN = re.compile(r'(<a href=")/(?!/)')
_QUOTES = {"fr": ["«\u00a0", "\u00a0»", "‹\u00a0", "\u00a0›"]}


def markdown(text: str) -> Markup:
    """Render Markdown to HTML; raw HTML is shown as text and only harmless tags come out.

    Links to our own pages lead to the language of the page.
    """
    return _rendered(text, get_language() or settings.LANGUAGE_CODE)


@lru_cache(maxsize=512)
def _rendered(text: str, language: str) -> Markup:
    options = {"html": False, "typographer": True, "quotes": _QUOTES.get(language, "“”‘’")}
    html = MarkdownIt("commonmark", options).enable(["table", "smartquotes"]).render(text)
    if language != settings.LANGUAGE_CODE:
        html = _OWN.sub(rf"\g<1>{get_script_prefix()}{language}/", html)
    clean = nh3.clean(
        html, tags=_TAGS, attributes={"a": {"href"}}, link_rel="noreferrer", url_schemes={"https", "tel"}
    )
    return Markup(clean)  # noqa: S704 (cleaned by nh3)


def _local(value: datetime, zone: str) -> datetime:
    return value.astimezone(ZoneInfo(zone))


def day(value: datetime | date, zone: str = "UTC") -> str:
    """A day in words: "Monday 23 November"."""
    local = _local(value, zone) if isinstance(value, datetime) else value
    return saying.day(local)


def short_day(value: datetime | date, zone: str = "UTC") -> str:
    """A day in few letters: "Mon 23 Nov"."""
    local = _local(value, zone) if isinstance(value, datetime) else value
    return saying.short_day(local)


def clock(value: datetime, zone: str = "UTC") -> str:
    """A clock time: "14:05"."""
    local = _local(value, zone)
    return saying.clock(local.hour, local.minute)


def minutes(value: int) -> str:
    """Minutes since midnight as a clock time: 545 is "09:05", 1440 is "24:00"."""
    return saying.clock(value // 60, value % 60)
