"""Become a client: an account, with what was just done kept in it."""

from typing import Any

from footing.accounts import names
from footing.accounts import services as accounts
from footing.accounts.models import Person
from footing.plan import services as plan


def begin(*, name: str, passphrase: str, state: dict[str, Any]) -> Person:
    """Make the account and keep the state. Raises NameTakenError, ValidationError for a weak pass phrase.

    A name that is not given out is refused after the same look at the table as one that is taken.
    """
    accounts.check_name(name)
    if not names.is_free(name):
        raise accounts.NameTakenError
    person = accounts.make_person(name=name, passphrase=passphrase)
    plan.keep(person=person.id, state=state)
    return person
