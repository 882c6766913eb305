"""Bring the databases and the static files up to date: `footing migrate`."""

import django
from django.conf import settings
from django.core.management import call_command


def prepare(*, verbosity: int = 1) -> None:
    """Migrate the three databases, make the table of throttles, collect static files."""
    django.setup()
    migrate(verbosity=verbosity)
    call_command("collectstatic", verbosity=0, interactive=False)


def migrate(*, verbosity: int = 0) -> None:
    """Bring the tables of the three databases up to date."""
    for name, apps in settings.FOOTING_MIGRATED.items():
        for app in apps:
            call_command("migrate", *app, database=name, verbosity=verbosity, interactive=False)
    call_command("createcachetable", database="marks", verbosity=0)
