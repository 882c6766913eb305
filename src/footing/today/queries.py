"""What a signed-in person finds on their page: one next thing, and what they kept. No word of theirs."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from footing.check import queries as check
from footing.design import content
from footing.plan import queries as plan
from footing.story import queries as story


@dataclass(frozen=True)
class Next:
    """One next thing to do: a sentence, what the button says, and where it leads."""

    title: str
    text: str
    go: str
    address: str
    anchor: str = ""


@dataclass(frozen=True)
class Today:
    """The page: the next thing, and which things are kept."""

    next: Next
    state: dict[str, Any]
    has_result: bool
    has_plan: bool


def words() -> dict[str, Any]:
    """The words of the page."""
    return content.table("today/texts.toml")


def today(person: UUID) -> Today:
    """What a person finds today."""
    state = plan.kept(person)
    has_result = bool(state.get(check.PART))
    has_plan = story.answered(state)
    return Today(_next(state, has_result=has_result, has_plan=has_plan), state, has_result, has_plan)


def _next(state: dict[str, Any], *, has_result: bool, has_plan: bool) -> Next:
    source = words()["next"]
    if not has_plan:
        return Next(**source["plan" if has_result else "check"])
    way = plan.undone(state)
    if not way:
        return Next(**source["done"])
    step = plan.words()["ways"][way]
    return Next(title=step["title"], anchor=way, **source["step"])
