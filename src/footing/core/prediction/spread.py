"""How uncertain the three parts of the Brier score are themselves (Siegert 2014, 10.1002/qj.2228).

The parts are functions of sums over bins; their variance is propagated from the scatter of what each entry
adds to those sums. Not shown to people: the document says why.
"""

import math
from collections.abc import Callable, Collection, Sequence
from statistics import fmean
from typing import NamedTuple

from footing.core.prediction.scores import Murphy, bin_of


class Parts(NamedTuple):
    """The three parts and a standard deviation for each."""

    value: Murphy
    sd: Murphy


class _Bin(NamedTuple):
    n: int
    k: float
    p: float


Slopes = Callable[[_Bin], tuple[float, float, float]]


def parts(p: Sequence[float], o: Sequence[float], bins: int = 10, *, corrected: bool = False) -> Parts:
    """Parts over bins of equal width. Raises ValueError for fewer than two entries.

    `corrected`: less biased, and held inside their ranges by one common factor. The deviation then takes that
    factor as 1 and counts no bin of one entry, as the paper's program does.
    """
    n = len(p)
    if n < 2 or n != len(o):
        raise ValueError("as many outcomes as predictions, at least two")
    where = [bin_of(a, bins) for a in p]
    sums = {b: _Bin(where.count(b), _sum(o, where, b), _sum(p, where, b)) for b in sorted(set(where))}
    rate = fmean(o)
    value = Murphy(
        math.fsum((s.k - s.p) ** 2 / s.n for s in sums.values()) / n,
        math.fsum(s.n * (s.k / s.n - rate) ** 2 for s in sums.values()) / n,
        rate * (1 - rate),
    )
    slopes = (_rel, _res(rate), lambda s: (0.0, 1 - 2 * rate, 0.0))
    if corrected:
        value = _correct(value, sums.values(), n, rate)
        whole = (1 - 2 * rate) / (n - 1)
        slopes = (_rel_corrected, _res_corrected(rate, whole), lambda s: (0.0, (1 - 2 * rate) + whole, 0.0))
    return Parts(value, Murphy(*(_sd(f, p, o, where, sums) for f in slopes)))


def _sum(values: Sequence[float], where: Sequence[int], b: int) -> float:
    return math.fsum(v for v, w in zip(values, where, strict=True) if w == b)


def _correct(value: Murphy, sums: Collection[_Bin], n: int, rate: float) -> Murphy:
    within = math.fsum(s.k * (s.n - s.k) / (s.n * (s.n - 1)) for s in sums if s.n > 1) / n
    whole = rate * (1 - rate) / (n - 1)
    gap = within - whole
    share = 1.0
    if within:
        share = min(share, value.reliability / within)
    if gap:
        share = min(share, max(value.resolution / gap, (value.resolution - 1) / gap))
    if whole:
        share = min(share, (1 - 4 * value.uncertainty) / (4 * whole))
    return Murphy(
        value.reliability - share * within,
        value.resolution - share * gap,
        value.uncertainty + share * whole,
    )


def _sd(
    slopes: Slopes, p: Sequence[float], o: Sequence[float], where: Sequence[int], sums: dict[int, _Bin]
) -> float:
    """Root of the sum of squares of what each entry adds, around its mean."""
    at = {b: slopes(s) for b, s in sums.items()}
    added = [at[w][0] + at[w][1] * b + at[w][2] * a for a, b, w in zip(p, o, where, strict=True)]
    middle = fmean(added)
    return math.sqrt(math.fsum((x - middle) ** 2 for x in added)) / len(p)


def _rel(s: _Bin) -> tuple[float, float, float]:
    gap = (s.k - s.p) / s.n
    return -gap * gap, 2 * gap, -2 * gap


def _res(rate: float) -> Slopes:
    return lambda s: (-(s.k / s.n - rate) * (s.k / s.n + rate), 2 * (s.k / s.n - rate), 0.0)


def _rel_corrected(s: _Bin) -> tuple[float, float, float]:
    if s.n < 2:
        return 0.0, 0.0, 0.0
    m, (by_n, by_k, by_p) = s.n - 1, _rel(s)
    within_by_n, within_by_k = _within_slopes(s, m)
    return by_n - within_by_n, by_k - within_by_k, by_p


def _res_corrected(rate: float, whole: float) -> Slopes:
    def slopes(s: _Bin) -> tuple[float, float, float]:
        if s.n < 2:
            return 0.0, whole, 0.0
        by_n, by_k, _ = _res(rate)(s)
        within_by_n, within_by_k = _within_slopes(s, s.n - 1)
        return by_n - within_by_n, by_k - within_by_k + whole, 0.0

    return slopes


def _within_slopes(s: _Bin, m: int) -> tuple[float, float]:
    """Slopes of k(n - k) / (n(n - 1)) by n and by k."""
    by_n = s.k / (s.n * m) - s.k * (s.n - s.k) * (2 * s.n - 1) / (s.n * m) ** 2
    return by_n, (s.n - 2 * s.k) / (s.n * m)
