"""Pictures of articles: decoded, made small, written anew without any metadata, under a name made by chance."""

import secrets
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings

from footing.learn.models import Picture
from footing.practice.photos import PhotoError, decoded

SIDES = (720, 900)
MOST_BYTES = 5 * 1024 * 1024
UNUSED = timedelta(days=1)


def put(*, by: UUID, content: bytes, now: datetime) -> Picture:
    """Write a picture and its row. Raises PhotoError."""
    if len(content) > MOST_BYTES:
        raise PhotoError
    image = decoded(content)
    image.thumbnail(SIDES)
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = f"{secrets.token_hex(12)}.webp"
    image.save(folder / name, "WEBP", quality=60, exif=b"", xmp=b"", icc_profile=b"")
    return Picture.objects.create(file=name, width=image.width, height=image.height, by=by, at=now)


def file_of(picture: Picture) -> Path:
    """Where a picture lies."""
    return Path(settings.MEDIA_ROOT) / Path(picture.file).name


def sweep(*, now: datetime) -> None:
    """Delete pictures that no version shows, a day after they came."""
    for picture in Picture.objects.filter(versions=None, at__lt=now - UNUSED):
        picture.delete()
        file_of(picture).unlink(missing_ok=True)
