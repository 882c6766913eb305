"""One number of the check can stand for more than one person: what was answered of one holds beside the next."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from footing.accounts.models import Person
from footing.accounts.services import make_person
from footing.check import queries as check
from footing.core.gate import State
from footing.safety import queries, services
from footing.safety.models import Kept
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
ONE, SEVERAL, NOBODY = 1, 2, 5
OPEN = queries.Opening(frozenset({State.MENDED, State.NO_SIGN}), frozenset(State))


@pytest.fixture
def alice() -> Person:
    return make_person(name="Alice", passphrase=PASSPHRASE)


def answered(person: Person, about: int, code: str, *, now: datetime) -> None:
    services.keep(person=person.id, state={"safety": {str(about): code}}, now=now)


def test_what_is_said_of_one_partner_opens_nothing_about_another_for_thirty_days(alice: Person) -> None:
    now = timezone.now()
    answered(alice, SEVERAL, "U.", now=now)
    answered(alice, SEVERAL, "O.", now=now + timedelta(days=1))
    for days, open_ in ((2, False), (29, False), (31, True)):
        assert queries.opens(alice.id, SEVERAL, OPEN, now=now + timedelta(days=days)) is open_


@pytest.mark.parametrize("order", [("U.", "O."), ("O.", "U."), ("N.", "O."), ("H.", "P+")])
def test_the_stricter_one_decides_in_either_order(alice: Person, order: tuple[str, str]) -> None:
    now = timezone.now()
    for code in order:
        answered(alice, SEVERAL, code, now=now)
    assert not queries.opens(alice.id, SEVERAL, OPEN, now=now)


def test_of_the_one_partner_the_later_answer_takes_the_place_of_the_earlier(alice: Person) -> None:
    now = timezone.now()
    for code in ("U.", "O."):
        answered(alice, ONE, code, now=now)
    assert queries.kept(alice.id, now=now) == {ONE: {State.NO_SIGN}}
    assert Kept.objects.count() == 1


def test_the_number_of_rows_says_how_often_was_answered_and_not_what(alice: Person) -> None:
    now = timezone.now()
    for code in ("O.", "O.", "U."):
        answered(alice, SEVERAL, code, now=now)
    assert Kept.objects.count() == 3
    answered(alice, SEVERAL, "O.", now=now + timedelta(days=31))
    assert Kept.objects.count() == 1


def test_mutant_a_later_answer_that_takes_the_place_of_the_earlier_is_found(
    alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "is_several", lambda about: False)
    now = timezone.now()
    for code in ("U.", "O."):
        answered(alice, SEVERAL, code, now=now)
    assert queries.opens(alice.id, SEVERAL, OPEN, now=now)


def test_every_number_but_the_partner_and_nobody_can_stand_for_more_than_one() -> None:
    found = {whom.id for whom in check.abouts() if queries.is_several(str(whom.id))}
    assert found == {whom.id for whom in check.abouts()} - {ONE, NOBODY}
