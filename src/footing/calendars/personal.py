"""What is kept of a therapist's calendars elsewhere: addresses and busy times, nothing of what is in them."""

from django.utils.translation import gettext_lazy as _

from footing.calendars.models import BusyTime, Feed, OwnCalendar
from footing.vault.registry import Policy, declare

UNTIL = _("Until you take the calendar away, or your sign-in ends.")
INNER = frozenset({"id", "holder"})

declare(
    Feed,
    Policy(
        _("A calendar that you added"), UNTIL, left_out=INNER | {"next_at", "whole_at"},
        words={
            "therapist": _("whose"), "kind": _("from"), "kind=address": _("an address"), "kind=file": _("a file"),
            "source": _("which"), "source.name": _("name"), "source.address": _("address"),
            "source.etag": _("its server's mark"), "source.modified": _("last changed there"),
            "limit_hours": _("hours until times close"), "added_at": _("added"), "tried_at": _("last tried"),
            "read_at": _("last read"), "failing_since": _("failing since"), "trouble": _("why"),
            "closes_at": _("times close"), "unread": _("entries that made no sense"),
        },
    ),
)  # fmt: skip
declare(
    BusyTime,
    Policy(
        _("A time at which you are busy"), _("Until two days after it, or until you take the calendar away."),
        "calendars.forget", left_out=frozenset({"id"}), brief=True,
        words={
            "therapist": _("whose"), "feed": _("from which calendar"), "start": _("from, counted in fives since 1970"),
            "end": _("to, counted in fives since 1970"),
        },
    ),
)  # fmt: skip
declare(
    OwnCalendar,
    Policy(
        _("The secret address for your own calendar"), _("Until your sign-in ends."),
        left_out=INNER | {"code", "link_version"}, words={"therapist": _("whose"), "made_at": _("made")},
    ),
)  # fmt: skip
