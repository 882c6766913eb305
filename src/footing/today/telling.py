"""What core.change found in a series, in sentences: better, worse, or too little to say and why."""

from typing import Any

from footing.core.change import Why, Word
from footing.today.series import Series


def told(series: Series, words: dict[str, Any]) -> str:
    """The sentence above a picture. Two answers stand side by side and are no direction."""
    trend, values = series.change.trend, [series.scores[day] for day in sorted(series.scores)]
    if (sentence := verdict(series)) is not None:
        return sentence
    first, last = (_small(series.scale[int(value)]) for value in (values[0], values[-1]))
    if len(values) == 1:
        source = words["one-point"]
    elif trend.why is Why.FEW_POINTS:
        source = words["few-points"]
    elif len({point.value for point in series.change.points}) == 1:
        source = words["same"]
    else:
        source = words[str(trend.why)]
    return str(source).format(
        first=first, last=last, n=len(series.change.points), word=_number(len(values), words)
    )


def verdict(series: Series) -> str | None:
    """Better or worse in words; None where there is too little to say."""
    trend = series.change.trend
    if trend.word is Word.TOO_LITTLE:
        return None
    source = series.better if trend.word is Word.BETTER else series.worse
    return source.format(n=len(series.change.points), name=series.name)


def _number(n: int, words: dict[str, Any]) -> str:
    known: list[str] = words["number"]
    return known[n] if n < len(known) else str(n)


def _small(answer: str) -> str:
    return answer[:1].lower() + answer[1:]
