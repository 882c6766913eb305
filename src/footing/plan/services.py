"""What the plan writes into the sealed state."""

from collections.abc import Sequence
from typing import Any

from footing.core.plan import Plan
from footing.plan.queries import PART
from footing.talk import services as talk
from footing.trustmap import services as trustmap


def hand_on(state: dict[str, Any], plan: Plan) -> None:
    """Tell the rooms of the first two ways what to show first."""
    trustmap.suggest(state, first=plan.steps[0].first)
    talk.suggest(state, first=plan.steps[1].first)


def keep_talk(state: dict[str, Any], *, reasons: Sequence[str], who: str) -> None:
    """What somebody would want from a talk, and alone or together."""
    state[PART] = {"reasons": list(reasons), "who": who}
