"""Photos of therapists and the practice's logo: decoded, made small, written anew without any metadata."""

import secrets
import struct
import warnings
from io import BytesIO
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageOps, UnidentifiedImageError

from footing.practice.models import Practice, Therapist

SIDE = 384
# The logo stands on the first page, which has to stay light.
LOGO, LOGO_BYTES = (360, 120), 6_000
MOST_PIXELS = 40_000_000
# What comes out of the decoders and of the notes beside a picture where a byte is wrong.
DAMAGED = (OSError, ValueError, SyntaxError, TypeError, LookupError, ArithmeticError, EOFError, struct.error)


class PhotoError(Exception):
    """Not a photo that can be used."""


def put(*, therapist: Therapist, content: bytes) -> str:
    """Save a photo for a therapist under a random name; the old one goes. Raises PhotoError."""
    square = ImageOps.fit(decoded(content), (SIDE, SIDE))
    name = _kept(_webp(square, quality=82))
    remove(therapist=therapist)
    Therapist.objects.filter(pk=therapist.pk).update(photo=name)
    return name


def remove(*, therapist: Therapist) -> None:
    """Go back to the monogram."""
    old = Therapist.objects.values_list("photo", flat=True).get(pk=therapist.pk)
    if old:
        (Path(settings.MEDIA_ROOT) / Path(old).name).unlink(missing_ok=True)
        Therapist.objects.filter(pk=therapist.pk).update(photo="")


def put_logo(*, content: bytes, words: str) -> None:
    """Save the practice's logo with what it says in words; the old one goes. Raises PhotoError."""
    picture = decoded(content, least=16)
    picture.thumbnail(LOGO)
    found = _webp(picture, quality=85)
    for quality in (70, 50, 30, 10):
        if len(found) <= LOGO_BYTES:
            break
        found = _webp(picture, quality=quality)
    name = _kept(found)
    remove_logo()
    Practice.objects.filter(pk=1).update(logo=name, logo_words=words)


def name_logo(*, words: str) -> None:
    """Say anew what the logo shows."""
    Practice.objects.exclude(logo="").update(logo_words=words)


def remove_logo() -> None:
    """Go back to the name alone."""
    for old in Practice.objects.exclude(logo="").values_list("logo", flat=True):
        (Path(settings.MEDIA_ROOT) / Path(old).name).unlink(missing_ok=True)
    Practice.objects.filter(pk=1).update(logo="", logo_words="")


def is_shown(name: str) -> bool:
    """Whether a page shows this file."""
    return Therapist.objects.filter(photo=name).exists() or Practice.objects.filter(logo=name).exists()


def _webp(picture: Image.Image, *, quality: int) -> bytes:
    written = BytesIO()
    picture.save(written, "WEBP", quality=quality, exif=b"", xmp=b"", icc_profile=b"")
    return written.getvalue()


def _kept(content: bytes) -> str:
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = f"{secrets.token_hex(12)}.webp"
    (folder / name).write_bytes(content)
    return name


def decoded(content: bytes, *, least: int = 64) -> Image.Image:
    """A JPEG, PNG or WebP picture, upright, looked at before it is unpacked. Raises PhotoError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", UserWarning
            )  # of damaged notes beside the picture, which are dropped
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP"))
            if picture.width * picture.height > MOST_PIXELS or min(picture.size) < least:
                raise PhotoError
            upright = ImageOps.exif_transpose(picture)
            return _on_white(upright or picture)
    except (UnidentifiedImageError, Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise PhotoError from error
    except DAMAGED as error:
        raise PhotoError from error


def _on_white(picture: Image.Image) -> Image.Image:
    """Without holes: a dark sign on nothing could not be seen on dark paper."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    white = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(white, picture.convert("RGBA")).convert("RGB")
