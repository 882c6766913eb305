"""Articles of the demo practice: some out, one planned, one withdrawn, one still being written."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from footing.design import content
from footing.learn.articles import services
from footing.practice.models import Manager, Therapist


def make_articles(team: Sequence[Therapist], *, now: datetime) -> int:
    """Write what content/…/demo/articles has; returns how many. Dates are counted from today."""
    manager = Manager.objects.values_list("person_id", flat=True)[0]
    morning = now + timedelta(hours=8)  # nine or ten where the practice is
    by_slug = {therapist.slug: therapist for therapist in team}
    pages = content.pages("demo/articles")
    for page in pages:
        _write(page, by_slug.get(page.meta.get("who", "")), manager, morning)
    return len(pages)


def _write(page: content.Page, author: Therapist | None, manager: UUID, now: datetime) -> None:
    meta = page.meta
    out = now - timedelta(days=meta.get("ago", 1))
    text = {
        **{name: meta[name] for name in ("title", "summary", "tool", "evidence", "evidence_note", "sources")},
        "body": page.body, "author": author, "byline": meta.get("guest", ""),
        "guest_line": meta.get("guest_line", ""),
    }  # fmt: skip
    by = author.person_id if author and author.person_id else manager
    article = services.begin(by=by, language="en", text=text, now=out - timedelta(days=3))
    if meta["state"] == "draft":
        return
    starts_at = now + timedelta(days=meta["ahead"]) if meta["state"] == "planned" else None
    services.publish(by=manager, article=article, seen=1, now=out, starts_at=starts_at)
    if meta["state"] == "withdrawn":
        services.withdraw(by=manager, article=article, now=out + timedelta(days=30))
