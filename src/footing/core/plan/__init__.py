"""The plan: three ways in a fixed order, each with one first step and why, from rules that are data."""

from footing.core.plan.propose import Plan, Reason, Step, propose
from footing.core.plan.reach import unreachable
from footing.core.plan.rules import Rule, RuleError, faults, read_rules
from footing.core.plan.said import CAUSES, CONTEXTS, SIGNS, Answers, ContextSaid, SignSaid

__all__ = [
    "CAUSES",
    "CONTEXTS",
    "SIGNS",
    "Answers",
    "ContextSaid",
    "Plan",
    "Reason",
    "Rule",
    "RuleError",
    "SignSaid",
    "Step",
    "faults",
    "propose",
    "read_rules",
    "unreachable",
]
