"""The pages of `content/…/learn` and the two pages about this site. Articles: `articles.queries`."""

from dataclasses import dataclass

from django.http import Http404

from footing.design import content

KINDS = ("sign", "cause", "way")


@dataclass(frozen=True)
class Shelf:
    """Learn pages of one kind, in order."""

    kind: str
    pages: tuple[content.Page, ...]


def shelf(kind: str) -> Shelf:
    """All learn pages of one kind: sign, cause, way or door."""
    return Shelf(kind, tuple(p for p in content.pages("learn") if p.meta["kind"] == kind))


def shelves() -> tuple[Shelf, ...]:
    """Signs, causes and ways."""
    return tuple(shelf(kind) for kind in KINDS)


def has(page_id: str) -> bool:
    """Whether there is a learn page of this id."""
    return any(candidate.id == page_id for candidate in content.pages("learn"))


def page(page_id: str) -> content.Page:
    """One learn page or article of our own by its id. Raises Http404."""
    for candidate in (*content.pages("learn"), *content.pages("articles")):
        if candidate.id == page_id:
            return candidate
    raise Http404


def articles() -> tuple[content.Page, ...]:
    """Articles that come with the content files, newest first."""
    return tuple(sorted(content.pages("articles"), key=lambda p: p.meta["date"], reverse=True))


def about(page_id: str) -> content.Page:
    """A page about this site: `privacy`, `facts` or `device`."""
    return content.page(f"pages/{page_id}.md")
