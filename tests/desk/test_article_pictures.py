"""Pictures of articles: made small, without what the camera wrote, seen by whom the article is seen by."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image

from footing.learn.articles import pictures
from footing.learn.models import Article, Picture, Version
from tests.everywhere.conftest import as_, world
from tests.learn.articles.conftest import folder
from tests.learn.articles.world import FORM, at, draft, picture, publish, upload
from tests.people import World

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
__all__ = ["as_", "folder", "world"]
As = Callable[[str], Client]
NEW = "/desk/articles/new/"


def test_a_picture_needs_words_is_made_small_and_says_nothing_of_the_camera(
    world: World, as_: As, client: Client, folder: Path
) -> None:
    exif = Image.Exif()
    exif[0x0110] = "quokka-7311"
    erin = as_("erin")
    answer = erin.post(NEW, {**FORM, "who": "dana", "file": upload(picture(exif=exif) + b"quokka-7311")})
    assert answer.status_code == 422
    assert "Say what the picture shows" in answer.content.decode()
    kept = Picture.objects.get()
    assert f'name="picture" value="{kept.id}"' in answer.content.decode()
    sent = {**FORM, "who": "dana", "picture": str(kept.id), "picture_alt": "A green wall."}
    erin.post(NEW, sent)
    (file,) = folder.iterdir()
    assert (file.name, len(file.name)) == (kept.file, 24 + len(".webp"))
    assert b"quokka" not in file.read_bytes()
    assert Image.open(BytesIO(file.read_bytes())).size == (720, 480)
    own = f"/learn/pictures/{kept.file}"
    assert client.get(own).status_code == 404
    seen = erin.get(f"/desk/articles/pictures/{kept.file}")
    assert b"".join(seen.streaming_content) == file.read_bytes()  # type: ignore[attr-defined]
    assert as_("femi").get(f"/desk/articles/pictures/{kept.file}").status_code == 404
    article = Article.objects.get()
    publish(world, article)
    page = client.get(f"/learn/{article.code}/").content.decode()
    assert f'<img class="shown" src="{own}" width="720" height="480" alt="A green wall.">' in page
    seen = client.get(own)
    assert seen["Content-Type"] == "image/webp"
    assert b"".join(seen.streaming_content) == file.read_bytes()  # type: ignore[attr-defined]
    erin.post(at(article), {"do": "withdraw"})
    assert client.get(own).status_code == 404


def test_a_picture_that_somebody_else_sent_is_not_taken(world: World, as_: As) -> None:
    theirs = pictures.put(by=world.femi.id, content=picture(), now=timezone.now())
    as_("dana").post(NEW, {**FORM, "picture": str(theirs.id), "picture_alt": "A wall."})
    assert Version.objects.get().picture is None


def damaged() -> bytes:
    """A picture that lies on its side, with a note of the camera's whose kind is no kind."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "x" * 40
    whole = picture((90, 80), exif=exif)
    assert b"\x01\x0f\x00\x02" in whole
    return whole.replace(b"\x01\x0f\x00\x02", b"\x01\x00\x00\x02")


@pytest.mark.parametrize(
    "content", [damaged(), b"hello", b"<svg xmlns='x'/>", picture((40, 40)), picture()[:300], b"GIF89a" * 30]
)
def test_what_is_no_picture_is_refused_and_the_text_stays(as_: As, content: bytes) -> None:
    answer = as_("erin").post(NEW, {**FORM, "file": upload(content)})
    assert answer.status_code == 422
    assert "That is not a picture we can use." in answer.content.decode()
    assert FORM["body"] in answer.content.decode()
    assert not Picture.objects.exists()


def test_a_picture_that_no_article_shows_goes_after_a_day(world: World, folder: Path) -> None:
    now = timezone.now()
    unused, used = (pictures.put(by=world.erin.id, content=picture(), now=now) for _ in range(2))
    draft(world, "erin", picture=used, picture_alt="A wall.")
    pictures.sweep(now=now + timedelta(hours=23))
    assert Picture.objects.count() == 2
    pictures.sweep(now=now + timedelta(hours=25))
    assert [row.id for row in Picture.objects.all()] == [used.id]
    assert [file.name for file in folder.iterdir()] == [used.file]
    assert unused.file != used.file
