"""Second factors of clients: paper codes, an app, passkeys; asked again before any of them changes."""

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from footing.accounts import services
from footing.accounts.models import Notice, Person
from tests.conftest import OwnClient
from tests.people import PASSPHRASE, make_world, signed_in

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
CHANGES = ("app/", "app/off/", "key/", "codes/", "codes/new/")


@pytest.fixture
def alice() -> Person:
    return services.make_person(name="Alice", passphrase=PASSPHRASE)


def again(client: Client) -> Client:
    """Type the pass phrase once more."""
    assert client.post("/account/again/", {"password": PASSPHRASE}).status_code == 302
    return client


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def codes(client: Client) -> list[str]:
    return re.findall(r'<li class="code">(\d+)</li>', client.get("/account/second/codes/").content.decode())


@pytest.mark.parametrize("part", ["app/", "key/", "codes/new/"])
def test_the_pass_phrase_is_asked_again_before_credentials_change(alice: Person, part: str) -> None:
    client = signed_in(alice, OwnClient())
    assert client.get(f"/account/second/{part}")["Location"].startswith("/account/again/")
    assert again(client).get(f"/account/second/{part}").status_code == 200


def test_after_five_minutes_it_is_asked_again(alice: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    client, now = again(signed_in(alice, OwnClient())), time.time()
    monkeypatch.setattr(time, "time", lambda: now + 301)
    assert client.get("/account/second/app/").status_code == 302


def test_paper_codes_stand_alone_and_are_sealed_in_their_row(alice: Person) -> None:
    client = again(signed_in(alice, OwnClient()))
    assert client.post("/account/second/codes/new/").status_code == 302
    shown = codes(client)
    assert len(shown) == 10
    stored = str(Authenticator.objects.get().data)
    assert not any(code in stored for code in shown)
    answer = OwnClient().post("/account/sign-in/", {"login": "Alice", "password": PASSPHRASE})
    assert answer["Location"] == "/today/"


def test_with_the_app_on_the_pass_phrase_alone_opens_nothing_and_a_paper_code_works_once(
    alice: Person, django_capture_on_commit_callbacks: Any
) -> None:
    client = again(signed_in(alice, OwnClient()))
    page = client.get("/account/second/app/").content.decode()
    secret = re.findall(r'<p class="secret">(\w+)</p>', page)[0]
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post("/account/second/app/", {"code": code_of(secret)}).status_code == 302
    paper = codes(client)[0]
    sent = {"login": "Alice", "password": PASSPHRASE}
    for expected in (302, 200):
        other = OwnClient()
        assert other.post("/account/sign-in/", sent)["Location"] == "/account/code/"
        assert other.get("/today/").status_code == 302
        assert other.post("/account/code/", {"code": paper}).status_code == expected
    kinds = {notice.kind for notice in Notice.objects.filter(person=alice)}
    assert "totp" in kinds
    assert "The app on your phone" in client.get("/account/").content.decode()


def test_the_app_can_be_turned_off_by_its_person(alice: Person) -> None:
    TOTP.activate(alice, generate_totp_secret())
    client = again(signed_in(alice, OwnClient()))
    assert client.post("/account/second/app/off/").status_code == 302
    assert not Authenticator.objects.exists()


def test_a_passkey_of_somebody_else_is_404_as_one_that_never_was(alice: Person) -> None:
    bob = services.make_person(name="Bob", passphrase=PASSPHRASE)
    TOTP.activate(alice, generate_totp_secret())
    row = Authenticator.objects.create(user=alice, type="webauthn", data={"name": "Key", "credential": {}})
    client = again(signed_in(bob, OwnClient()))
    for method in ("get", "post"):
        answers = [getattr(client, method)(f"/account/second/key/{pk}/off/") for pk in (row.pk, 999)]
        assert {answer.status_code for answer in answers} == {404}
        assert answers[0].content == answers[1].content
    assert Authenticator.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    "sent", ["", "null", "{}", "[]", '"x"', "1", '{"response": {"userHandle": "AAAA"}}', '{"id": 1}', "{"]
)
def test_what_is_no_passkey_signs_nobody_in_and_breaks_nothing(alice: Person, sent: str) -> None:
    client = OwnClient()
    client.get("/account/key/", HTTP_ACCEPT="application/json", HTTP_X_REQUESTED_WITH="XMLHttpRequest")
    assert client.post("/account/key/", {"credential": sent}).status_code in {302, 400, 422}
    assert client.get("/today/").status_code == 302


def test_paper_codes_alone_do_not_open_the_desk() -> None:
    world = make_world(demo=False)
    client = again(signed_in(world.dana, OwnClient()))
    client.post("/account/second/codes/new/")
    assert client.get("/desk/")["Location"] == "/account/second/"


@pytest.mark.parametrize("part", ["", *CHANGES])
def test_a_visitor_sees_no_page_of_second_factors(alice: Person, part: str) -> None:
    assert OwnClient().get(f"/account/second/{part}").status_code == 302
