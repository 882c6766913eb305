"""Afterwards against before, pair by pair: how bad it was against how bad it was feared; coping likewise."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import median

from footing.core.prediction.rate import LEVEL, Interval


@dataclass(frozen=True)
class Paired:
    """Counts from the first pair: afterwards lower than before, the same, higher; `happened` of the pairs came true.

    `middle` (median of after - before) and its interval are None below the least number of pairs.
    """

    lower: int
    same: int
    higher: int
    happened: int
    middle: float | None = None
    interval: Interval | None = None

    @property
    def pairs(self) -> int:
        """Number of pairs."""
        return self.lower + self.same + self.higher

    def points(self, level: float) -> int:
        """-1 or 1 where the median's interval at that level lies wholly below or above 0, else 0, as without one."""
        if self.interval is None:
            return 0
        ends = median_interval([-1] * self.lower + [0] * self.same + [1] * self.higher, level)
        return 0 if ends is None else int((ends.low > 0) - (ends.high < 0))


def paired(pairs: Iterable[tuple[int, int, bool]], *, least: int, level: float = LEVEL) -> Paired:
    """Compare (before, after, happened) triples; an interval only from `least` pairs."""
    pairs = tuple(pairs)
    differences = [after - before for before, after, _ in pairs]
    counts = Counter(differences)
    enough = len(pairs) >= least
    return Paired(
        lower=sum(n for d, n in counts.items() if d < 0),
        same=counts[0],
        higher=sum(n for d, n in counts.items() if d > 0),
        happened=[happened for _, _, happened in pairs].count(True),
        middle=float(median(differences)) if enough else None,
        interval=median_interval(differences, level) if enough else None,
    )


def median_interval(values: Sequence[float], level: float = LEVEL) -> Interval | None:
    """Order-statistic (sign test) interval of a median: covers at least `level` whatever the distribution.

    None where so few values allow no such interval: below six at 0.95.
    """
    n = len(values)
    left_out = _left_out(n, level)
    if left_out < 0:
        return None
    ordered = sorted(values)
    return Interval(float(ordered[left_out]), float(ordered[n - 1 - left_out]))


@lru_cache(maxsize=256)  # one page asks for the same several times
def _left_out(n: int, level: float) -> int:
    """How many values the interval leaves out on each side, -1 where there is none. Counted in whole numbers."""
    part, whole = ((1 - level) / 2).as_integer_ratio()
    most = part * 2**n // whole
    below, ways, left_out = 0, 1, -1
    while left_out < n // 2:
        below += ways
        if below > most:
            break
        left_out += 1
        # Each way of choosing from the one before: choosing anew takes a thousand times as long for a long log.
        ways = ways * (n - left_out) // (left_out + 1)
    return left_out
