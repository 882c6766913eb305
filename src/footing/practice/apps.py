"""The capability's start: whoever reads an access log learns who of the practice looked."""

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    """Names of staff for the log, which lies below."""

    name = "footing.practice"

    def ready(self) -> None:
        from footing.practice import queries
        from footing.vault import access

        access.named_by(queries.names)
