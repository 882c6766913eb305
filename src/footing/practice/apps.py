"""The capability's start: say who works here."""

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    """The practice and its team."""

    name = "footing.practice"

    def ready(self) -> None:
        from footing.accounts import homes
        from footing.practice import queries

        homes.register(queries.works_here)
