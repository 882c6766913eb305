"""Writes of the practice: receive what somebody sends, and each step that the practice takes with it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from footing.accounts import owning
from footing.accounts.models import Person
from footing.outbox.models import Message
from footing.practice import letters, mail, policies, queries
from footing.practice.answering import answer_by
from footing.practice.models import (
    Answer,
    Assignment,
    Closing,
    Consent,
    Conversion,
    Inquiry,
    Owner,
    Therapist,
)
from footing.vault import codes, keys, links

BATCH = 500


class DoneError(Exception):
    """Closed or booked already: nothing more is done with it."""


@dataclass(frozen=True)
class Letter:
    """What somebody sends. `contact` and `wish` as Inquiry keeps them; `body` is the whole form as sent.

    `texts`: what they agreed to, where somebody writes by themselves.
    """

    kind: str
    name: str
    contact: dict[str, str | bool]
    wish: dict[str, object] = field(default_factory=dict)
    therapist: Therapist | None = None
    body: bytes = b""
    texts: tuple[policies.Policy, ...] = ()


def receive(*, letter: Letter, now: datetime | None = None) -> Inquiry:
    """Write it down under a key of its own, with consents and the day of the answer; once for one form."""
    moment = now or timezone.now()
    repeat = links.fingerprint("inquiry-repeat", letter.body)
    if found := Inquiry.objects.filter(repeat=repeat).first():
        return found
    holder = keys.make_holder()
    try:
        with transaction.atomic():
            return _write(letter, holder, repeat, moment)
    except IntegrityError:
        # The same press a moment faster; the key without a row goes with the daily sweep.
        return Inquiry.objects.get(repeat=repeat)


def _write(letter: Letter, holder: UUID, repeat: str, now: datetime) -> Inquiry:
    rules, today = policies.rules(), now.astimezone(ZoneInfo(queries.zone())).date()
    inquiry = Inquiry.objects.create(
        holder=holder,
        code=codes.new_code(),
        kind=letter.kind,
        therapist=letter.therapist,
        received_at=now,
        answer_by=answer_by(
            today, working_days=rules["working_days"], weekdays=rules["weekdays"], closed=rules["closed"]
        ),
        repeat=repeat,
        name=letter.name,
        contact=letter.contact,
        wish=letter.wish,
    )
    Consent.objects.bulk_create(
        Consent(inquiry=inquiry, policy=p.id, version=p.version, text_hash=p.text_hash, at=now)
        for p in letter.texts or policies.current()
    )
    mail.received(inquiry)
    return inquiry


def assign(*, inquiry: Inquiry, owner: Person, by: UUID, now: datetime | None = None) -> Assignment:
    """Say whose it is. Raises DoneError."""
    with transaction.atomic():
        _open(inquiry)
        return Assignment.objects.create(inquiry=inquiry, owner=owner, by=by, at=now or timezone.now())


def answer(*, inquiry: Inquiry, text: str, by: UUID, now: datetime | None = None) -> Answer:
    """Keep what is said; it leaves by mail only where they allowed that. Raises DoneError."""
    with transaction.atomic():
        _open(inquiry)
        given = Answer.objects.create(
            holder=inquiry.holder, inquiry=inquiry, way="mail" if mail.may_mail(inquiry) else "phone",
            text=text, by=by, at=now or timezone.now(),
        )  # fmt: skip
        mail.answered(given)
    return given


def convert(*, inquiry: Inquiry, booking: UUID, by: UUID, now: datetime | None = None) -> Conversion:
    """Note the booking that it became; the same booking noted twice is once. Raises DoneError."""
    with transaction.atomic():
        known = Conversion.objects.filter(inquiry=inquiry, booking=booking).first()
        if known is None:
            _open(inquiry)
            known = Conversion.objects.create(
                inquiry=inquiry, booking=booking, by=by, at=now or timezone.now()
            )
    return known


def close(*, inquiry: Inquiry, reason: str, by: UUID, now: datetime | None = None) -> Closing:
    """End it without a booking. Raises DoneError."""
    with transaction.atomic():
        _open(inquiry)
        return Closing.objects.create(inquiry=inquiry, reason=reason, by=by, at=now or timezone.now())


def renew_link(*, code: str, token: str) -> Inquiry:
    """Make a new private link; the old one is dead from now on. Raises links.UnknownError."""
    with transaction.atomic():
        inquiry = letters.opened(code=code, token=token, for_update=True)
        inquiry.link_version += 1
        inquiry.save(update_fields=["link_version"])
    return inquiry


def stop_mail(*, code: str, token: str) -> Inquiry:
    """Write no more mail about it, and take back what waits. Raises links.UnknownError."""
    with transaction.atomic():
        inquiry = letters.opened(code=code, token=token, for_update=True)
        inquiry.contact = {**inquiry.contact, "may_mail": False}
        inquiry.save(update_fields=["contact"])
        mail.withdraw(inquiry)
    return inquiry


def own(*, person: UUID, code: str, token: str) -> None:
    """Take it into a person's account; a second time changes nothing.

    Raises links.UnknownError for a wrong code or token, links.OwnedError where it is another person's already.
    """
    sentence = _("This is kept in an account already. If it is yours, call us.")
    owning.take(Owner, person=person, anothers=sentence, inquiry=letters.opened(code=code, token=token))


def forget(*, now: datetime, keep: timedelta) -> int:
    """Delete what was last answered, booked or closed longer ago than `keep`; what waits stays.

    Rows go first: a stop between leaves a key without a row, which the daily sweep takes.
    """
    old = queries.done_before(now - keep).values_list("id", "holder")
    gone = 0
    while found := list(old[:BATCH]):
        with transaction.atomic():
            Message.objects.filter(holder__in=[holder for _, holder in found]).delete()
            Inquiry.objects.filter(id__in=[id for id, _ in found]).delete()
        for _id, holder in found:
            keys.erase(holder)
        gone += len(found)
    return gone


def _open(inquiry: Inquiry) -> None:
    """Lock the row, so that two who end it at once do so one after the other."""
    row = Inquiry.objects.select_for_update().get(id=inquiry.id)
    if queries.state(row) in queries.DONE:
        raise DoneError
