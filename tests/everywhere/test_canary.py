"""Typed words are in no file, no row and no log: looked for as bytes, where they would lie."""

import base64
import json
import logging
import re
import shutil
import sqlite3
import urllib.error
import urllib.parse
import urllib.request
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from footing.booking.models import Booking
from footing.outbox.models import Message
from footing.practice.models import Inquiry, Practice
from footing.practice.services import answer
from footing.vault.private import Private, Sealed
from tests.conftest import OwnClient
from tests.everywhere.rows import rows
from tests.journeys import site as sites
from tests.people import World, signed_in
from tests.practice.letters import register, write

DATABASE = pytest.mark.django_db(databases=["default", "keys", "marks"])
NAME, MAIL, PHONE = "Quokka-7311", "quokka-7311@example.org", "+1 416 731 1731"
TEXTS = {"message": "numbat-7312", "say": "bilby-7313", "hours": "dunnart-7314"}
TYPED = {"name": NAME, "email": MAIL, "phone": PHONE, "may_mail": "on", "old_enough": "on", **TEXTS}
ELSEWHERE = ("potoroo-7315", "quoll-7316", "wombat-7317")
REGISTER = {
    "words": ELSEWHERE[0],
    "region": ELSEWHERE[1],
    "guardian_words": ELSEWHERE[2],
    "together": "alone",
}
CANARIES = [NAME, MAIL, PHONE, *TEXTS.values(), *ELSEWHERE]
FILES = (
    "footing.sqlite3",
    "footing.sqlite3-wal",
    "keys.sqlite3",
    "keys.sqlite3-wal",
    "marks.sqlite3",
    "server.log",
)
START = re.compile(r'name="start" value="([^"]+)"')


def forms_of(word: str) -> set[bytes]:
    """A word as it could lie in a file: as typed, in small letters, wide, as JSON, in an address, in base64."""
    plain = {word, word.lower(), word.upper(), json.dumps(word)[1:-1], urllib.parse.quote(word)}
    packed = {base64.b64encode(word.encode()[n:])[4:-4] for n in range(3)}
    return {w.encode() for w in plain} | {word.encode("utf-16-le"), word.encode("utf-16-be")} | packed


def found(content: bytes) -> list[str]:
    """The canaries that lie in these bytes."""
    return [word for word in CANARIES if any(form in content for form in forms_of(word))]


class Browser:
    """Just enough of one for a site in another process."""

    def __init__(self, url: str) -> None:
        self.url = url

    def ask(self, path: str, sent: dict[str, str] | bytes | None = None, kind: str = "") -> tuple[int, str]:
        body = urllib.parse.urlencode(sent).encode() if isinstance(sent, dict) else sent
        headers = {"Origin": self.url, **({"Content-Type": kind} if kind else {})}
        try:
            with urllib.request.urlopen(
                urllib.request.Request(self.url + path, body, headers), timeout=20
            ) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()


def visit(browser: Browser) -> None:
    """Type canaries wherever a visitor can type, in forms that pass and in forms that fail."""
    # One who is not asked first: what is said and done then is a request, not a booking.
    asked = {"type": "introduction", "who": "noor", "mode": "video", "tz": "America/Toronto"}
    _, page = browser.ask(f"/book/times/?{urllib.parse.urlencode(asked)}")
    sent = {**asked, "start": START.findall(page)[0], **TYPED, "key": ELSEWHERE[0]}
    assert browser.ask("/book/done/", {**sent, "old_enough": ""})[0] == 422
    status, page = browser.ask("/book/done/", sent)
    assert status == 200
    assert "Your time is booked" in page
    private = dict(re.findall(r'name="(code|token)" value="([^"]+)"', page))
    for part in ("", "link/", "time.ics"):
        assert browser.ask(f"/book/manage/{part}", private)[0] in {200, 404}
    browser.ask("/book/manage/", {"code": ELSEWHERE[0], "token": ELSEWHERE[1]})
    for path, words in (("/contact/", {"message": ELSEWHERE[0]}), ("/register/", REGISTER)):
        _, page = browser.ask(path)
        shown = re.findall(r'name="shown" value="([^"]+)"', page)[0]
        mine = {**TYPED, **words, "shown": shown, "key": ELSEWHERE[1], "agree": "on"}
        assert browser.ask(path, {**mine, "agree": ""})[0] == 422
        status, page = browser.ask(path, mine)
        assert status == 200
        assert "It has arrived" in page
        look(browser, re.findall(r"/contact/yours/#(\w+)\.(\w+)", page)[0])
    wish = {**asked, **TYPED, "days": "6", "weeks": "2", "key": ELSEWHERE[2], "anyway": "1"}
    assert browser.ask("/book/wait/", {**wish, "weeks": ELSEWHERE[0]})[0] == 422
    status, page = browser.ask("/book/wait/", wish)
    assert (status, "You are on the list" in page) == (200, True)
    private = dict(re.findall(r'name="(code|token)" value="([^"]+)"', page))
    for part in ("", "kept/", "pass/"):
        assert browser.ask(f"/book/waiting/{part}", private)[0] == 200
    browser.ask("/book/waiting/take/", {"code": ELSEWHERE[0], "token": ELSEWHERE[1]})
    browser.ask("/account/sign-in/", {"login": ELSEWHERE[0], "password": ELSEWHERE[1]})
    browser.ask(
        "/account/join/", {"secret": ELSEWHERE[0], "name": ELSEWHERE[1], "passphrase": ELSEWHERE[2] * 2}
    )
    browser.ask("/talk/", {"step": "pick", "w": ELSEWHERE[0], "o": ELSEWHERE[1]})
    browser.ask("/map/", {"step": "name", "n": ELSEWHERE[2]})
    browser.ask("/check/", {"c": "1", "a0": ELSEWHERE[0]})
    browser.ask(f"/learn/{ELSEWHERE[0]}/?q={ELSEWHERE[1]}")
    browser.ask("/book/done/", {"message": ELSEWHERE[0] * 6000})
    body = {**asked, "start": sent["start"], "name": NAME, "contact": {"email": MAIL, "extra": ELSEWHERE[0]}}
    assert browser.ask("/api/v1/bookings", json.dumps(body).encode(), "application/json")[0] == 422
    browser.ask("/api/v1/bookings", ELSEWHERE[0].encode(), "application/json")


