"""The capability's start: the plan learns which core steps somebody did."""

from django.apps import AppConfig


class ExercisesConfig(AppConfig):
    """What was done is read when a kept plan is opened."""

    name = "footing.exercises"

    def ready(self) -> None:
        from footing.exercises import queries
        from footing.plan import doings

        doings.register(queries.core_done, queries.core_step)
