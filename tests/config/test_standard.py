"""Rows of the list in `docs/asvs.csv` that no other test shows: headers, cookies, sign-ins, pass phrases, addresses."""

import re
import time
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory

from footing.accounts import services
from footing.accounts.models import Person, Sitting
from footing.config import settings as settings_file
from footing.design.middleware import CSP
from footing.vault import visitors
from tests import addresses
from tests.conftest import OwnClient
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
OTHER = "eight louder stepping stones"
NEUTRAL = {"same-origin", "no-referrer"}


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def alice() -> Person:
    return services.make_person(name="Alice", passphrase=PASSPHRASE)


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def sign_in(client: Client, passphrase: str = PASSPHRASE, name: str = "Alice", **more: str) -> Any:
    return client.post("/account/sign-in/", {"login": name, "password": passphrase, **more})


# The one page that a feed reader may keep for a while.
KEPT = {"/learn/feed/": "public, max-age=300"}


def carries_every_header(answer: Any, address: str) -> None:
    assert answer["Content-Security-Policy"] == CSP, address
    assert not [name for name in answer.headers if name.startswith("Access-Control")], address
    assert answer["X-Content-Type-Options"] == "nosniff", address
    assert answer["Referrer-Policy"] in NEUTRAL, address
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin", address
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin", address
    assert KEPT.get(address, "no-store") in answer["Cache-Control"], address
    if answer["Content-Type"].startswith("text/"):
        assert answer["Content-Type"].endswith("charset=utf-8"), address


def test_every_answer_to_a_get_carries_every_header_and_opens_itself_to_no_other_site() -> None:
    client, seen = OwnClient(headers={"Origin": "https://else.example"}), set()
    for address in addresses.every():
        answer = client.get(address)
        carries_every_header(answer, address)
        seen.add(answer.status_code)
    assert {200, 302, 404, 405} <= seen