def look(browser: Browser, own: tuple[str, str]) -> None:
    """Open what was sent by its private link, and try words in place of the link."""
    private = dict(zip(("code", "token"), own, strict=True))
    for part in ("", "kept/", "kept/file/"):
        status, page = browser.ask(f"/contact/yours/{part}", private)
        assert (status, NAME in page) == (200, bool(part))
    for part in ("", "link/", "erase/"):
        browser.ask(
            f"/contact/yours/{part}", {"code": ELSEWHERE[0], "token": ELSEWHERE[1], "sure": ELSEWHERE[2]}
        )
        assert browser.ask(f"/contact/yours/{part}", {**private, "sure": ELSEWHERE[2]})[0] in {200, 404}


def test_no_file_of_a_running_site_and_no_line_of_its_log_holds_a_typed_word() -> None:
    """Data, keys, marks, their logs of writes to come, and what the server prints; mail is the guest's own."""
    prepared = sites.prepared(settings={"FOOTING_RATE_LIMITS": "on"})
    try:
        with sites.serving(prepared) as served, ExitStack() as readers:
            # While somebody reads, SQLite keeps its log of writes beside the file.
            for name in ("footing.sqlite3", "keys.sqlite3"):
                reader = readers.enter_context(closing(sqlite3.connect(served.data / name)))
                reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
            visit(Browser(served.url))
            files = [file for file in sorted(served.data.rglob("*")) if file.is_file()]
            searched = [f for f in files if not {"mail", "static"} & set(f.relative_to(served.data).parts)]
            for file in searched:
                assert not found(file.read_bytes()), file.name
            assert {*FILES} <= {file.name for file in searched}
            assert all((served.data / name).stat().st_size > 4096 for name in FILES if "sqlite3" in name)
    finally:
        shutil.rmtree(prepared.data, ignore_errors=True)


def booked(world: World, client: Client) -> Booking:
    page = client.get("/book/times/", {"type": "introduction", "who": "dana", "mode": "video", "tz": "UTC"})
    start = START.findall(page.content.decode())[0]
    sent = {"type": "introduction", "who": "dana", "mode": "video", "tz": "UTC", "start": start, **TYPED}
    assert "Your time is booked" in client.post("/book/done/", sent).content.decode()
    return Booking.objects.exclude(id=world.booking.id).get()


@DATABASE
def test_no_row_of_any_table_holds_a_typed_word(world: World, client: Client) -> None:
    booking = booked(world, client)
    assert (booking.name, booking.message, booking.contact["email"]) == (NAME, TEXTS["message"], MAIL)
    assert Message.objects.get().content["to"] == MAIL
    table = rows()
    assert any("booking_booking" in name for name in table)
    assert not found(repr(table).encode())


