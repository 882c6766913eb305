"""Sign-ins that are going on: begun, listed, ended. And what a sign-in brings along from the page before it.

`here`, `but`, `before` and `after` are cookie values; rows know their keyed hashes only.
"""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from footing.accounts import homes
from footing.accounts.limits import BEGAN, SEEN, SHARED, over
from footing.accounts.models import Person, Sitting
from footing.accounts.sessions import row_key

# What somebody brought to the sign-in, sealed: a visitor's state, or a form that came after the end of a session.
CARRIED, HELD = "carried", "held"


@dataclass(frozen=True)
class Shown:
    """A sign-in as its person sees it."""

    id: UUID
    began: datetime
    seen: datetime
    here: bool


def begin(request: HttpRequest, person: Person) -> None:
    """Note what the limits of a session need to know, and list it."""
    request.session[homes.HOME] = homes.of(person)
    request.session[BEGAN] = request.session[SEEN] = time.time()
    if not request.session.session_key:
        request.session.create()
    key = row_key(request.session.session_key)
    Sitting.objects.update_or_create(session_key=key, defaults={"person": person, "began_at": timezone.now()})


def going_on(*, person: UUID, here: str | None) -> list[Shown]:
    """A person's live sign-ins, this one first. Sessions that are over by their limits are left out."""
    known = {sitting.session_key: sitting for sitting in Sitting.objects.filter(person_id=person)}
    found = []
    for session in Session.objects.filter(session_key__in=known, expire_date__gt=timezone.now()):
        data, sitting = session.get_decoded(), known[session.session_key]
        if data and not over(data, time.time()):
            seen = datetime.fromtimestamp(data[SEEN], UTC)
            found.append(Shown(sitting.id, sitting.began_at, seen, session.session_key == row_key(here)))
    return sorted(found, key=lambda shown: (not shown.here, -shown.seen.timestamp()))


def end(*, person: UUID, sitting: UUID | None = None, but: str | None = None) -> int:
    """End one of a person's sign-ins, or all (but one session's); returns how many. Others' are not touched."""
    rows = Sitting.objects.filter(person_id=person).exclude(session_key=row_key(but))
    if sitting is not None:
        rows = rows.filter(id=sitting)
    sessions = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=sessions).delete()
    rows.delete()
    return len(sessions)


def end_all() -> int:
    """End every session of everybody; returns how many sign-ins that were."""
    Session.objects.all().delete()
    return Sitting.objects.all().delete()[0]


def follow(*, before: str | None, after: str | None) -> None:
    """A session got a new key."""
    Sitting.objects.filter(session_key=row_key(before)).update(session_key=row_key(after))


def renew(request: HttpRequest) -> None:
    """Give the session another key; it stays the same sign-in."""
    before = request.session.session_key
    request.session.cycle_key()
    follow(before=before, after=request.session.session_key)


def forget(request: HttpRequest) -> None:
    """Take a session that ends off the list."""
    Sitting.objects.filter(session_key=row_key(request.session.session_key)).delete()


def share(request: HttpRequest, *, shared: bool) -> None:
    """Others use this device too: the session ends sooner when nobody uses it."""
    request.session[SHARED] = shared


def sweep(*, now: datetime) -> int:
    """Delete sessions that are over and sign-ins without a session; returns how many of these."""
    Session.objects.filter(expire_date__lt=now).delete()
    return Sitting.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()[0]
