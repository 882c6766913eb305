"""Back in after a forgotten pass phrase: by a paper code, or through the practice and three days of waiting.

A new pass phrase is all that either gives: whoever has an app or a passkey is asked for it at the next sign-in.
"""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from footing.accounts import phrases, services, sittings
from footing.accounts.models import Person, Return
from footing.accounts.names import login_of
from footing.vault.secrets import derive

WAIT, LIFE = timedelta(hours=72), timedelta(days=14)
# Without 0 O 1 I L U: nothing that is misread, no words.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10


class ReturnError(Exception):
    """The name and the code do not let anybody in: one answer for every reason."""


def ask(*, name: str) -> str:
    """Ask the practice to be let back in; returns the code to take there. The same for a name that nobody has."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    person = Person.objects.filter(login=login_of(name), is_active=True).first()
    Return.objects.create(person=person, code_hash=_hash(code), asked_at=timezone.now())
    return code


def confirm(*, code: str, by: UUID) -> bool:
    """The practice knows who asks: the wait begins. False for a code that is unknown, old or stopped."""
    now = timezone.now()
    return bool(
        _open(now)
        .filter(code_hash=_hash(code), confirmed_at__isnull=True)
        .update(confirmed_at=now, confirmed_by=by)
    )


def asked(person: UUID) -> list[Return]:
    """Requests for a person's account that could still let somebody in."""
    return list(_open(timezone.now()).filter(person_id=person).order_by("asked_at"))


def stop(*, person: UUID) -> None:
    """Somebody who is signed in says no to all of them."""
    _open(timezone.now()).filter(person_id=person).update(stopped_at=timezone.now())


def come_back(*, name: str, code: str, passphrase: str) -> None:
    """Set a new pass phrase with a paper code or a confirmed request; every sign-in ends.

    Raises ValidationError for a weak pass phrase, ReturnError for everything else.
    """
    phrases.check(passphrase, name=name)
    person = Person.objects.filter(login=login_of(name), is_active=True).first()
    if not (_by_request(person, code) or _by_paper(person, code)):
        raise ReturnError
    assert person is not None  # noqa: S101 (both ways need one)
    services.change_passphrase(person=person, passphrase=passphrase)
    sittings.end(person=person.id)


def sweep(*, now: datetime) -> int:
    """Delete requests whose time is over."""
    return Return.objects.filter(asked_at__lt=now - LIFE).delete()[0]


def _by_request(person: Person | None, code: str) -> bool:
    """Use up a request that was confirmed long enough ago."""
    now = timezone.now()
    ripe = _open(now).filter(code_hash=_hash(code), confirmed_at__lte=now - WAIT)
    return bool(ripe.filter(person__isnull=False, person=person).update(used_at=now))


def _by_paper(person: Person | None, code: str) -> bool:
    """Use up a paper code."""
    rows = Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES)
    with transaction.atomic():
        return any(row.wrap().validate_code(code.strip()) for row in rows)


def _open(now: datetime) -> QuerySet[Return]:
    return Return.objects.filter(asked_at__gt=now - LIFE, stopped_at__isnull=True, used_at__isnull=True)


def _hash(code: str) -> str:
    tidy = "".join(c for c in code.upper() if c in ALPHABET)
    key = derive(settings.FOOTING_KEY, "return-code")
    return hmac.digest(key, tidy.encode(), hashlib.sha256).hex()
