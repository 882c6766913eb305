"""What may come after a step that was done: the next small piece, or another way in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from footing.core.plan.rules import NEXT, Rule, match
from footing.core.plan.said import Answers, Did


@dataclass(frozen=True)
class Next:
    """The step that is offered, the rule that offers it, and the step after which it comes."""

    step: str
    rule: str
    did: Did


def follow(answers: Answers, rules: Sequence[Rule]) -> Next | None:
    """What follows the newest step after which something new is left; None before anything was done.

    A step that was done is not offered again. The same answers and rules give the same; ties go to the earlier rule.
    """
    done = {did.step for did in answers.did}
    for did in answers.did:
        only = replace(answers, did=(did,))
        held = [found for rule in rules if _offers(rule, done) and (found := match(rule, only))]
        if held:
            rule = max(held, key=lambda m: m.strength).rule
            return Next(rule.offer, rule.id, did)
    return None


def _offers(rule: Rule, done: set[str]) -> bool:
    return rule.way == NEXT and rule.offer not in done
