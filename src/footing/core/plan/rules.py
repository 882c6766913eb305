"""Rules as data: read, matched against answers, and checked for contradictions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from footing.core.plan.said import CAUSES, CONTEXTS, HELPED, MOST, SIGNS, Answers, ContextSaid, Did, SignSaid

WAYS = ("w1", "w2", "w3")
NEXT = "next"
LOUD = 2
CALM_SIGNS = 3
OVERWHELMING = 3


class RuleError(ValueError):
    """A rule that cannot be read; the message names it."""


@dataclass(frozen=True)
class Rule:
    """When it holds, how much it counts, and what it gives to its way's first step.

    A rule of the way `next` gives the step that may follow one that was done: `offer`.

    One sign of `signs` between `at_least` and `at_most`, `in_the_way` that much and `overwhelming` if
    asked, in one of `contexts` (empty: any), and one of `causes`. `calm`: a context where every known
    sign is at most 1 while another one is loud. `did`: one of these steps was done, and `helped` in one of these
    ways (empty: any). `always`: holds where nothing else does.
    """

    id: str
    way: str
    weight: int = 0
    signs: tuple[str, ...] = ()
    at_least: int = 0
    at_most: int = MOST
    in_the_way: int = 0
    overwhelming: bool = False
    contexts: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    calm: bool = False
    did: tuple[str, ...] = ()
    helped: tuple[str, ...] = ()
    always: bool = False
    offer: str = ""
    opening: str = ""
    example: str = ""
    first: tuple[str, ...] = ()

    @property
    def condition(self) -> tuple[Any, ...]:
        """Everything that decides when the rule holds."""
        span = (self.at_least, self.at_most, self.in_the_way, self.overwhelming) if self.signs else ()
        done = (frozenset(self.did), frozenset(self.helped))
        return (
            frozenset(self.signs),
            span,
            frozenset(self.contexts),
            frozenset(self.causes),
            self.calm,
            done,
        )


@dataclass(frozen=True)
class Match:
    """A rule that holds, by which answer, and how strongly."""

    rule: Rule
    strength: int
    context: str | None = None
    said: SignSaid | None = None
    cause: str | None = None
    did: Did | None = None

    @property
    def cites(self) -> frozenset[str]:
        """The answers that it rests on."""
        found = {self.cause} if self.cause else set()
        found |= {self.did.step} if self.did else set()
        if self.said:
            return frozenset({*found, self.said.sign})
        return frozenset({*found, self.context} if self.context else found)


def read_rules(table: Mapping[str, Any]) -> tuple[Rule, ...]:
    """Rules from a parsed file: a list of tables under `rule`. Raises RuleError."""
    known = {f.name for f in fields(Rule)}
    found = []
    for number, raw in enumerate(table.get("rule", ()), start=1):
        extra = set(raw) - known
        if extra or "id" not in raw or "way" not in raw:
            raise RuleError(f"rule {raw.get('id', number)}: needs id and way, knows no {sorted(extra)}")
        values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in raw.items()}
        found.append(Rule(**values))
    return tuple(found)


def match(rule: Rule, answers: Answers) -> Match | None:
    """The strongest way in which a rule holds, or None."""
    if rule.always:
        return Match(rule, -1)
    cause = next((c for c in rule.causes if c in answers.causes), None)
    did = next((d for d in answers.did if _counts(rule, d)), None)
    if (rule.causes and cause is None) or (rule.did and did is None):
        return None
    if rule.calm:
        calm = next((c for c in answers.contexts if _calm(c, answers)), None)
        return Match(rule, rule.weight, calm.context, None, cause, did) if calm else None
    if not rule.signs and not rule.contexts:
        return Match(rule, rule.weight, cause=cause, did=did) if cause or did else None
    places = [c for c in answers.contexts if not rule.contexts or c.context in rule.contexts]
    if not rule.signs:
        return Match(rule, rule.weight, places[0].context, None, cause, did) if places else None
    held = [
        Match(rule, rule.weight + strength(said), place.context, said, cause, did)
        for place in places
        for said in place.signs
        if _holds(rule, said)
    ]
    return max(held, key=lambda m: m.strength, default=None)


def _counts(rule: Rule, did: Did) -> bool:
    return did.step in rule.did and (not rule.helped or did.helped in rule.helped)


def strength(said: SignSaid) -> int:
    """How loudly a sign speaks: how often, how much in the way, and more if ongoing and overwhelming."""
    return (said.level or 0) + (said.in_the_way or 0) + (OVERWHELMING if said.overwhelming else 0)


def _holds(rule: Rule, said: SignSaid) -> bool:
    return (
        said.sign in rule.signs
        and said.level is not None
        and rule.at_least <= said.level <= rule.at_most
        and (said.in_the_way or 0) >= rule.in_the_way
        and (said.overwhelming or not rule.overwhelming)
    )


def _calm(place: ContextSaid, answers: Answers) -> bool:
    levels = [s.level for s in place.signs if s.level is not None]
    loud = any(
        (s.level or 0) >= LOUD for other in answers.contexts if other is not place for s in other.signs
    )
    return len(levels) >= CALM_SIGNS and max(levels) < LOUD and loud


def faults(rules: Sequence[Rule]) -> tuple[str, ...]:
    """What is wrong with a set of rules: unknown ids, conditions that cannot hold, two rules for one case."""
    found = [f"{rule.id}: {sentence}" for rule in rules for sentence in _own_faults(rule)]
    seen: dict[tuple[Any, ...], str] = {}
    names: set[str] = set()
    for rule in rules:
        if rule.id in names:
            found.append(f"{rule.id}: the id stands twice")
        names.add(rule.id)
        key = (rule.way, rule.condition)
        if key in seen:
            found.append(f"{rule.id}: holds exactly when {seen[key]} does")
        seen[key] = rule.id
        found += _both_ways(rule, rules)
    for way in WAYS:
        if not any(rule.always for rule in rules if rule.way == way):
            found.append(f"{way}: nothing holds for empty answers")
    return tuple(found)


def _both_ways(rule: Rule, rules: Sequence[Rule]) -> list[str]:
    """A step that is offered because another one helped, and in the same case because it did not."""
    return [
        f"{rule.id}: offers {rule.offer} whether it helped or not, as {other.id} does"
        for other in rules
        if rule.offer
        and rule.id > other.id
        and other.offer == rule.offer
        and set(rule.did) & set(other.did)
        and (rule.helped and other.helped and not set(rule.helped) & set(other.helped))
        and rule.condition[:-1] == other.condition[:-1]
    ]


def _own_faults(rule: Rule) -> list[str]:
    found = []
    unknown = {*rule.signs} - {*SIGNS} | {*rule.causes} - {*CAUSES} | {*rule.contexts} - {*CONTEXTS}
    if unknown or rule.way not in (*WAYS, NEXT):
        found.append(f"knows no {sorted(unknown) or rule.way}")
    if not 0 <= rule.at_least <= rule.at_most <= MOST or not 0 <= rule.in_the_way <= MOST:
        found.append("no answer lies in its span")
    if rule.overwhelming and (rule.at_most < LOUD):
        found.append("contradicts itself: quiet and overwhelming")
    conditions = bool(rule.signs or rule.contexts or rule.causes or rule.calm or rule.did)
    if rule.always == conditions:
        found.append("has conditions, or holds always: one of the two")
    if not rule.signs and (rule.at_least or rule.in_the_way or rule.overwhelming or rule.at_most < MOST):
        found.append("asks how much without saying of which sign")
    if {*rule.helped} - {*HELPED} or (rule.helped and not rule.did):
        found.append("asks whether something helped, and no answer can be that")
    if (rule.way == NEXT) != bool(rule.offer and rule.did) or rule.offer in rule.did:
        found.append("what follows a step is another step, and nothing else is")
    return found
