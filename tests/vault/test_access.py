"""The log of looks in words: who did what, in a form that fits whoever it was."""

from uuid import uuid4

import pytest
from django.utils import translation

from footing.vault import access

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])


def test_what_one_did_oneself_is_said_in_the_form_that_goes_with_you() -> None:
    alice, dana = uuid4(), uuid4()
    for who, action in ((alice, "cancel"), (dana, "look")):
        access.record(actor=who, subjects=[alice], kind="booking", action=action, purpose="day")
    found = {look.who: look.what for look in access.looks(alice)}
    assert found["You"] == "gave your booked time up"
    with translation.override("fr"):
        own = {look.who: look.what for look in access.looks(alice)}
    assert own.pop("Vous") == "avez annulé votre rendez-vous"
    assert list(own.values()) == ["a regardé votre rendez-vous, dans la liste d'un jour"]
    assert access.looks(dana) == []
