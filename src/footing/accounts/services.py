"""Writes of people: make, set a pass phrase, close."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from footing.accounts import notices, phrases, sittings, watch
from footing.accounts.models import Person
from footing.accounts.names import fold, login_of
from footing.vault import keys


class NameTakenError(Exception):
    """Somebody signs in under this name already."""


def make_person(*, name: str, passphrase: str) -> Person:
    """Make a person with a key of their own. Raises NameTakenError, ValidationError for a weak pass phrase."""
    phrases.check(passphrase, name=name)
    login = check_name(name)
    holder = keys.make_holder()
    person = Person(id=holder, holder=holder, login=login, name=name.strip(), created_at=timezone.now())
    person.set_password(passphrase)
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError as error:
        raise NameTakenError from error
    return person


def check_name(name: str) -> str:
    """The login of a name that nobody has. Raises NameTakenError."""
    login = login_of(name)
    if not fold(name) or Person.objects.filter(login=login).exists():
        raise NameTakenError
    return login


def change_passphrase(*, person: Person, passphrase: str) -> None:
    """Set another pass phrase and leave a notice. Raises ValidationError for a weak one."""
    phrases.check(passphrase, name=person.name)
    person.set_password(passphrase)
    with transaction.atomic():
        person.save(update_fields=["password"])
        notices.tell(person=person.id, kind="passphrase")
    watch.note("passphrase-changed", person)


def close(*, person: Person) -> None:
    """Shut a person out at once: their sessions end, and no way to sign in is left."""
    with transaction.atomic():
        Person.objects.filter(pk=person.pk).update(is_active=False)
        sittings.end(person=person.id)
