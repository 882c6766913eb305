"""Take a guest's booking into one's account, once, with its code and token."""

from uuid import UUID

from django.utils.translation import gettext as _

from footing.accounts import owning
from footing.booking.models import Owner
from footing.booking.queries import bookings


def own(*, person: UUID, code: str, token: str) -> None:
    """Say that a booking is this person's; a second time changes nothing.

    Raises UnknownError for a wrong code or token, OwnedError where it is another person's already.
    """
    booking = bookings.opened(code=code, token=token)
    sentence = _("This booking is kept in an account already. If it is yours, call us.")
    owning.take(Owner, person=person, anothers=sentence, booking=booking)
