"""From answers to a plan. The three first steps are the same for everyone; the reasons are one's own."""

from collections.abc import Sequence
from dataclasses import dataclass

from footing.core.plan.rules import WAYS, Match, Rule, match
from footing.core.plan.said import Answers, Did

STEPS = {"w1": "trusted-person", "w2": "one-sentence", "w3": "first-talk"}
REASONS = 2
FIRST = 3


@dataclass(frozen=True)
class Reason:
    """Why a step is proposed: the rule, and the answer that it cites."""

    rule: str
    context: str | None
    sign: str | None
    level: int | None
    cause: str | None
    calm: bool = False
    did: Did | None = None


@dataclass(frozen=True)
class Step:
    """One way's first step: its kind, why, how it opens, a scene, and what to show first."""

    way: str
    kind: str
    reasons: tuple[Reason, ...]
    opening: str
    example: str
    first: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """Three steps, in the order of the ways."""

    steps: tuple[Step, ...]


def propose(answers: Answers, rules: Sequence[Rule]) -> Plan:
    """Make a plan. The same answers and rules give the same plan; ties go to the earlier rule.

    Without `did` it is a first plan, in which no rule about what was done can hold.
    """
    return Plan(tuple(_step(way, [r for r in rules if r.way == way], answers) for way in WAYS))


def _step(way: str, rules: Sequence[Rule], answers: Answers) -> Step:
    held = [found for rule in rules if (found := match(rule, answers))]
    held.sort(key=lambda m: -m.strength)
    chosen = _chosen(held)
    speaking = [*chosen, *(m for m in held if m not in chosen)]
    first = dict.fromkeys(item for m in speaking for item in m.rule.first)
    return Step(
        way=way,
        kind=STEPS[way],
        reasons=tuple(_reason(m) for m in chosen),
        opening=next((m.rule.opening for m in speaking if m.rule.opening), ""),
        example=next((m.rule.example for m in speaking if m.rule.example), ""),
        first=tuple(first)[:FIRST],
    )


def _chosen(held: Sequence[Match]) -> list[Match]:
    """The strongest reasons; one that rests on an answer which was already cited adds nothing."""
    chosen: list[Match] = []
    cited: set[str] = set()
    for found in held:
        if len(chosen) < REASONS and not (found.rule.always and chosen) and not found.cites & cited:
            chosen.append(found)
            cited |= found.cites
    return chosen


def _reason(found: Match) -> Reason:
    said = found.said
    return Reason(
        rule=found.rule.id,
        context=found.context,
        sign=said.sign if said else None,
        level=said.level if said else None,
        cause=found.cause,
        calm=found.rule.calm,
        did=found.did,
    )
