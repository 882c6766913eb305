"""The plan: three ways in a fixed order, each with one first step and why, from rules that are data."""

from footing.core.plan.follow import Next, follow
from footing.core.plan.propose import Plan, Reason, Step, propose
from footing.core.plan.reach import unreachable
from footing.core.plan.rules import NEXT, WAYS, Rule, RuleError, faults, read_rules
from footing.core.plan.said import CAUSES, CONTEXTS, HELPED, SIGNS, Answers, ContextSaid, Did, SignSaid

__all__ = [
    "CAUSES",
    "CONTEXTS",
    "HELPED",
    "NEXT",
    "SIGNS",
    "WAYS",
    "Answers",
    "ContextSaid",
    "Did",
    "Next",
    "Plan",
    "Reason",
    "Rule",
    "RuleError",
    "SignSaid",
    "Step",
    "faults",
    "follow",
    "propose",
    "read_rules",
    "unreachable",
]
