"""Take a guest's booking into one's account, once, with its code and token."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from footing.booking.errors import InvalidError
from footing.booking.models import Owner
from footing.booking.queries import bookings


def own(*, person: UUID, code: str, token: str) -> None:
    """Say that a booking is this person's; a second time changes nothing.

    Raises UnknownError for a wrong code or token, InvalidError where it is another person's already.
    """
    booking = bookings.opened(code=code, token=token)
    try:
        with transaction.atomic():
            row, _made = Owner.objects.get_or_create(
                booking=booking, defaults={"person_id": person, "at": timezone.now()}
            )
    except IntegrityError:
        row = Owner.objects.get(booking=booking)
    if row.person_id != person:
        raise InvalidError("code", _("This booking is kept in an account already. If it is yours, call us."))
