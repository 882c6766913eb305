"""The first run: what is done, what is next, and the first time that can be booked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from footing.calendars.models import WorkingHours
from footing.core.slots import Window
from footing.practice import queries
from footing.practice.models import Settled, Therapist

STEPS: dict[str, Any] = {
    "practice": _("The practice"), "therapist": _("The first therapist"), "hours": _("Hours"),
    "texts": _("Age and texts"), "colour": _("A colour"), "look": _("Look at it as a visitor"),
    "share": _("Share the link"),
}  # fmt: skip
# What a new week begins with: Monday to Friday, a morning and an afternoon, in minutes since midnight.
USUAL = tuple(
    Window(day, *span, types=(), modes=())
    for day in range(5)
    for span in ((9 * 60, 12 * 60), (13 * 60, 17 * 60))
)


@dataclass(frozen=True)
class Step:
    """One step, and whether it is done or was left out."""

    id: str
    title: str
    done: bool


@dataclass(frozen=True)
class Run:
    """All steps, and the first time that visitors can book, once there is one."""

    steps: tuple[Step, ...]
    therapist: Therapist | None
    first: tuple[Therapist, datetime] | None

    @property
    def next(self) -> str:
        """The first step that is not done; the last when all are."""
        return next((step.id for step in self.steps if not step.done), self.steps[-1].id)

    def reach(self, id: str) -> bool:
        """Whether a step can be done now: hours need somebody, everything needs the practice."""
        known = {step.id: step.done for step in self.steps}
        return id == "practice" or (known["practice"] and (id != "hours" or self.therapist is not None))


def run(*, now: datetime) -> Run:
    """How far the first run is."""
    house, therapist = queries.practice(), Therapist.objects.first()
    settled = set(Settled.objects.values_list("step", flat=True))
    found = {
        "practice": house is not None,
        "therapist": therapist is not None,
        "hours": therapist is not None and WorkingHours.objects.exists(),
    }
    opens = (
        [(tile.therapist, tile.next_open) for tile in queries.team(now) if tile.next_open] if house else []
    )
    return Run(
        tuple(Step(id, str(title), found.get(id, id in settled)) for id, title in STEPS.items()),
        therapist,
        min(opens, key=lambda pair: pair[1], default=None),
    )
