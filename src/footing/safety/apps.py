"""The capability's start: pages where somebody writes learn the help lines."""

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    """`practice` lies below and asks for help lines."""

    name = "footing.safety"

    def ready(self) -> None:
        from footing.practice import nearby
        from footing.safety import queries

        nearby.register(queries.help_for)
