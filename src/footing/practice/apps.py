"""The capability's start: say who works here, to whoever asks from below."""

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    """Names of staff for the access log; seats and the house's own words for the sign-in. Both lie below."""

    name = "footing.practice"

    def ready(self) -> None:
        from footing.accounts import homes, phrases
        from footing.practice import letters, queries
        from footing.vault import access, registry

        access.named_by(queries.names)
        registry.link(letters.holders_of)
        homes.register(queries.works_here)
        phrases.register(queries.house_name)
