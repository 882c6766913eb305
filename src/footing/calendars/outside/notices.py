"""Tell a therapist that a calendar of theirs cannot be read: by mail, where they gave an address for it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from footing.accounts.contact import contact_of
from footing.calendars.outside.models import Feed
from footing.outbox import services as outbox

# A server that is down for some minutes is no news.
PATIENCE = timedelta(hours=1)


def tell(feed: Feed, *, now: datetime) -> None:
    """Write once when it has failed for an hour, and once when hours close. `tried_at` is still the try before."""
    before = feed.tried_at or feed.added_at
    since = feed.failing_since or now
    for kind, moment, text in (
        ("failing", since + PATIENCE, _("A calendar that you added could not be read for an hour.")),
        ("closed", feed.closes_at, _("A calendar that you added could not be read. No times are offered now.")),
    ):  # fmt: skip
        if moment is not None and before < moment <= now:
            _mail(feed, kind, since, text)


def _mail(feed: Feed, kind: str, since: datetime, text: str) -> None:
    contact = contact_of(feed.holder)
    if contact["how"] != "mail":
        return
    look = _("See what to do here: {page}").format(page=f"{settings.FOOTING_URL}/desk/calendars/")
    outbox.enqueue(
        holder=feed.holder,
        kind=f"calendars.{kind}",
        key=f"feed:{feed.id}:{kind}:{since.timestamp():.0f}",
        to=contact["address"],
        subject=_("About your calendar"),
        body="\n\n".join((text, look, _("Please do not answer this mail. Nobody reads the answers."))),
    )
