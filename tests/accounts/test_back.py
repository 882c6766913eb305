"""A forgotten pass phrase: a paper code, or the practice and three days, or nothing. Known and unknown are alike."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.utils import timezone

from footing.accounts import returns, services
from footing.accounts.models import Person, Return
from tests.conftest import OwnClient
from tests.everywhere.rows import rows
from tests.people import PASSPHRASE, World, make_world, signed_in

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
FRESH = "nine brighter stepping stones"


@pytest.fixture
def alice() -> Person:
    return services.make_person(name="Alice", passphrase=PASSPHRASE)


@pytest.fixture
def world() -> World:
    return make_world()


def paper(person: Person) -> list[str]:
    return RecoveryCodes.activate(person).get_unused_codes()


def back(code: str, name: str = "Alice", passphrase: str = FRESH) -> Any:
    return OwnClient().post("/account/back/", {"name": name, "code": code, "passphrase": passphrase})


def asked(name: str = "Alice") -> Any:
    return OwnClient().post("/account/back/", {"ask": "1", "a-name": name})


def code_in(answer: Any) -> str:
    return re.findall(r'<p class="code">([^<]+)</p>', answer.content.decode())[0]


def confirmed(world: World, code: str) -> Any:
    return signed_in(world.erin, OwnClient()).post("/account/confirm/", {"code": code, "known": "on"})


def sign_in(passphrase: str) -> Any:
    return OwnClient().post("/account/sign-in/", {"login": "Alice", "password": passphrase})


def later(**by: int) -> None:
    Return.objects.update(
        asked_at=timezone.now() - timedelta(**by), confirmed_at=timezone.now() - timedelta(**by)
    )


def test_a_paper_code_sets_a_new_pass_phrase_once_and_ends_every_sign_in(alice: Person) -> None:
    code, open_session = paper(alice)[0], signed_in(alice, OwnClient())
    answer = back(code)
    assert "Your new pass phrase is set." in OwnClient().get(answer["Location"]).content.decode()
    assert open_session.get("/today/").status_code == 302
    assert sign_in(FRESH)["Location"] == "/today/"
    assert back(code).status_code == 422


def test_a_second_factor_is_still_asked_after_coming_back(alice: Person) -> None:
    TOTP.activate(alice, generate_totp_secret())
    back(paper(alice)[0])
    assert sign_in(FRESH)["Location"] == "/account/code/"


def test_the_practice_lets_somebody_in_after_three_days_with_one_code_in_two_presses(
    alice: Person, world: World
) -> None:
    code = code_in(asked())
    assert back(code).status_code == 422
    assert "Confirmed." in confirmed(world, code.lower()).content.decode()
    later(hours=71)
    assert back(code).status_code == 422
    later(hours=73)
    assert back(code).status_code == 302
    assert sign_in(FRESH).status_code == 302
    assert back(code).status_code == 422
    assert confirmed(world, code).status_code == 422


def test_whoever_is_signed_in_sees_it_and_stops_it(alice: Person, world: World) -> None:
    client = signed_in(alice, OwnClient())
    code = code_in(asked())
    assert 'href="/account/"' in client.get("/today/").content.decode()
    assert "Somebody asked the practice" in client.get("/account/").content.decode()
    confirmed(world, code)
    client.post("/account/stop/")
    later(hours=100)
    assert back(code).status_code == 422
    assert "Somebody asked the practice" not in client.get("/account/").content.decode()


def test_nobody_stops_or_sees_what_concerns_another(alice: Person, world: World) -> None:
    code = code_in(asked())
    charlie = signed_in(world.charlie, OwnClient())
    charlie.post("/account/stop/")
    assert "Somebody asked" not in charlie.get("/account/").content.decode()
    assert "Confirmed." in confirmed(world, code).content.decode()


@pytest.mark.parametrize("who", ["charlie", "dana", "femi"])
def test_only_a_manager_confirms(alice: Person, world: World, who: str) -> None:
    client = signed_in(getattr(world, who), OwnClient())
    for method in ("get", "post"):
        answer = getattr(client, method)("/account/confirm/", {"code": code_in(asked()), "known": "on"})
        assert answer.status_code == 404
        cache.clear()
    assert not Return.objects.filter(confirmed_at__isnull=False).exists()
    assert OwnClient().get("/account/confirm/").status_code == 302


def test_the_manager_says_that_they_know_the_person_and_sees_no_name(alice: Person, world: World) -> None:
    erin, code = signed_in(world.erin, OwnClient()), code_in(asked())
    assert erin.post("/account/confirm/", {"code": code}).status_code == 422
    page = erin.post("/account/confirm/", {"code": code, "known": "on"}).content.decode()
    assert "Alice" not in page


def test_known_and_unknown_names_get_the_same_pages_and_the_same_rows(alice: Person, world: World) -> None:
    def shape(answer: Any, name: str) -> tuple[int, str]:
        page = answer.content.decode().replace(f'value="{name}"', "")
        return answer.status_code, re.sub(r'<p class="code">[^<]+</p>', "", page)

    paper(alice)
    names = ("Alice", "Zoe Nobody")
    assert len({shape(asked(name), name) for name in names}) == 1
    assert Return.objects.count() == 2
    for code in ("12345678", "ABCDE-23456"):
        assert len({shape(back(code, name), name) for name in names}) == 1
    for row in Return.objects.all():
        code = "ABCDE-2345" + "67"[row.person_id is None]
        row.code_hash = returns._hash(code)
        row.save()
        assert "Confirmed." in confirmed(world, code).content.decode()


def test_with_neither_it_says_so(client: Any) -> None:
    page = client.get("/account/back/").content.decode()
    assert "there is no way back to what you kept" in page
    assert 'href="/account/back/"' in client.get("/account/sign-in/").content.decode()


@pytest.mark.parametrize("sent", [{}, {"ask": "1"}, {"name": "Alice", "code": "1", "passphrase": "short"}])
def test_bad_input_comes_back(alice: Person, sent: dict[str, str]) -> None:
    answer = OwnClient().post("/account/back/", sent)
    assert answer.status_code == 422
    assert answer.content.decode().count('role="alert"') == 1


def test_codes_cannot_be_tried_in_numbers_from_many_places(alice: Person) -> None:
    paper(alice)
    codes = []
    for n in range(12):
        sent = {"name": "Alice", "code": str(n), "passphrase": FRESH}
        codes.append(OwnClient().post("/account/back/", sent, REMOTE_ADDR=f"198.51.100.{n}").status_code)
    assert codes == [422] * 10 + [429] * 2


def test_no_code_lies_in_a_row_and_old_requests_are_swept(alice: Person) -> None:
    code = code_in(asked())
    table = repr(rows())
    assert code not in table
    assert code.replace("-", "") not in table
    assert returns.sweep(now=timezone.now() + timedelta(days=15)) == 1
