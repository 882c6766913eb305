"""The private questions: from answers to states, and what each state opens."""

from footing.core.gate.states import CODES, GateAnswers, State, decode, encode, may_offer, states

__all__ = ["CODES", "GateAnswers", "State", "decode", "encode", "may_offer", "states"]
