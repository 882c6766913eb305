"""Writes of articles: save, hand over, publish, withdraw, delete. Each by a person who may, in one transaction."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from footing.learn.articles import queries
from footing.learn.models import Article, HandOver, Publication, Version, Withdrawal
from footing.practice.queries import therapist_of

TEXT = (
    "title", "summary", "body", "author", "byline", "guest_line", "shown_on", "evidence", "evidence_note", "sources",
    "tool", "picture", "picture_alt",
)  # fmt: skip
AHEAD = timedelta(days=730)
# Without vowels and digits: neither a word, nor the id of one of our own pages.
_LETTERS = "bcdfghjkmnpqrstvwxz"


class ConflictError(Exception):
    """Somebody else has saved since this was opened."""


class KeptError(Exception):
    """This new article was kept before, by the same press or from the page before it. `article`: as which."""

    def __init__(self, article: Article) -> None:
        super().__init__()
        self.article = article


class UnfinishedError(Exception):
    """What visitors need is missing: a text, or who wrote it. `missing`: which."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


class TimeError(Exception):
    """A moment that has passed, or is too far away."""


class PublishedError(Exception):
    """It was published, so it is kept."""


def begin(
    *, by: UUID, language: str, text: Mapping[str, Any], now: datetime, key: UUID | None = None
) -> Article:
    """A new article with its first text, which nobody else sees but the managers.

    `key` comes with the form, so that two presses make one. Raises KeptError for the second, which may say more. One
    that is not theirs to write on is no answer: a new article is made, as if nobody had used the key.
    """
    values = {"code": _code(), "language": language, "writer_id": by, "made_at": now}
    with transaction.atomic():
        made, is_new = Article.objects.get_or_create(pk=key or uuid4(), defaults=values)
        if not is_new and made.writer_id == by and queries.may_write(by, made):
            raise KeptError(made)
        if not is_new:
            made = Article.objects.create(**values)
        Version.objects.create(article=made, number=1, by=by, at=now, **_own(by, text))
    return made


def save(
    *, by: UUID, article: Article, seen: int, language: str, text: Mapping[str, Any], now: datetime
) -> Version:
    """Write what an article says. `seen`: the number of the text that was changed.

    A text that was published stays as it is and a new one follows; one that was not is written over. Raises
    ConflictError, PermissionError.
    """
    with transaction.atomic():
        last = _last(by, article, seen)
        values = {"by": by, "at": now, "number": seen + 1, **_own(by, text)}
        if not article.publications.exists():
            # It is not in the versions: a change would move what visitors read now.
            Article.objects.filter(pk=article.pk).update(language=language)
        if last.publications.exists():
            try:
                return Version.objects.create(article=article, **values)
            except IntegrityError as error:
                raise ConflictError from error
        # The number is asked for once more in the write itself, for a database that did not lock.
        if not Version.objects.filter(pk=last.pk, number=seen).update(**values):
            raise ConflictError
    return Version.objects.get(pk=last.pk)


def hand_over(*, by: UUID, article: Article, now: datetime) -> None:
    """Tell the managers that a draft is ready; a second time changes nothing. Raises PermissionError."""
    if not queries.may_write(by, article):
        raise PermissionError
    HandOver.objects.get_or_create(article=article, defaults={"by": by, "at": now})


def publish(
    *, by: UUID, article: Article, seen: int, now: datetime, starts_at: datetime | None = None
) -> Publication:
    """Show the last text to visitors, now or from a moment on.

    Raises PermissionError, ConflictError, UnfinishedError, TimeError.
    """
    with transaction.atomic():
        last = _last(by, article, seen)
        if not queries.is_manager(by):
            raise PermissionError
        missing = [name for name in ("body", "summary") if not getattr(last, name).strip()]
        if not last.author_id and not last.byline:
            missing.append("author")
        if missing:
            raise UnfinishedError(missing)
        if starts_at is not None and not now < starts_at < now + AHEAD:
            raise TimeError
        return Publication.objects.create(
            article=article, version=last, by=by, at=now, starts_at=starts_at or now
        )


def withdraw(*, by: UUID, article: Article, now: datetime) -> None:
    """Show it to visitors no more, neither now nor as it was planned. Raises PermissionError."""
    with transaction.atomic():
        if not queries.is_manager(by):
            raise PermissionError
        Article.objects.select_for_update().get(pk=article.pk)
        last = article.publications.order_by("-id").first()
        if last:
            Withdrawal.objects.get_or_create(last=last, defaults={"article": article, "by": by, "at": now})


def delete(*, by: UUID, article: Article) -> None:
    """Delete a draft that was never published. Raises PermissionError, PublishedError."""
    with transaction.atomic():
        if not queries.may_write(by, article):
            raise PermissionError
        Article.objects.select_for_update().get(pk=article.pk)
        if article.publications.exists():
            raise PublishedError
        article.delete()


def _last(by: UUID, article: Article, seen: int) -> Version:
    """The last text, with the article locked, if it is the one that was seen. Raises ConflictError, PermissionError."""
    Article.objects.select_for_update().get(pk=article.pk)
    if not queries.may_write(by, article):
        raise PermissionError
    last = queries.last(article)
    if last.number != seen:
        raise ConflictError
    return last


def _own(by: UUID, text: Mapping[str, Any]) -> dict[str, Any]:
    """The text's columns. Whoever is no manager writes under their own name."""
    values = {name: text[name] for name in TEXT if name in text}
    if not queries.is_manager(by):
        values |= {"author": therapist_of(by), "guest_line": ""}
        values["byline"] = values["author"].name if values["author"] else ""
    elif values.get("author"):
        values |= {"byline": values["author"].name, "guest_line": ""}
    return values


def _code() -> str:
    return "a" + "".join(secrets.choice(_LETTERS) for _ in range(7))
