"""What core.prediction found, in sentences. Comfort is read from `Going` alone: a log under the stop rule has none."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from footing.core.prediction import Fact, Going, Stopped, Summary
from footing.log import queries

# What needs an interval to be read stands behind "show the numbers".
BEHIND = (Fact.RATE, Fact.IF_KNOWN, Fact.CURVE_LATER)
# What is due has a place of its own on the page.
ELSEWHERE = (Fact.DUE,)
SHARES = {"low", "high", "stated", "happened"}


@dataclass(frozen=True)
class Told:
    """Sentences: what was counted, what may comfort, why nothing does, and what stands behind the numbers."""

    facts: tuple[str, ...]
    comfort: tuple[str, ...]
    stops: tuple[str, ...]
    behind: tuple[str, ...]


def told(summary: Summary) -> Told:
    """All sentences for a log."""
    source = queries.words()
    facts = [f for f in summary.facts if f.id not in ELSEWHERE]
    return Told(
        facts=tuple(_said(source["fact"][f.id], f.numbers) for f in facts if f.id not in BEHIND),
        comfort=_comfort(source, summary),
        stops=tuple(source["stop"][s]["text"] for s in summary.stops) if isinstance(summary, Stopped) else (),
        behind=tuple(_said(source["fact"][f.id], f.numbers) for f in facts if f.id in BEHIND),
    )


def _comfort(source: dict[str, Any], summary: Summary) -> tuple[str, ...]:
    if not isinstance(summary, Going):
        return ()
    return tuple(_said(source["comfort"][c.id], c.numbers) for c in summary.comfort)


def _said(sentence: Mapping[str, str], numbers: Mapping[str, float]) -> str:
    """A sentence with its numbers: shares of 0 to 1 in 100, counts as they are. `happened` of pairs is a count."""
    pairs, n = "pairs" in numbers, numbers.get("n", 0)
    shown = {name: _shown(value, share=name in SHARES and not pairs) for name, value in numbers.items()}
    words = queries.words()["numbers"]["word"]
    word = words[int(n)] if n < len(words) else shown["n"]
    return sentence["one" if n == 1 and "one" in sentence else "text"].format(**shown, word=word)


def _shown(value: float, *, share: bool) -> str:
    return str(round(value * 100)) if share else f"{value:g}"
