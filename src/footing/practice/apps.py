"""The capability's start: say who works here, to whoever asks from below."""

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    """Names of staff for the access log; seats, the house's words and zone for one's own pages. All lie below."""

    name = "footing.practice"

    def ready(self) -> None:
        from footing.accounts import homes, phrases, zones
        from footing.design import look
        from footing.practice import face, letters, queries
        from footing.vault import access, registry

        access.named_by(queries.names)
        registry.link(letters.holders_of)
        homes.register(queries.works_here)
        phrases.register(queries.house_name)
        zones.register(queries.zone)
        look.register(face.sheet_address)
