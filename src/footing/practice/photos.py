"""Photos of therapists: decoded, made small, written anew without any metadata."""

import secrets
import warnings
from io import BytesIO
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageOps, UnidentifiedImageError

from footing.practice.models import Therapist

SIDE = 384
MOST_PIXELS = 40_000_000


class PhotoError(Exception):
    """Not a photo that can be used."""


def put(*, therapist: Therapist, content: bytes) -> str:
    """Save a photo for a therapist under a random name; the old one goes. Raises PhotoError."""
    picture = decoded(content)
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = f"{secrets.token_hex(12)}.webp"
    square = ImageOps.fit(picture, (SIDE, SIDE))
    square.save(folder / name, "WEBP", quality=82, exif=b"", xmp=b"", icc_profile=b"")
    remove(therapist=therapist)
    Therapist.objects.filter(pk=therapist.pk).update(photo=name)
    return name


def remove(*, therapist: Therapist) -> None:
    """Go back to the monogram."""
    old = Therapist.objects.values_list("photo", flat=True).get(pk=therapist.pk)
    if old:
        (Path(settings.MEDIA_ROOT) / Path(old).name).unlink(missing_ok=True)
        Therapist.objects.filter(pk=therapist.pk).update(photo="")


def decoded(content: bytes) -> Image.Image:
    """A JPEG, PNG or WebP picture, upright, looked at before it is unpacked. Raises PhotoError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", UserWarning
            )  # of damaged notes beside the picture, which are dropped
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP"))
            if picture.width * picture.height > MOST_PIXELS or min(picture.size) < 64:
                raise PhotoError
            upright = ImageOps.exif_transpose(picture)
            return (upright or picture).convert("RGB")
    except (UnidentifiedImageError, Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise PhotoError from error
    except (OSError, ValueError, SyntaxError) as error:
        raise PhotoError from error
