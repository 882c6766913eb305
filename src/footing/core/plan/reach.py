"""Rules that nobody can ever meet."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from footing.core.plan.follow import follow
from footing.core.plan.propose import propose
from footing.core.plan.rules import CALM_SIGNS, LOUD, NEXT, Rule
from footing.core.plan.said import CONTEXTS, MOST, SIGNS, Answers, ContextSaid, Did, SignSaid


def unreachable(rules: Sequence[Rule]) -> tuple[str, ...]:
    """Ids of rules that give no reason even to the person whom they describe best."""
    return tuple(
        rule.id for rule in rules if not any(_speaks(rule, witness, rules) for witness in _witnesses(rule))
    )


def _speaks(rule: Rule, answers: Answers, rules: Sequence[Rule]) -> bool:
    if rule.way == NEXT:
        found = follow(answers, rules)
        return bool(found and found.rule == rule.id)
    return any(reason.rule == rule.id for step in propose(answers, rules).steps for reason in step.reasons)


def _witnesses(rule: Rule) -> Iterator[Answers]:
    """Answers that say what the rule asks for, and nothing else."""
    for did in product(rule.did, rule.helped or ("",)) if rule.did else (None,):
        done = (Did(*did),) if did else ()
        yield from (replace(said, did=done) for said in _said(rule))


def _said(rule: Rule) -> Iterator[Answers]:
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