@DATABASE
def test_no_row_holds_a_word_of_whoever_registers_or_writes_nor_of_the_answer(
    world: World, client: Client
) -> None:
    Practice.objects.update(asks_guardian=True)
    before = list(Inquiry.objects.values_list("id", flat=True))
    register(client, **TYPED, **REGISTER, guardian="knows")
    write(client, **TYPED)
    for inquiry in Inquiry.objects.exclude(id__in=before):
        assert inquiry.name == NAME
        answer(inquiry=inquiry, text=ELSEWHERE[0], by=world.erin.id)
    assert Message.objects.count() == 4
    table = rows()
    assert any("practice_answer" in name for name in table)
    assert not found(repr(table).encode())


@DATABASE
def test_the_search_finds_a_word_that_is_not_sealed(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Private, "seal", lambda self, row, value: Sealed(json.dumps(value).encode()))
    booked(world, client)
    assert NAME in found(repr(rows()).encode())


@DATABASE
def test_an_error_inside_is_logged_without_the_words_that_led_to_it(
    world: World, monkeypatch: pytest.MonkeyPatch, capfd: Any, caplog: Any
) -> None:
    def fail(**options: Any) -> None:
        raise RuntimeError(f"no room for {options['guest'].name} and {options['guest'].message}")

    monkeypatch.setattr("footing.booking.services.book", fail)
    client = OwnClient(raise_request_exception=False)
    page = client.get("/book/times/", {"type": "introduction", "who": "", "mode": "video", "tz": "UTC"})
    sent = {
        "type": "introduction",
        "mode": "video",
        "tz": "UTC",
        "start": START.findall(page.content.decode())[0],
    }
    with caplog.at_level(logging.INFO):
        answer = client.post("/book/done/", {**sent, **TYPED})
        body = {**sent, "name": NAME, "contact": {"email": MAIL}, "message": TEXTS["message"]}
        told = client.post("/api/v1/bookings", json.dumps(body), content_type="application/json")
    assert (answer.status_code, told.status_code) == (500, 500)
    assert "Something went wrong on our side" in answer.content.decode()
    printed = "".join(capfd.readouterr())
    lines = [record for record in caplog.records if record.name.startswith("footing")]
    assert not found("".join((printed, *(f"{r.getMessage()} {r.exc_text}" for r in lines))).encode())
    assert not found(answer.content + told.content)


@DATABASE
def test_an_error_behind_the_api_is_logged_by_its_route_without_the_code_in_its_address(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    def fail(**options: Any) -> None:
        raise RuntimeError(options["code"])

    monkeypatch.setattr("footing.booking.services.cancel", fail)
    code = world.booking.code
    client = OwnClient(raise_request_exception=False, headers={"Authorization": f"Bearer {world.token}"})
    monkeypatch.setattr(logging.getLogger("footing"), "propagate", True)
    with caplog.at_level(logging.INFO):
        told = client.delete(f"/api/v1/bookings/{code}")
    assert told.status_code == 500
    lines = {record.getMessage() for record in caplog.records if record.name == "footing.booking"}
    assert lines == {"500 DELETE api/v1/bookings/<code>: RuntimeError"}


@DATABASE
def test_only_whoever_may_look_reads_the_words(world: World, client: Client) -> None:
    """The same booking: on the desk of Dana and Erin, and nowhere else."""
    here = f"/desk/booking/{booked(world, client).id}/"
    for who in ("dana", "erin"):
        assert TEXTS["message"] in signed_in(getattr(world, who), OwnClient()).get(here).content.decode()
    for who in ("femi", "charlie"):
        assert not found(signed_in(getattr(world, who), OwnClient()).get(here).content)
    assert not found(OwnClient().get(here).content)


def test_a_word_is_found_in_every_form_in_which_it_could_lie(tmp_path: Path) -> None:
    """The forms of a word that are looked for are those in which it would lie."""
    for encoding in ("utf-8", "utf-16-le"):
        file = tmp_path / encoding
        file.write_bytes(b"x" * 11 + f"to: {MAIL}".encode(encoding) + b"y")
        assert MAIL in found(file.read_bytes())
    assert NAME in found(base64.b64encode(b"Dear " + NAME.encode() + b", hello"))
    assert not found(b"quokka 7311")


@DATABASE
@pytest.mark.parametrize("sent", [{"HTTP_HOST": "numbat.example"}, {"HTTP_HOST": "numbat\\r\\nforged"}])
def test_what_is_refused_at_the_door_puts_no_word_of_the_sender_into_the_log(
    sent: dict[str, str], caplog: Any
) -> None:
    """Nor a trace of forty lines, with which anybody could fill the disk."""
    assert OwnClient().get("/", **sent).status_code == 400
    assert OwnClient().post("/check/", {f"numbat{n}": "1" for n in range(500)}).status_code == 400
    assert not caplog.records
