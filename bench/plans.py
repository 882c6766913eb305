"""Every class of answers the rules can tell apart, and the plan that each gets.

`python -m bench.plans` counts distinct plans, looks whether each rule speaks for somebody, and says how often two
people are given the same first steps. The same over a small sample runs in the tests.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, product
from pathlib import Path
from typing import Any

from footing.core.plan import (
    CAUSES,
    HELPED,
    SIGNS,
    Answers,
    ContextSaid,
    Did,
    Plan,
    Rule,
    SignSaid,
    faults,
    follow,
    propose,
    read_rules,
    unreachable,
)

ROOT = Path(__file__).resolve().parents[1]
CONTENT, TWENTY = ROOT / "content" / "en" / "plan", ROOT / "tests" / "plan" / "twenty.toml"
# A level and its weight: quiet, now and then, often, and most of the time in a way that is ongoing and overwhelming.
SAID = ((0, None, False), (1, None, False), (2, 1, False), (3, 3, True))
# No rule tells a partner from one of several or from somebody one dates, nor friends from family: the words do.
PLACES = ("partner", "ex", "none", "friends", "work")
# At most so many causes at once, and with more than one the signs in so many ways (without "now and then").
TICKED, ROUGHLY = 2, (SAID[0], *SAID[2:])

First = tuple[Any, ...]


class PlanError(AssertionError):
    """A rule that speaks for nobody, or twenty people who get too much of the same."""


@dataclass
class Seen:
    """What was counted: plans, first steps with how many classes get them, and the rules that gave a reason."""

    classes: int = 0
    plans: set[int] = field(default_factory=set)
    firsts: Counter[int] = field(default_factory=Counter)
    spoke: set[str] = field(default_factory=set)

    @property
    def alike(self) -> float:
        """The share of pairs of classes that are given the same first steps."""
        pairs = self.classes * (self.classes - 1)
        return sum(n * (n - 1) for n in self.firsts.values()) / pairs if pairs else 0.0


def rules() -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """The rules of a first plan, and all."""
    first, since = (
        read_rules(tomllib.loads((CONTENT / name).read_text("utf-8")))
        for name in ("rules.toml", "since.toml")
    )
    return first, (*first, *since)


def first_steps(plan: Plan) -> First:
    """What of a plan's steps stands on its page beside the reasons: openings, scenes, and what is suggested first."""
    one, two, three = plan.steps
    return (
        one.opening,
        one.example,
        one.first,
        two.opening,
        two.example,
        two.first,
        three.example,
        three.first,
    )


def twenty() -> list[Answers]:
    """The twenty people."""
    return [_person(one) for one in tomllib.loads(TWENTY.read_text("utf-8"))["person"]]


def _person(one: dict[str, Any]) -> Answers:
    places = tuple(
        ContextSaid(
            place["id"],
            tuple(
                SignSaid(sign, None if level == "-" else int(level), 3 if sign in place.get("heavy", ()) else None,
                         sign in place.get("heavy", ()))
                for sign, level in zip(SIGNS, place["signs"], strict=True)
            ),
        )
        for place in one["contexts"]
    )  # fmt: skip
    return Answers(places, tuple(one["causes"]))


def classes(places: Sequence[str] = PLACES, ticked: int = TICKED) -> Iterator[Answers]:
    """No context and one context with each sign said in each way, and so many causes at most."""
    for n in range(ticked + 1):
        causes = [*combinations(CAUSES, n)]
        yield from (Answers(causes=chosen) for chosen in causes)
        for place, levels in product(places, product(ROUGHLY if n > 1 else SAID, repeat=len(SIGNS))):
            said = tuple(SignSaid(sign, *level) for sign, level in zip(SIGNS, levels, strict=True))
            here = ContextSaid(place, said)
            yield from (Answers((here,), chosen) for chosen in causes)


def two_places() -> Iterator[Answers]:
    """Two contexts: in each of them one sign is loud or all is quiet."""
    quiet = [SignSaid(sign, 0) for sign in SIGNS]
    spoken = [
        quiet,
        *([replace(said, level=2) if said.sign == sign else said for said in quiet] for sign in SIGNS),
    ]
    for one, other in combinations(PLACES, 2):
        for here, there in product(spoken, repeat=2):
            yield Answers((ContextSaid(one, tuple(here)), ContextSaid(other, tuple(there))))


def done(steps: Iterable[str]) -> Iterator[Answers]:
    """Each step done, with each answer to "did it help?", by somebody with whom one sign is loud and one cause ticked."""
    said = [(), *((ContextSaid("partner", (SignSaid(sign, 2, 2),)),) for sign in SIGNS)]
    causes = [(), *((cause,) for cause in CAUSES)]
    for step, helped, places, ticked in product(steps, HELPED, said, causes):
        yield Answers(places, ticked, (Did(step, helped),))
    # Somebody who did all but one of them: what is left to offer is then reached as well.
    for step, left, helped, places in product(steps, steps, HELPED, said):
        others = (Did(other, "") for other in steps if other not in {step, left})
        yield Answers(places, (), (Did(step, helped), *others))


def look(answers: Iterable[Answers], known: Sequence[Rule]) -> Seen:
    """Make the plan of each, and count."""
    seen = Seen()
    for said in answers:
        plan = propose(said, known)
        seen.classes += 1
        seen.plans.add(hash(plan))
        seen.firsts[hash(first_steps(plan))] += 1
        seen.spoke.update(reason.rule for step in plan.steps for reason in step.reasons)
        if found := follow(said, known):
            seen.spoke.add(found.rule)
    return seen


def differing(found: Sequence[First]) -> tuple[int, int]:
    """Of all pairs, how many differ in a first step; and how many pairs there are."""
    pairs = list(combinations(found, 2))
    return sum(one != other for one, other in pairs), len(pairs)


def plans() -> Iterator[str]:
    """The part of the report. Raises PlanError."""
    first, known = rules()
    if wrong := (*faults(known), *unreachable(known)):
        raise PlanError(wrong)
    one, two = look(classes(), first), look(two_places(), first)
    steps = sorted({step for rule in known for step in rule.did})
    since = look(done(steps), known)
    if silent := {rule.id for rule in known} - one.spoke - two.spoke - since.spoke:
        raise PlanError(f"no class of answers meets {sorted(silent)}")
    own = [propose(answers, first) for answers in twenty()]
    differ, pairs = differing([(plan.steps[0].opening,) for plan in own])
    if len(set(own)) < len(own) * 4 // 5 or differ < pairs * 9 / 10:
        raise PlanError((len(set(own)), differ, pairs))
    yield "## Plans for every class of answers\n"
    yield f"{one.classes:,} classes of answers in one context (each sign quiet, now and then, often, or most of the time and heavy; at most {TICKED} causes) get"
    yield f"{len(one.plans):,} distinct plans with {len(one.firsts):,} distinct sets of first steps: of two classes taken at random {one.alike:.2%} get the same ones."
    yield f"{two.classes:,} classes of two contexts: {len(two.plans):,} plans. {since.classes:,} in which something was done: {len(since.plans):,} plans."
    yield f"All {len(known)} rules gave a reason to somebody; none contradicts itself or another, and none is hidden by others.\n"
    yield f"Twenty invented people (`tests/plan/twenty.toml`): {len(set(own))} distinct plans; {differ} of {pairs} pairs differ in the sentence with which the very first step opens."


if __name__ == "__main__":
    print("\n".join(plans()))
