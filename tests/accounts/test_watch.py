"""What whoever runs the server reads of sign-ins: of those who work here by number, of clients nothing."""

import re
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.core.management import call_command

from footing.accounts import services
from footing.design import events
from tests.conftest import OwnClient
from tests.people import PASSPHRASE, World, make_world, signed_in

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
WRONG = "wrong stones and tea"


@pytest.fixture
def world() -> World:
    cache.clear()
    return make_world()


@pytest.fixture
def lines(world: World, caplog: pytest.LogCaptureFixture) -> Any:
    """The security events so far."""
    caplog.clear()
    return lambda: [r.getMessage() for r in caplog.records if r.name == "footing.security"]


def sign_in(name: str, passphrase: str = PASSPHRASE) -> OwnClient:
    client = OwnClient()
    client.post("/account/sign-in/", {"login": name, "password": passphrase})
    return client


def test_a_sign_in_of_staff_a_failed_one_and_the_end_are_lines(world: World, lines: Any) -> None:
    who = world.erin.pk
    sign_in("Erin", WRONG)
    sign_in("Erin").post("/account/sign-out/")
    assert lines() == [
        f"event=sign-in-failed who={who} by=passphrase",
        f"event=sign-in who={who}",
        f"event=sign-out who={who}",
    ]


def test_of_clients_and_of_names_that_nobody_has_there_is_no_line(world: World, lines: Any) -> None:
    sign_in("Charlie", WRONG)
    sign_in("Charlie").post("/account/sign-out/")
    sign_in("Nobody Canary", WRONG)
    signed_in(world.charlie, OwnClient()).get("/desk/")
    services.change_passphrase(person=world.charlie, passphrase="seven stairs and a kettle")
    assert lines() == []


def test_a_known_and_an_unknown_name_cost_the_same_questions(
    world: World, django_assert_num_queries: Any
) -> None:
    """Else the time of the answer would tell who has an account."""
    from footing.accounts import watch
    from footing.accounts.names import login_of

    for name in ("Charlie", "Nobody"):
        with django_assert_num_queries(3):
            watch.failed(login_of(name))


def test_second_factors_of_staff_are_lines_when_they_change_and_when_they_are_wrong(
    world: World, lines: Any
) -> None:
    client, who = signed_in(world.erin, OwnClient()), world.erin.pk
    TOTP.activate(world.erin, generate_totp_secret())
    client.post("/account/code/again/", {"code": "000000"})
    client.post("/account/again/", {"password": WRONG})
    assert f"event=sign-in-failed who={who} by=totp" in lines()
    assert f"event=sign-in-failed who={who} by=passphrase-again" in lines()


def test_a_changed_factor_and_pass_phrase_are_lines(world: World, lines: Any) -> None:
    from allauth.mfa.models import Authenticator
    from allauth.mfa.signals import authenticator_removed

    made = Authenticator(user=world.dana, type=Authenticator.Type.TOTP, data={})
    authenticator_removed.send(Authenticator, request=None, user=world.dana, authenticator=made)
    services.change_passphrase(person=world.dana, passphrase="seven stairs and a kettle")
    assert lines() == [
        f"event=second-factor-changed who={world.dana.pk} kind=totp",
        f"event=passphrase-changed who={world.dana.pk}",
    ]


def test_a_sign_in_that_is_ended_says_who_and_by_whom_and_the_next_try_is_a_line(
    world: World, lines: Any
) -> None:
    from footing.desk import seats
    from footing.desk.access import Staff

    seats.end(staff=Staff(world.erin, None, True), person=world.dana)
    call_command("close", "Femi")
    sign_in("Dana")
    assert lines()[0] == f"event=sign-in-closed who={world.dana.pk} by={world.erin.pk}"
    assert lines()[1] == f"event=sign-in-closed who={world.femi.pk} by=command"
    assert lines()[2].startswith(f"event=sign-in-failed who={world.dana.pk} by=")


def test_too_many_tries_are_one_line_and_name_nobody(world: World, lines: Any) -> None:
    for _ in range(9):
        sign_in("Charlie", WRONG)
    assert lines() == ["event=limit-met what=sign-in"]


def test_staff_who_ask_for_what_is_not_theirs_are_a_line_by_route(world: World, lines: Any) -> None:
    answer = signed_in(world.femi, OwnClient()).get(f"/desk/booking/{world.booking.pk}/")
    assert answer.status_code in {403, 404}
    (line,) = [line for line in lines() if "refused" in line]
    assert re.fullmatch(rf"event=refused who={world.femi.pk} status=40[34] at=desk/\S+", line)
    assert str(world.booking.pk) not in line


def test_a_form_from_elsewhere_is_one_line_a_minute(world: World, lines: Any) -> None:
    for _ in range(5):
        OwnClient().post("/contact/", {"name": "Canary"}, HTTP_SEC_FETCH_SITE="cross-site")
    assert lines() == ["event=form-from-elsewhere"]


@pytest.mark.parametrize("fact", ["two words", "Canary", "a\nb", "", "x=y", "é"])
def test_a_fact_that_could_be_somebodys_own_word_is_refused(fact: str) -> None:
    with pytest.raises(ValueError, match="sign-in"):
        events.note("sign-in", who=fact)
