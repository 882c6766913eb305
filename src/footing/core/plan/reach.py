"""Rules that nobody can ever meet."""

from collections.abc import Iterator, Sequence
from itertools import product

from footing.core.plan.propose import Plan, propose
from footing.core.plan.rules import CALM_SIGNS, LOUD, Rule
from footing.core.plan.said import CONTEXTS, MOST, SIGNS, Answers, ContextSaid, SignSaid


def unreachable(rules: Sequence[Rule]) -> tuple[str, ...]:
    """Ids of rules that give no reason even to the person whom they describe best."""
    return tuple(
        rule.id
        for rule in rules
        if not any(_speaks(rule, propose(witness, rules)) for witness in _witnesses(rule))
    )


def _speaks(rule: Rule, plan: Plan) -> bool:
    return any(reason.rule == rule.id for step in plan.steps for reason in step.reasons)


def _witnesses(rule: Rule) -> Iterator[Answers]:
    """Answers that say what the rule asks for, and nothing else."""
    causes = tuple((cause,) for cause in rule.causes) or ((),)
    for cause in causes:
        if rule.always or not (rule.signs or rule.contexts or rule.calm):
            yield Answers(causes=cause)
        elif rule.calm:
            calm = ContextSaid("work", tuple(SignSaid(s, 0) for s in SIGNS[:CALM_SIGNS]))
            yield Answers((calm, ContextSaid("partner", (SignSaid(SIGNS[0], LOUD),))), cause)
        else:
            for context in rule.contexts or CONTEXTS:
                if not rule.signs:
                    yield Answers((ContextSaid(context),), cause)
                for sign, level, weight in product(
                    rule.signs, (rule.at_least, rule.at_most), (rule.in_the_way, MOST)
                ):
                    said = SignSaid(sign, level, weight, rule.overwhelming)
                    yield Answers((ContextSaid(context, (said,)),), cause)
