"""What the plan writes into the sealed state, and keeping all of it for a person."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from footing.check import services as check
from footing.core.plan import Plan
from footing.plan.models import Kept
from footing.plan.queries import PART
from footing.safety import services as safety
from footing.story import services as story
from footing.talk import services as talk
from footing.trustmap import services as trustmap
from footing.vault import keys


def hand_on(state: dict[str, Any], plan: Plan) -> None:
    """Tell the rooms of the first two ways what to show first."""
    trustmap.suggest(state, first=plan.steps[0].first)
    talk.suggest(state, first=plan.steps[1].first)


def keep_talk(state: dict[str, Any], *, reasons: Sequence[str], who: str) -> None:
    """What somebody would want from a talk, and alone or together."""
    state[PART] = {"reasons": list(reasons), "who": who}


def keep(*, person: UUID, state: dict[str, Any]) -> None:
    """Keep a state for a person: each room its own part, under the person's own key, all or nothing."""
    now = timezone.now()
    keys.prefetch([person])
    with transaction.atomic():
        for room in (check, story, trustmap, talk, safety):
            room.keep(person=person, state=state, now=now)
        if PART in state:
            row = Kept.objects.filter(holder=person).first() or Kept(holder=person)
            row.talk, row.at = state[PART], now
            row.save()
