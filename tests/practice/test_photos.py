"""Photos are decoded, made small and written anew: nothing of the camera or the place stays."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from footing.practice import photos
from footing.practice.models import Therapist
from tests.conftest import OwnClient
from tests.people import World, make_world, signed_in
from tests.practice.test_team import make_therapist

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
CANARY = b"quokka-7311"
GPS, ORIENTATION, CAMERA = 0x8825, 0x0112, 0x0110


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "photos"
    return tmp_path / "photos"


def picture(kind: str = "JPEG", size: tuple[int, int] = (200, 120), **options: Any) -> bytes:
    """A picture whose left half is red and right half blue."""
    image = Image.new("RGB", size, (200, 0, 0))
    image.paste((0, 0, 200), (size[0] // 2, 0, size[0], size[1]))
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def with_traces(kind: str) -> bytes:
    """A picture that says where, when and with what it was taken, in every way its format has."""
    exif = Image.Exif()
    exif[CAMERA] = CANARY.decode()
    exif[GPS] = {1: "N", 2: (43.0, 39.0, 0.0), 29: CANARY.decode()}
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + CANARY
    options: dict[str, Any] = {"exif": exif, "icc_profile": profile}
    if kind == "PNG":
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_text("Comment", CANARY.decode())
    else:
        options["xmp"] = b"<x:xmpmeta>" + CANARY + b"</x:xmpmeta>"
    if kind == "JPEG":
        options["comment"] = CANARY
    return picture(kind, **options) + CANARY


def saved(folder: Path) -> bytes:
    (file,) = folder.iterdir()
    return file.read_bytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_place_camera_profile_and_comments_are_gone(folder: Path, kind: str) -> None:
    sent = with_traces(kind)
    assert sent.count(CANARY) >= 3
    photos.put(therapist=make_therapist(), content=sent)
    kept = saved(folder)
    assert CANARY not in kept
    image = Image.open(BytesIO(kept))
    assert (image.format, image.size) == ("WEBP", (photos.SIDE, photos.SIDE))
    assert not image.getexif()
    assert not {"exif", "xmp", "icc_profile", "comment"} & set(image.info)


def test_a_picture_turned_by_its_camera_stands_upright(folder: Path) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    photos.put(therapist=make_therapist(), content=picture(size=(200, 200), exif=exif))
    image = Image.open(BytesIO(saved(folder))).convert("RGB")
    red, _, blue = image.getpixel((190, 20))  # type: ignore[misc]
    assert red > blue


def test_a_new_photo_replaces_the_file_and_removing_leaves_none(folder: Path) -> None:
    dana = make_therapist()
    first = photos.put(therapist=dana, content=picture())
    second = photos.put(therapist=dana, content=picture("PNG"))
    assert first != second
    assert [file.name for file in folder.iterdir()] == [second]
    photos.remove(therapist=dana)
    assert not list(folder.iterdir())
    assert Therapist.objects.get().photo == ""


def bomb(side: int = 12_000) -> bytes:
    """Small to send, enormous to decode: a square of one colour."""
    out = BytesIO()
    Image.new("1", (side, side)).save(out, "PNG", optimize=True)
    return out.getvalue()


NOT_PHOTOS = {
    "nothing": b"", "text": b"hello", "a page": b"<html><script>alert(1)</script>", "a drawing": b"<svg xmlns='x'/>",
    "half a picture": picture()[:200], "a moving picture": picture("GIF"), "a bitmap": picture("BMP"),
    "too small": picture(size=(63, 200)), "a bomb": bomb(), "a document": b"%PDF-1.7",
    "a head alone": b"\x89PNG\r\n\x1a\n", "a short head": b"RIFF\x00\x00\x00\x00WEBPVP8 ",
}  # fmt: skip


@pytest.mark.parametrize("name", NOT_PHOTOS)
def test_what_is_not_a_photo_is_refused_with_a_sentence_and_no_file(folder: Path, name: str) -> None:
    client = at_the_desk()
    answer = send(client, NOT_PHOTOS[name])
    assert answer.status_code == 422
    assert "That is not a photo we can use. Choose a JPEG, PNG or WebP file" in answer.content.decode()
    assert not folder.exists() or not list(folder.iterdir())


@pytest.mark.parametrize("side", [6_400, 12_000, 20_000])
def test_a_bomb_is_refused_before_it_isdecoded(monkeypatch: pytest.MonkeyPatch, side: int) -> None:
    """Also one that is too small for the library's own warning."""
    content = bomb(side)
    assert len(content) < 64 * 1024
    monkeypatch.setattr(Image.Image, "load", lambda self: pytest.fail("was decoded"))
    with pytest.raises(photos.PhotoError):
        photos.put(therapist=make_therapist(), content=content)


def test_too_large_a_photo_is_413_and_one_of_five_megabytes_is_not() -> None:
    client = at_the_desk()
    answer = send(client, b"x" * (6 * 1024 * 1024 + 1))
    assert answer.status_code == 413
    assert "<main" in answer.content.decode()
    padded = picture() + bytes(5_000_000)
    assert send(client, padded).status_code == 302


@pytest.mark.parametrize("name", ["../../key", "a.php", "x" * 300 + ".png", "\u202egnp.exe", "con", ".webp"])
def test_the_name_of_the_file_that_was_sent_is_never_used(folder: Path, name: str) -> None:
    assert send(at_the_desk(), picture(), name).status_code == 302
    (file,) = folder.iterdir()
    assert len(file.name) == 24 + len(".webp")


def test_a_photo_is_served_as_what_it_is_and_nothing_else_of_the_folder(folder: Path) -> None:
    client = at_the_desk()
    send(client, picture())
    answer = OwnClient().get(f"/photos/{Therapist.objects.get(slug='dana').photo}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == saved(folder)  # type: ignore[attr-defined]
    (folder / "0123456789abcdef01234567.webp").write_bytes(b"left over")
    assert OwnClient().get("/photos/0123456789abcdef01234567.webp").status_code == 404


@given(
    st.sampled_from(["JPEG", "PNG", "WEBP"]),
    st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), max_size=6), st.integers(20, 4000),
)  # fmt: skip
@settings(
    max_examples=120, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
def test_a_damaged_file_is_a_photo_or_is_refused(
    kind: str, changes: list[tuple[int, int]], length: int
) -> None:
    content = bytearray(with_traces(kind)[:length])
    for place, value in changes:
        content[place % len(content)] = value
    try:
        photos.decoded(bytes(content))
    except photos.PhotoError:
        return


def at_the_desk() -> Client:
    world: World = make_world()
    return signed_in(world.dana, OwnClient())


def send(client: Client, content: bytes, name: str = "me.png") -> Any:
    upload = SimpleUploadedFile("x", content)
    upload._name = name  # type: ignore[attr-defined]
    return client.post("/desk/profile/photo/", {"who": "dana", "photo": upload})
