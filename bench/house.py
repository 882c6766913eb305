"""A practice of the proofs' own on either database, with nothing in it but the demo's people."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from tests import postgres
from tests.journeys import site
from tests.journeys.site import Site

DATABASES = ("sqlite", "postgres")


@contextmanager
def filled(database: str, *, therapists: int = 0) -> Iterator[Site]:
    """A site with the demo and more therapists; nothing serves it yet. Raises NoPostgresError."""
    with ExitStack() as stack:
        settings = {}
        if database == "postgres":
            address = stack.enter_context(postgres.cluster())
            settings = site.own_databases(address)
        made = site.prepared(settings=settings)
        stack.callback(shutil.rmtree, made.data, ignore_errors=True)
        if therapists:
            made.run("demo", "--therapists", str(therapists))
        yield made


def lift(site: Site) -> None:
    """Let everybody have as many appointments a day as fit: who books by the hundred would be refused for a full day."""
    rules = "from footing.calendars.models import BookingRules; BookingRules.objects.update(most_a_day=None)"
    site.run("shell", "--no-imports", "-c", rules)


def empty_line(site: Site) -> None:
    """Let those of the demo wait no longer: nobody would answer what they are offered."""
    stop = (
        "from django.utils import timezone; from footing.booking.waiting import services; "
        "from footing.booking.waiting.models import Waiting; "
        "[services.end_waiting(one, 'stopped', by='practice', now=timezone.now()) "
        "for one in Waiting.objects.filter(ending__isnull=True)]"
    )
    site.run("shell", "--no-imports", "-c", stop)
