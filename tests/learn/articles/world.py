"""Articles of the cast: Dana's drafts, and what Erin publishes."""

from datetime import datetime
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from footing.learn.articles import queries, services
from footing.learn.models import Article, Publication
from tests.people import World

TEXT: dict[str, Any] = {
    "title": "The kettle and the key", "summary": "What a quiet hour can do.", "body": "One small thing.\n\nAnother.",
    "byline": "Noa Fields", "guest_line": "Teaches nurses in Halifax.", "tool": "talk",
}  # fmt: skip
FORM = {**{name: str(TEXT[name]) for name in ("title", "summary", "body", "tool")}, "language": "en"}


def draft(world: World, who: str, **changes: Any) -> Article:
    """A draft of somebody's."""
    by = getattr(world, who).id
    return services.begin(
        by=by, language=changes.pop("language", "en"), text={**TEXT, **changes}, now=timezone.now()
    )


def publish(world: World, article: Article, starts_at: datetime | None = None) -> Publication:
    """Erin publishes what it says last."""
    seen = queries.last(article).number
    return services.publish(
        by=world.erin.id, article=article, seen=seen, now=timezone.now(), starts_at=starts_at
    )


def edit(world: World, article: Article, **changes: Any) -> None:
    """Erin saves another text."""
    seen = queries.last(article).number
    services.save(
        by=world.erin.id, article=article, seen=seen, language=article.language, text={**TEXT, **changes},
        now=timezone.now(),
    )  # fmt: skip


def at(article: Article, part: str = "") -> str:
    """An article's address at the desk."""
    return f"/desk/articles/{article.id}/{part}"


def upload(content: bytes, name: str = "My family in Spain.jpg") -> SimpleUploadedFile:
    """A file as a form sends it, whose name tells of its owner."""
    return SimpleUploadedFile(name, content, "image/jpeg")


def picture(size: tuple[int, int] = (1200, 800), **options: Any) -> bytes:
    """A picture of one colour."""
    out = BytesIO()
    Image.new("RGB", size, (40, 90, 80)).save(out, "JPEG", **options)
    return out.getvalue()
