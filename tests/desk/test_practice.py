"""The practice's face: its place, sentences, logo and colour, written by a manager and seen by visitors."""

import re
import warnings
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from footing.desk.face_forms import READY
from footing.practice import photos
from footing.practice.models import Practice
from tests.conftest import OwnClient
from tests.people import World, make_world, signed_in
from tests.practice.test_photos import CANARY, picture, with_traces

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
FACE, LOGO = "/desk/practice/", "/desk/practice/logo/"
WORDS = {
    "do": "words", "greeting": "You are welcome here.", "what": "Three people who listen.",
    "answers": "We answer within two working days.", "where": "Second floor, with a lift.",
}  # fmt: skip


@pytest.fixture
def world(settings: Any, tmp_path: Path) -> World:
    settings.MEDIA_ROOT = tmp_path / "photos"
    return make_world()


@pytest.fixture
def erin(world: World) -> Client:
    return signed_in(world.erin, OwnClient())


def logo(client: Client, content: bytes, **more: str) -> Any:
    file = SimpleUploadedFile("x.svg", content, "image/svg+xml")
    return client.post(LOGO, {"logo": file, "logo_words": "House, three stones", **more})


def saved() -> Practice:
    return Practice.objects.get()


def test_own_sentences_stand_on_the_first_page_as_letters_and_in_no_title(
    erin: Client, client: Client
) -> None:
    assert "You are welcome here" not in client.get("/").content.decode()
    assert erin.post(FACE, {**WORDS, "what": "<script>x</script> & co"}).status_code == 302
    page = client.get("/").content.decode()
    for words in (
        "You are welcome here.",
        "&lt;script&gt;x&lt;/script&gt; &amp; co",
        "two working days",
        "with a lift",
    ):
        assert words in page
    assert "<title>Footing</title>" in page
    answer = erin.post(FACE, {**WORDS, "greeting": "a" * 301})
    assert answer.status_code == 422
    assert "Shorten it" in answer.content.decode()
    assert "Three people who listen." in answer.content.decode()


def test_a_colour_is_for_every_page_by_a_small_sheet_that_may_be_kept(erin: Client, client: Client) -> None:
    assert "/look/" not in client.get("/").content.decode()
    assert erin.post(FACE, {"do": "colour", "ready": "own", "own": "#6B2148"}).status_code == 302
    page = client.get("/learn/").content.decode()
    link = re.search(r'href="(/look/[0-9a-f]{12}\.css)"', page)
    assert link
    assert page.index("footing.css") < page.index(link[1])
    sheet = client.get(link[1])
    assert sheet["Content-Type"] == "text/css; charset=utf-8"
    assert sheet["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "--main:#6b2148" in sheet.content.decode()
    assert "style-src 'self';" in client.get("/")["Content-Security-Policy"]
    assert "style=" not in page
    erin.post(FACE, {"do": "colour", "ready": "#1b554d", "own": ""})
    assert client.get(link[1]).status_code == 404
    assert "no-store" in client.get(link[1])["Cache-Control"]
    assert "/look/" not in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("own", "sentence"),
    [
        ("#ffcc00", "1.3 to 1, and text needs 7 to 1. The nearest that works is #5f4b0e."),
        ("red; background:url(//x)", "six digits"),
        ("red;}", "six digits"),
        ("#12345", "six digits"),
        ("", "six digits"),
    ],
)
def test_a_colour_that_cannot_be_read_or_is_none_is_refused_with_what_to_do(
    erin: Client, client: Client, own: str, sentence: str
) -> None:
    answer = erin.post(FACE, {"do": "colour", "ready": "own", "own": own})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert saved().colour == ""
    assert "url(" not in client.get("/").content.decode()


def test_a_ready_colour_that_is_none_of_them_is_refused(erin: Client) -> None:
    assert erin.post(FACE, {"do": "colour", "ready": "#ffffff"}).status_code == 422
    assert saved().colour == ""


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_logo_is_written_anew_small_and_without_what_a_camera_left(
    erin: Client, client: Client, kind: str
) -> None:
    assert logo(erin, with_traces(kind)).status_code == 302
    house = saved()
    image = re.search(
        r'<img src="(/photos/\w+\.webp)" alt="House, three stones">', client.get("/").content.decode()
    )
    assert image
    answer = client.get(image[1])
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert answer["Content-Type"] == "image/webp"
    assert CANARY not in content
    assert len(content) <= photos.LOGO_BYTES
    assert not Image.open(BytesIO(content)).getexif()
    logo(erin, picture())
    assert client.get(image[1]).status_code == 404
    erin.post(LOGO, {"remove": "1"})
    assert saved().logo == ""
    assert not list(Path(photos.settings.MEDIA_ROOT).iterdir())
    assert (
        house.name in client.get("/team/").content.decode() or "<img" not in client.get("/").content.decode()
    )


