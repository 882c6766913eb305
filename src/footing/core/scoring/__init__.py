"""The result rule of the signs check, as the result page states it."""

from footing.core.scoring.rule import (
    SIGNS,
    Answers,
    Duration,
    Level,
    Result,
    SignAnswers,
    SignResult,
    score,
)

__all__ = ["SIGNS", "Answers", "Duration", "Level", "Result", "SignAnswers", "SignResult", "score"]
