"""Times to which nobody came: marked by staff, never shown to the guest as a reproach; counts of ten or more."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count as Counted
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from footing.booking.errors import InvalidError
from footing.booking.models import Booking
from footing.booking.queries import bookings
from footing.booking.reminders import mail
from footing.booking.reminders.models import NoShow, Reminder
from footing.booking.services import claims

FEWEST = 10


@dataclass(frozen=True)
class Count:
    """Of so many times that are over, so many to which nobody came."""

    times: int
    missed: int

    @property
    def shown(self) -> bool:
        """Whether there are enough of them to say it."""
        return self.times >= FEWEST


def mark(*, booking: Booking, by: UUID, write: bool = False, now: datetime | None = None) -> NoShow:
    """Say that the guest did not come; `write`: send the one mail, if they allow mail. A second press is the first.

    Raises InvalidError for a time that is not over or was given up.
    """
    moment = now or timezone.now()
    if booking.start > moment or bookings.is_cancelled(booking):
        raise InvalidError("booking", _("That can be said when the time is over."))

    def work() -> NoShow:
        row, _made = NoShow.objects.get_or_create(booking=booking, defaults={"by": by, "at": moment})
        if write:
            mail.missed(booking)
        return row

    return claims.in_transaction(work)


def take_back(*, booking: Booking) -> None:
    """They did come."""
    NoShow.objects.filter(booking=booking).delete()


def counts(*, now: datetime) -> tuple[Count, Count]:
    """Times that are over and were not given up: with a reminder sent for them, and without."""
    sent = Reminder.objects.filter(booking=OuterRef("pk"), sent=True, done_for=OuterRef("start"))
    over = Booking.objects.filter(end__lte=now, cancellation__isnull=True)
    over = over.annotate(reminded=Exists(sent), missed=Exists(NoShow.objects.filter(booking=OuterRef("pk"))))
    rows = over.order_by().values_list("reminded", "missed").annotate(n=Counted("id"))
    both = {(reminded, missed): n for reminded, missed, n in rows}
    with_, without = (
        Count(both.get((r, True), 0) + both.get((r, False), 0), both.get((r, True), 0)) for r in (True, False)
    )
    return with_, without