def test_what_a_logo_shows_is_said_anew_without_the_file(erin: Client, client: Client) -> None:
    logo(erin, picture())
    file = saved().logo
    assert erin.post(LOGO, {"logo_words": "Rooms, a lamp"}).status_code == 302
    assert (saved().logo, saved().logo_words) == (file, "Rooms, a lamp")
    assert 'alt="Rooms, a lamp"' in client.get("/").content.decode()


def test_each_ready_colour_is_drawn_beside_its_name_without_a_style_in_the_page(erin: Client) -> None:
    for address in (FACE, "/desk/start/?step=colour"):
        page = erin.get(address).content.decode()
        for colour, name in READY:
            assert re.search(rf'<rect [^>]*fill="{colour}"[^>]*/></svg> {name}<', page)
        assert "style=" not in page


def test_a_busy_logo_stays_light_and_one_with_holes_stands_on_white(erin: Client) -> None:
    noise, out = Image.effect_noise((900, 900), 120), BytesIO()
    noise.save(out, "PNG")
    assert logo(erin, out.getvalue()).status_code == 302
    (file,) = Path(photos.settings.MEDIA_ROOT).iterdir()
    assert file.stat().st_size <= photos.LOGO_BYTES
    holes, out = Image.new("RGBA", (200, 100), (0, 0, 0, 0)), BytesIO()
    holes.save(out, "PNG")
    logo(erin, out.getvalue())
    (file,) = Path(photos.settings.MEDIA_ROOT).iterdir()
    assert Image.open(file).convert("L").getextrema()[0] > 250


def bomb() -> bytes:
    """A small file of very many pixels."""
    out = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        Image.new("1", (20_000, 10_000)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
        b"GIF89a" + b"0" * 40,
        picture()[:200],
        bomb(),
    ],
    ids=["nothing", "svg", "gif", "cut off", "bomb"],
)
def test_what_is_no_picture_leaves_things_as_they_are(erin: Client, content: bytes) -> None:
    answer = logo(erin, content)
    assert answer.status_code == 422
    assert "not a picture we can use" in answer.content.decode()
    assert "House, three stones" in answer.content.decode()
    assert saved().logo == ""


def test_a_logo_needs_words_and_at_most_five_megabytes(erin: Client) -> None:
    assert "Write what the logo shows" in logo(erin, picture(), logo_words="").content.decode()
    assert logo(erin, b"x" * (6 * 1024 * 1024 + 1)).status_code == 413
    assert saved().logo == ""


def test_place_telephone_and_mail_are_looked_at(erin: Client) -> None:
    house = {
        "do": "practice",
        "name": "Rooms",
        "country": "CA",
        "region": "on",
        "time_zone": "America/Toronto",
    }
    for more, sentence in (
        ({"telephone": "call <me>"}, "Write the telephone number in digits"),
        ({"mail": "nobody"}, "Write the e-mail address in full"),
        ({"name": "two\nlines"}, "on one line"),
    ):
        answer = erin.post(FACE, {**house, **more})
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    assert (
        erin.post(FACE, {**house, "telephone": "+1 416 555 0134", "mail": "hello@rooms.example"}).status_code
        == 302
    )
    assert (saved().region, saved().mail, saved().minimum_age) == ("ON", "hello@rooms.example", 16)


def test_nobody_but_a_manager_finds_or_changes_it(world: World, client: Client) -> None:
    nothing = signed_in(world.dana, OwnClient()).get("/desk/none/").content
    for who in (world.dana, world.femi, world.charlie):
        foreign = signed_in(who, OwnClient())
        for address in (FACE, "/desk/practice/near/", "/desk/practice/texts/", "/desk/start/"):
            assert foreign.get(address).status_code == foreign.post(address, WORDS).status_code == 404
        assert foreign.post(LOGO, {"remove": "1"}).status_code == 404
    assert signed_in(world.dana, OwnClient()).get(FACE).content == nothing
    assert client.post(FACE, WORDS)["Location"].startswith("/account/sign-in/")
    assert saved().greeting == ""
    assert FACE not in signed_in(world.dana, OwnClient()).get("/desk/").content.decode()
