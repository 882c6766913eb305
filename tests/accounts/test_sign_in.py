"""Sign-in of the team: names as hashes, one answer for unknown and wrong, sessions that end."""

import base64
import re
import time
import zlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from footing.accounts import demo, names, services
from footing.accounts.jobs import forget_sessions
from footing.accounts.models import Person
from footing.accounts.sessions import row_key
from footing.config import settings as settings_file
from footing.practice import invitations
from footing.practice.models import Manager
from tests.conftest import OwnClient
from tests.people import PASSPHRASE, make_world, signed_in

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])


@pytest.fixture(autouse=True)
def fresh_limits(settings: Any, tmp_path: Path) -> None:
    """And a data folder of its own, so that no demo person of one test opens a door in another."""
    settings.FOOTING_DATA_DIR = tmp_path
    cache.clear()


@pytest.fixture
def dana() -> Person:
    return services.make_person(name="Dana Whitlock", passphrase=PASSPHRASE)


def sign_in(client: Client, name: str, passphrase: str) -> int:
    return client.post("/account/sign-in/", {"login": name, "password": passphrase}).status_code


def test_any_spelling_of_a_name_signs_in_and_the_database_has_none(dana: Person, client: Client) -> None:
    assert sign_in(client, "  dana   WHITLOCK ", PASSPHRASE) == 302
    with connection.cursor() as cursor:
        cursor.execute("SELECT login, name FROM accounts_person")
        login, name = cursor.fetchone()
    assert login == names.login_of("Dana Whitlock")
    assert "dana" not in login
    assert b"Dana" not in bytes(name)


def test_an_unknown_name_and_a_wrong_pass_phrase_get_the_same_answer(dana: Person) -> None:
    def answer(name: str) -> tuple[int, str]:
        page = OwnClient().post("/account/sign-in/", {"login": name, "password": "not the right one"})
        return page.status_code, re.sub(re.escape(name), "…", page.content.decode())

    assert answer("Dana Whitlock") == answer("Zoe Nobody")
    services.close(person=dana)
    assert answer("Dana Whitlock") == answer("Zoe Nobody")


