"""What is known of reminders of one booking."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from footing.booking.models import Booking
from footing.booking.reminders import whens
from footing.booking.reminders.choices import Choice
from footing.booking.reminders.forms import RemindForm
from footing.booking.reminders.models import AHEAD, Coming, NoShow, Reminder
from footing.outbox import failures
from footing.practice.mail import may_mail
from footing.vault.private import UNREADABLE


@dataclass(frozen=True)
class Reminding:
    """For the page of a booking. `failure`: `failed`, `trying` or nothing; `coming`: said for this very start."""

    form: RemindForm
    chosen: tuple[str, ...]
    by_mail: bool
    coming: bool
    failure: str


def of(booking: Booking, *, now: datetime) -> Reminding:
    """For whoever holds the private link."""
    rows = {row.ahead: row for row in Reminder.objects.filter(booking=booking)}
    words = dict(whens.ahead())
    hours = next((row.hours for row in rows.values()), "")
    return Reminding(
        form=RemindForm(initial={"ahead": list(rows), "mail_hours": hours}),
        chosen=tuple(words[id] for id in words if id in rows),
        by_mail=may_mail(booking),
        coming=will_come(booking),
        failure=failures.of(booking.holder),
    )


def shown(booking: Booking, *, now: datetime) -> Choice | None:
    """The choice as the private page shows it: None for none, and for a time that is over, given up or without mail."""
    if booking.start <= now:
        return None
    rows = list(Reminder.objects.filter(booking=booking, booking__cancellation__isnull=True))
    with suppress(*UNREADABLE):  # whoever is being erased is shown nothing
        if rows and may_mail(booking):
            wanted = {row.ahead for row in rows}
            return Choice(tuple(id for id in AHEAD if id in wanted), rows[0].hours)
    return None


def will_come(booking: Booking) -> bool:
    """Whether the guest said that they will come, at the start that it has now."""
    return Coming.objects.filter(booking=booking, start=booking.start).exists()


def did_not_come(booking: Booking) -> bool:
    """Whether staff wrote down that the guest did not come."""
    return NoShow.objects.filter(booking=booking).exists()
