"""Reads of articles: what visitors see now, and what each of those who work here may see at the desk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.utils.translation import get_language

from footing.design import content
from footing.learn.articles import shown
from footing.learn.articles.shown import Shown
from footing.learn.models import Article, Picture, Publication, Version, Withdrawal
from footing.practice.models import Manager


@dataclass(frozen=True)
class Line:
    """An article in the desk's list: what it says last, and what visitors see of it now and will see."""

    article: Article
    last: Version
    now: Publication | None
    later: Publication | None

    @property
    def state(self) -> str:
        """draft, handed, scheduled, published or withdrawn."""
        if self.now:
            return "published"
        if self.later:
            return "scheduled"
        if self.article.withdrawals.all():
            return "withdrawn"
        return "handed" if hasattr(self.article, "handed") else "draft"

    @property
    def is_newer(self) -> bool:
        """Whether something was written that visitors neither see nor will see."""
        coming = self.later or self.now
        return coming is not None and coming.version_id != self.last.id


def published(now: datetime) -> list[Shown]:
    """What visitors may read in the language of the page, ours and the practice's, the newest first."""
    ours = [shown.of_file(page) for page in content.pages("articles")]
    theirs = _public(now).filter(article__language=_language())
    every = [*ours, *(_shown(row) for row in theirs)]
    return sorted(every, key=lambda one: (one.date, one.updated), reverse=True)


def one(code: str, now: datetime) -> Shown:
    """One of these by its address. Raises Http404 for one that is not there yet or any more, as for none."""
    page = next((page for page in content.pages("articles") if page.id == code), None)
    if page:
        return shown.of_file(page)
    row = _public(now).filter(article__code=code).first()
    if row is None:
        raise Http404
    return _shown(row)


def public_picture(stem: str, now: datetime) -> Picture:
    """A picture that visitors see in an article now. Raises Http404."""
    seen = _public(now).values("version__picture")
    found = Picture.objects.filter(file=f"{stem}.webp", pk__in=seen).first()
    if found is None:
        raise Http404
    return found


def articles(person: UUID) -> QuerySet[Article]:
    """What somebody who works here may see at the desk: a manager all, others what they write themselves."""
    every = Article.objects.select_related("handed").prefetch_related("withdrawals")
    return every if is_manager(person) else every.filter(writer=person)


def article(person: UUID, id: UUID) -> Article:
    """One of these. Raises Http404 for another's, as for none."""
    found = articles(person).filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def version(person: UUID, id: UUID) -> Version:
    """One text of these, also an earlier one. Raises Http404."""
    known = Version.objects.filter(pk=id, article__in=articles(person))
    found = known.select_related("article", "author", "picture").first()
    if found is None:
        raise Http404
    return found


def picture(person: UUID, stem: str) -> Picture:
    """A picture of these, or one that the person sent just now. Raises Http404."""
    found = _pictures(person).filter(file=f"{stem}.webp").first()
    if found is None:
        raise Http404
    return found


def picture_of_id(person: UUID, id: UUID) -> Picture | None:
    """The same by its id, which a form carries."""
    return _pictures(person).filter(pk=id).first()


def may_write(person: UUID, found: Article) -> bool:
    """A manager always; the writer until it is published for the first time."""
    return is_manager(person) or (found.writer_id == person and not found.publications.exists())


def last(found: Article) -> Version:
    """What an article says last."""
    return found.versions.select_related("author", "picture", "article").latest("number")


def lines(person: UUID, now: datetime) -> list[Line]:
    """The desk's list, what was written last first."""
    every = [line(one, now) for one in articles(person)]
    return sorted(every, key=lambda one: one.last.at, reverse=True)


def line(found: Article, now: datetime) -> Line:
    """One article with what visitors see of it."""
    standing = _standing(Publication.objects.filter(article=found)).select_related("version").order_by("-id")
    seen = next((row for row in standing if row.starts_at <= now), None)
    later = next(
        (row for row in standing if row.starts_at > now and (seen is None or row.id > seen.id)), None
    )
    return Line(found, last(found), seen, later)


def first_out(found: Article) -> datetime | None:
    """When it came out first, or will."""
    moment: datetime | None = found.publications.aggregate(first=Min("starts_at"))["first"]
    return moment


def was_published(found: Article, now: datetime) -> list[Publication]:
    """What visitors have seen of it, the latest first."""
    rows = found.publications.filter(starts_at__lte=now).select_related("version", "withdrawal")
    return list(rows.order_by("-id"))


def is_manager(person: UUID) -> bool:
    """Whether somebody runs the practice."""
    return Manager.objects.filter(person=person).exists()


def _standing(rows: QuerySet[Publication]) -> QuerySet[Publication]:
    ended = Withdrawal.objects.filter(article=OuterRef("article"), last__gte=OuterRef("pk"))
    return rows.exclude(Exists(ended))


def _public(now: datetime) -> QuerySet[Publication]:
    """Of each article the publication that counts now, with the moment when it first came out."""
    due = _standing(Publication.objects.filter(article=OuterRef("pk"), starts_at__lte=now)).order_by("-id")
    rows = Article.objects.annotate(live=Subquery(due.values("pk")[:1])).values("live")
    return (
        Publication.objects.filter(pk__in=rows)
        .annotate(first=Min("article__publications__starts_at"))
        .select_related("version__article", "version__author", "version__picture")
    )


def _shown(row: Publication) -> Shown:
    return shown.of_publication(row, first=row.first)  # type: ignore[attr-defined]


def _pictures(person: UUID) -> QuerySet[Picture]:
    seen: Iterable[Version] = Version.objects.filter(article__in=articles(person))
    return Picture.objects.filter(Q(by=person, versions=None) | Q(versions__in=seen)).distinct()


def _language() -> str:
    return (get_language() or "en").split("-")[0]
