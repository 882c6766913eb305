"""Filters for templates: Markdown, days and clock times."""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import nh3
from django.utils.formats import date_format
from markdown_it import MarkdownIt
from markupsafe import Markup

_TAGS = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "strong", "em", "a", "br", "hr", "code",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


@lru_cache(maxsize=256)
def markdown(text: str) -> Markup:
    """Render Markdown to HTML; raw HTML is shown as text and only harmless tags come out."""
    reader = MarkdownIt("commonmark", {"html": False, "typographer": True}).enable(["table", "smartquotes"])
    html = reader.render(text)
    clean = nh3.clean(
        html, tags=_TAGS, attributes={"a": {"href"}}, link_rel="noreferrer", url_schemes={"https", "tel"}
    )
    return Markup(clean)  # noqa: S704 (cleaned by nh3)


def _local(value: datetime, zone: str) -> datetime:
    return value.astimezone(ZoneInfo(zone))


def day(value: datetime | date, zone: str = "UTC") -> str:
    """A day in words: "Monday 23 November"."""
    local = _local(value, zone) if isinstance(value, datetime) else value
    return date_format(local, "l j F")


def short_day(value: datetime | date, zone: str = "UTC") -> str:
    """A day in few letters: "Mon 23 Nov"."""
    local = _local(value, zone) if isinstance(value, datetime) else value
    return date_format(local, "D j M")


def clock(value: datetime, zone: str = "UTC") -> str:
    """A clock time: "14:05"."""
    return date_format(_local(value, zone), "H:i")


def minutes(value: int) -> str:
    """Minutes since midnight as a clock time: 545 is "09:05", 1440 is "24:00"."""
    return f"{value // 60:02d}:{value % 60:02d}"