@pytest.mark.parametrize("address", ["/team/", "/nothing-here/", "/api/v1/bookings", "/desk/profile/photo/"])
def test_a_refusal_at_the_door_carries_every_header_too(settings: Any, address: str) -> None:
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 63_072_000, True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    secure = {"HTTP_X_FORWARDED_PROTO": "https"}
    large = OwnClient().post(address, "x" * 7_000_000, content_type="text/plain", **secure)
    foreign = OwnClient().post(address, {}, HTTP_SEC_FETCH_SITE="cross-site", **secure)
    unknown = OwnClient().get(address, HTTP_HOST="else.example", **secure)
    assert (large.status_code, unknown.status_code) == (413, 400)
    for answer in (large, foreign, unknown):
        assert answer.status_code >= 400
        carries_every_header(answer, address)
        assert answer["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"


def test_the_policy_allows_our_own_files_and_nothing_else() -> None:
    rules = dict(rule.split(" ", 1) for rule in CSP.split("; "))
    assert rules.pop("img-src") == "'self' data:"
    assert {rules.pop(name) for name in ("default-src", "base-uri", "frame-ancestors")} == {"'none'"}
    assert set(rules) == {"script-src", "style-src", "connect-src", "form-action"}
    assert set(rules.values()) == {"'self'"}


@pytest.mark.parametrize("address", ["/", "/api/v1/therapists", "/static/design/icon.svg", "/desk/"])
def test_trace_is_refused(address: str) -> None:
    answer = OwnClient().generic("TRACE", address, HTTP_SEC_FETCH_SITE="none", HTTP_X_CANARY="numbat")
    assert answer.status_code in {403, 405}
    assert b"numbat" not in answer.content


def test_the_one_cookie_is_bound_to_this_host_and_out_of_reach_of_script(
    alice: Person, settings: Any
) -> None:
    settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE = "__Host-s", True
    client = OwnClient()
    sign_in(client)
    (cookie,) = client.cookies.values()
    assert cookie.key == "__Host-s"
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
    assert (cookie["path"], cookie["domain"], cookie["max-age"]) == ("/", "", "")
    assert len(cookie.OutputString()) < 4096
    assert settings_file.SESSION_COOKIE_HTTPONLY
    assert settings_file.SESSION_COOKIE_SAMESITE == "Lax"


def test_the_session_that_waits_for_a_second_factor_is_not_the_one_that_is_signed_in(alice: Person) -> None:
    secret = generate_totp_secret()
    TOTP.activate(alice, secret)
    client = OwnClient()
    sign_in(client)
    waiting = client.cookies["s"].value
    client.post("/account/code/", {"code": code_of(secret)})
    assert client.get("/today/").status_code == 200
    assert client.cookies["s"].value != waiting
    assert not Session.objects.filter(session_key=waiting).exists()


def test_typing_the_pass_phrase_once_more_gives_the_session_another_name(alice: Person) -> None:
    client = OwnClient()
    sign_in(client)
    before = client.cookies["s"].value
    assert client.post("/account/again/", {"password": OTHER}).status_code == 200
    assert client.cookies["s"].value == before, "a wrong one changes nothing"
    assert client.post("/account/again/", {"password": PASSPHRASE}).status_code == 302
    after = client.cookies["s"].value
    assert after != before
    assert client.get("/account/").content.decode().count("This browser") == 1, "it is still the same sign-in"
    assert client.get("/account/kept/").status_code == 200, "and was asked just now"
    old = OwnClient()
    old.cookies["s"] = before
    assert old.get("/account/").status_code == 302
    assert (Session.objects.count(), Sitting.objects.count()) == (1, 1)


def test_a_code_once_more_gives_the_session_another_name_too(alice: Person) -> None:
    secret = generate_totp_secret()
    TOTP.activate(alice, secret)
    client = OwnClient()
    client.force_login(alice, backend="allauth.account.auth_backends.AuthenticationBackend")
    before = client.cookies["s"].value
    assert client.post("/account/code/again/", {"code": code_of(secret)}).status_code == 302
    assert client.cookies["s"].value != before
    assert client.get("/account/").status_code == 200
    assert (Session.objects.count(), Sitting.objects.count()) == (1, 1)


def test_a_session_that_somebody_else_chose_is_not_taken_up(alice: Person) -> None:
    client = OwnClient()
    client.cookies["s"] = "0123456789abcdef0123456789abcdef"
    sign_in(client)
    assert client.cookies["s"].value != "0123456789abcdef0123456789abcdef"
    assert len(client.cookies["s"].value) == 32


@pytest.mark.parametrize(
    "place", ["//else.example", "https://else.example/", "/\\else.example", "javascript:alert(1)"]
)
def test_a_sign_in_leads_to_no_other_site(alice: Person, place: str) -> None:
    assert sign_in(OwnClient(), next=place)["Location"] == "/today/"
    client = OwnClient()
    sign_in(client)
    again = client.post(f"/account/again/?next={place}", {"password": PASSPHRASE, "next": place})
    assert again["Location"] == "/today/"


def changed(client: Client, to: str) -> Any:
    return client.post("/account/phrase/", {"old": PASSPHRASE, "passphrase": to})


@pytest.mark.parametrize(
    "phrase",
    [
        "x" * 199,
        "ten  inner  spaces ",
        "пароль из слов",
        "ALLCAPITALS",
        "0975310864213579",
        "🦘🦘🦘🦘🦘🦘🦘🦘🦘🦘",
    ],
)
def test_a_pass_phrase_may_be_long_and_of_any_signs_and_counts_as_typed(alice: Person, phrase: str) -> None:
    client = OwnClient()
    sign_in(client)
    assert changed(client, phrase).status_code == 302
    assert sign_in(OwnClient(), phrase)["Location"] == "/today/"
    cache.clear()
    for other in {phrase.swapcase(), phrase[:-1], f"{phrase} ", phrase.strip()} - {phrase}:
        assert sign_in(OwnClient(), other).status_code == 422, other


@pytest.mark.parametrize("phrase", ["short", "123456789", "1234567890", "qwertyuiop", "password123"])
def test_a_short_or_a_common_pass_phrase_is_refused_wherever_one_is_chosen(
    alice: Person, phrase: str
) -> None:
    client = OwnClient()
    sign_in(client)
    assert changed(client, phrase).status_code == 422
    with pytest.raises(ValidationError):
        services.make_person(name="Zoe", passphrase=phrase)


def test_a_pass_phrase_is_masked_and_its_field_is_open_to_managers_and_paste(alice: Person) -> None:
    client = OwnClient()
    visitor = ("/account/sign-in/", "/account/new/", "/account/back/", "/account/join/")
    pages = [OwnClient().get(address).content.decode() for address in visitor]
    sign_in(client)
    pages += [client.get(address).content.decode() for address in ("/account/phrase/", "/account/again/")]
    for page in pages:
        fields = re.findall(r'<input[^>]*name="(?:password|passphrase|old)"[^>]*>', page)
        assert fields
        for field in fields:
            assert 'type="password"' in field
            assert re.search(r'autocomplete="(?:current|new)-password"', field)
            assert "onpaste" not in field


def test_a_code_of_the_app_signs_in_once(alice: Person) -> None:
    secret = generate_totp_secret()
    TOTP.activate(alice, secret)
    code = code_of(secret)
    answers = []
    for _ in range(2):
        client = OwnClient()
        sign_in(client)
        answers.append(client.post("/account/code/", {"code": code}).status_code)
    assert answers == [302, 200]


def test_a_new_installation_has_nobody_who_could_sign_in() -> None:
    assert not Person.objects.exists()


def test_nothing_that_is_sent_along_makes_more_of_an_account_than_its_form_says(settings: Any) -> None:
    chosen = "00000000-0000-4000-8000-00000000000a"
    extra = {
        "id": chosen,
        "holder": chosen,
        "is_active": "",
        "login": "x",
        "is_staff": "on",
        "is_manager": "on",
    }
    for name in ("Quokka", "Numbat", "Bilby", "Wombat", "Potoroo", "Quoll"):
        sent = {"step": "make", "name": name, "passphrase": OTHER, "old_enough": "on", **extra}
        client = OwnClient()
        if client.post("/account/new/", sent).status_code == 302:
            break
    person = Person.objects.get()
    assert (str(person.id) != chosen, str(person.holder) != chosen, person.is_active) == (True, True, True)
    assert client.get("/desk/").status_code == 404


@pytest.mark.parametrize(("proxies", "seen"), [(0, "192.0.2.7"), (1, "203.0.113.9"), (2, "198.51.100.1")])
def test_where_a_request_comes_from_is_said_by_our_own_proxies_only(
    settings: Any, proxies: int, seen: str
) -> None:
    settings.FOOTING_PROXIES = proxies
    request = RequestFactory().get(
        "/", REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR="6.6.6.6, 198.51.100.1, 203.0.113.9",
        HTTP_X_REAL_IP="6.6.6.6", HTTP_FORWARDED="for=6.6.6.6", HTTP_CLIENT_IP="6.6.6.6",
    )  # fmt: skip
    assert visitors.address(request) == seen