def test_a_signed_in_session_has_a_new_id_and_ends_when_idle_or_old(
    dana: Person, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_world()
    signed_in(Person.objects.get(login=names.login_of("Dana")), client)
    assert client.get("/desk/").status_code == 200
    now = time.time()
    monkeypatch.setattr("footing.accounts.middleware.time.time", lambda: now + 14 * 60)
    assert client.get("/desk/").status_code == 200
    monkeypatch.setattr("footing.accounts.middleware.time.time", lambda: now + 30 * 60)
    assert client.get("/desk/").status_code == 302


def test_sign_out_kills_the_session_on_the_server(dana: Person, client: Client) -> None:
    signed_in(dana, client)
    cookie = client.cookies["s"].value
    assert Session.objects.filter(session_key=row_key(cookie)).exists()
    answer = client.post("/account/sign-out/")
    assert "cookies" in answer["Clear-Site-Data"]
    assert not Session.objects.exists()


def test_whoever_signed_out_is_told_so_on_the_first_page_and_no_cookie_says_it(
    dana: Person, client: Client
) -> None:
    signed_in(dana, client)
    answer = client.post("/account/sign-out/")
    client.cookies.clear()
    assert "You are signed out." in client.get(answer["Location"]).content.decode()
    assert set(answer.cookies) <= {"s"}
    assert not client.cookies
    assert "You are signed out." not in client.get("/").content.decode()


def test_after_a_handful_of_wrong_tries_even_the_right_one_waits(dana: Person) -> None:
    for n in range(6):
        sign_in(OwnClient(), "Dana Whitlock", f"wrong wrong {n}")
    answer = OwnClient().post("/account/sign-in/", {"login": "Dana Whitlock", "password": PASSPHRASE})
    assert answer.status_code == 422
    assert "Those were many tries." in answer.content.decode()


def test_another_port_in_the_host_header_buys_no_further_tries(dana: Person) -> None:
    for n in range(7):
        page = OwnClient().post(
            "/account/sign-in/",
            {"login": "Dana Whitlock", "password": PASSPHRASE if n == 6 else f"wrong wrong {n}"},
            REMOTE_ADDR=f"192.0.2.{n}",
            HTTP_HOST=f"localhost:{n + 1}",
        )
    assert "Those were many tries." in page.content.decode()


def test_limits_of_sign_in_keep_no_address(dana: Person) -> None:
    for address in ("192.0.2.7", "2001:db8:1:2::7"):
        sign_in(OwnClient(REMOTE_ADDR=address), "Dana Whitlock", "wrong wrong wrong")
    with connections["marks"].cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM marks_cache")
        kept = repr(cursor.fetchall())
    assert ":ip:" in kept
    assert "192.0.2.7" not in kept
    assert "2001:db8" not in kept


def test_pass_phrases_are_hashed_slowly() -> None:
    assert settings_file.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_with_a_second_factor_the_pass_phrase_alone_opens_nothing(dana: Person, client: Client) -> None:
    secret = generate_totp_secret()
    TOTP.activate(dana, secret)
    stored = Authenticator.objects.get(user=dana).data
    assert secret not in str(stored)
    assert get_adapter().decrypt(stored["secret"]) == secret
    assert (
        client.post("/account/sign-in/", {"login": "Dana Whitlock", "password": PASSPHRASE})["Location"]
        == "/account/code/"
    )
    assert client.get("/desk/").status_code == 302
    assert client.post("/account/code/", {"code": "000000"}).status_code == 200
    assert client.get("/desk/")["Location"].startswith("/account/sign-in/")


@pytest.mark.parametrize("number", range(1, 8))
def test_addresses_that_we_do_not_offer_answer_like_none(client: Client, number: int) -> None:
    assert client.get(f"/account/none/{number}/").status_code == 404


def test_an_invitation_works_once_and_gives_the_seat(client: Client) -> None:
    secret = invitations.invite(manager=True)
    sent = {"secret": secret, "name": "Erin", "passphrase": PASSPHRASE}
    assert client.get("/account/join/").status_code == 200
    assert client.post("/account/join/", {**sent, "passphrase": "short"}).status_code == 422
    assert client.post("/account/join/", sent).status_code == 302
    assert Manager.objects.get().person.name == "Erin"
    again = OwnClient().post("/account/join/", {**sent, "name": "Mallory"})
    assert again.status_code == 422
    assert "used up or too old" in again.content.decode()


def test_demo_sign_in_is_for_this_machine_only(client: Client) -> None:
    services.make_person(name="Erin", passphrase=PASSPHRASE)
    demo.write([demo.DemoPerson("manager", "Erin", "manager", PASSPHRASE)])
    assert client.post("/account/demo/manager/", REMOTE_ADDR="192.0.2.7").status_code == 404
    assert client.post("/account/demo/nobody/").status_code == 404
    assert client.get("/account/demo/manager/").status_code == 405
    assert client.post("/account/demo/manager/")["Location"] == "/desk/"


def test_no_demo_people_where_the_address_is_public(settings: object, client: Client) -> None:
    demo.write([demo.DemoPerson("manager", "Erin", "manager", PASSPHRASE)])
    settings.FOOTING_LOOPBACK = False  # type: ignore[attr-defined]
    assert "Erin" not in client.get("/account/sign-in/").content.decode()
    assert client.post("/account/demo/manager/").status_code == 404


def sessions_as_a_thief_reads_them() -> str:
    """Every session row, with what Django only encodes decoded."""
    found = []
    for row in Session.objects.all():
        text = row.session_data.split(":")[0]
        raw = base64.urlsafe_b64decode(f"{text.lstrip('.')}==")
        found.append(zlib.decompress(raw) if text.startswith(".") else raw)
    return repr(found)


def test_a_session_row_tells_a_thief_no_name_no_secret_and_no_setting(
    dana: Person, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """allauth keeps the typed name, the new second factor and whole waiting requests in the session."""
    sign_in(client, "Dana Whitlock", PASSPHRASE)
    client.post("/account/again/", {"password": PASSPHRASE})
    secret = re.search(r"\b[A-Z2-7]{32}\b", client.get("/account/second/app/").content.decode())
    assert secret
    later = time.time() + 6 * 60
    monkeypatch.setattr("allauth.account.internal.flows.reauthentication.time.time", lambda: later)
    waiting = client.post("/account/second/app/", {"code": "271828"}, SETTING_CANARY="numbat")
    assert waiting["Location"].startswith("/account/again/")
    seen = sessions_as_a_thief_reads_them()
    for word in ("Whitlock", secret[0], "SETTING_CANARY", "numbat", "271828", "127.0.0.1", str(dana.pk)):
        assert word not in seen


def test_a_request_that_waits_for_the_pass_phrase_is_never_kept(
    dana: Person, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, "Dana Whitlock", PASSPHRASE)
    client.post("/account/second/app/", {"code": "271828"}, SETTING_CANARY="numbat")
    assert "account_reauthentication_state" not in client.session


@pytest.mark.parametrize(
    "address", ["second/", "second/app/", "second/codes/", "second/codes/new/", "again/"]
)
def test_a_visitor_is_sent_to_sign_in_without_a_session(client: Client, address: str) -> None:
    for answer in (client.get(f"/account/{address}"), client.post(f"/account/{address}", {"code": "1"})):
        assert answer["Location"].startswith("/account/sign-in/")
        assert not answer.cookies
    assert not Session.objects.exists()


def test_a_session_that_is_over_leaves_no_row(dana: Person, client: Client) -> None:
    signed_in(dana, client)
    forget_sessions(timezone.now() + timedelta(hours=11))
    assert Session.objects.exists()
    forget_sessions(timezone.now() + timedelta(hours=13))
    assert not Session.objects.exists()
