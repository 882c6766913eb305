"""An article as visitors see it: one of our own pages, one of the practice, or one that is being written."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from footing.design import content, filters
from footing.learn.articles import plain, rendering
from footing.learn.articles.tools import Tool, tool
from footing.learn.models import Picture, Publication, Version
from footing.practice import queries as practice
from footing.practice.models import Therapist


@dataclass(frozen=True)
class Shown:
    """All that stands on an article's page, in a list and in the feed. `who`: a listed therapist who wrote it."""

    id: str
    title: str
    summary: str
    body: str
    reader: Callable[[str], rendering.Html]
    author: str
    author_line: str
    who: Therapist | None
    date: dt.date
    updated: dt.datetime
    minutes: int
    evidence: str
    evidence_note: str
    sources: Sequence[Mapping[str, str]]
    tool: Tool
    picture: Picture | None = None
    picture_url: str = ""
    picture_alt: str = ""
    looked_on: dt.date | None = None

    @property
    def html(self) -> rendering.Html:
        """The text as it stands in a page; a list, which does not show it, does not wait for it."""
        return self.reader(self.body)


def of_file(page: content.Page) -> Shown:
    """An article of `content/…/articles`."""
    meta = page.meta
    who = Therapist.objects.filter(name=meta["author"], is_listed=True).first()
    return Shown(
        id=page.id, title=meta["title"], summary=meta["summary"], body=page.body, reader=filters.markdown,
        author=meta["author"], author_line="", who=who, date=meta["date"],
        updated=dt.datetime.combine(meta["date"], dt.time(), dt.UTC), minutes=meta["minutes"],
        evidence=meta.get("evidence", ""), evidence_note=meta.get("evidence_note", ""),
        sources=meta.get("sources", ()), tool=tool(meta.get("tool", "check")), looked_on=meta.get("reviewed_on"),
    )  # fmt: skip


def of_publication(found: Publication, *, first: dt.datetime) -> Shown:
    """An article of the practice; its date is that of the day when it first came out, unless it names another."""
    return of_version(found.version, at=found.starts_at, first=first)


def of_version(
    version: Version, *, at: dt.datetime, first: dt.datetime, pictures: str = "article-picture"
) -> Shown:
    """A version as it would stand. `pictures`: the name of the address where its picture can be seen."""
    picture, author = version.picture, version.author
    stem = picture.file.removesuffix(".webp") if picture else ""
    return Shown(
        id=version.article.code, title=version.title, summary=version.summary,
        body=version.body, reader=rendering.html, author=author.name if author else version.byline,
        author_line="" if author else version.guest_line, who=author if author and author.is_listed else None,
        date=version.shown_on or practice.local_day(first), updated=at, minutes=plain.minutes(version.body),
        evidence=version.evidence, evidence_note=version.evidence_note, sources=version.sources,
        tool=tool(version.tool), picture=picture,
        picture_url=reverse(pictures, kwargs={"stem": stem}) if picture else "", picture_alt=version.picture_alt,
    )  # fmt: skip
