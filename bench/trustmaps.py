"""Whether the trust map's words hold: thousands of invented people whose ratings have a known connection, or none."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

from footing.core.grid import Verdict, trust_map
from footing.core.grid.model import PERHAPS, SURE

SEED, MAPS = 20261125, 1000
SAID = {Verdict.WITH, Verdict.AGAINST}
HINTED = SAID | {Verdict.PERHAPS_WITH, Verdict.PERHAPS_AGAINST}


@dataclass(frozen=True)
class Seen:
    """Shares of maps. `false`: a quality without a connection was said to have one; `hinted`: or perhaps to have one.
    `found` and `noticed`: the same of the quality that has one. `mistaken`: it was said to go the other way. `first`:
    it came first alone; `wrong_first`: another did."""

    false: float
    hinted: float
    found: float
    noticed: float
    mistaken: float
    first: float
    wrong_first: float


def simulate(people: int, qualities: int, strength: float, *, maps: int) -> Seen:
    """Maps of 1 to 5 stars, a tenth of them missing. The first quality correlates `strength` with trust (0: it does not)
    before rounding to stars; the others share a liking (.6 among themselves) and nothing with trust."""
    chance = random.Random(f"{SEED} {people} {qualities} {strength}")
    counts = dict.fromkeys(Seen.__dataclass_fields__, 0)
    for _ in range(maps):
        hidden = [chance.gauss() for _ in range(people)]
        liking = [chance.gauss() for _ in range(people)]
        rows = []
        for quality in range(qualities):
            base, share = (hidden, strength) if quality == 0 and strength else (liking, sqrt(0.6))
            rows.append([
                None if chance.random() < 0.1 else _stars(share * of + sqrt(1 - share**2) * chance.gauss())
                for of in base
            ])  # fmt: skip
        found = trust_map(rows, [_stars(of) for of in hidden])
        verdict = {quality.index: quality.verdict for quality in found.qualities}
        others = {v for index, v in verdict.items() if index or not strength}
        counts["false"] += bool(others & SAID)
        counts["hinted"] += bool(others & HINTED)
        if strength:
            counts["found"] += verdict[0] is Verdict.WITH
            counts["noticed"] += verdict[0] in {Verdict.WITH, Verdict.PERHAPS_WITH}
            counts["mistaken"] += verdict[0] in {Verdict.AGAINST, Verdict.PERHAPS_AGAINST}
            counts["first"] += found.first == 0
        counts["wrong_first"] += found.first is not None and (found.first > 0 or not strength)
    return Seen(**{name: count / maps for name, count in counts.items()})


def holds(seen: Seen, maps: int) -> bool:
    """Whether false words are as rare as promised, as far as so many maps can tell (three standard errors)."""
    kept = ((seen.false, SURE), (seen.hinted, PERHAPS))
    return all(share <= most + 3 * sqrt(most * (1 - most) / maps) for share, most in kept)


def trustmaps(maps: int = MAPS) -> Iterator[str]:
    """The part of the report. Raises ValueError where a promise does not hold."""
    yield "## The trust map\n"
    yield f"{maps:,} invented maps a line, 1 to 5 stars, a tenth missing. One quality is connected with trust, or none is; the others share a liking."
    yield f"Promised of all qualities that are not connected: said of any in at most {SURE:.0%} of maps, said or hinted in at most {PERHAPS:.0%}.\n"
    yield "| people | qualities | connection | falsely said | falsely said or hinted | found | found or hinted | the wrong way | first alone | wrongly first |"
    yield "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
    for people, qualities in ((3, 3), (5, 3), (6, 8), (8, 3), (8, 8), (12, 3), (12, 8)):
        for strength in (0.0, 0.7, 0.9):
            seen = simulate(people, qualities, strength, maps=maps)
            if not holds(seen, maps):
                raise ValueError(f"{people} people, {qualities} qualities, {strength}: {seen}")
            shares = (seen.found, seen.noticed, seen.mistaken, seen.first)
            found = " | ".join(f"{share:.1%}" if strength else "" for share in shares)
            yield (
                f"| {people} | {qualities} | {strength or 'none'} | {seen.false:.1%} | {seen.hinted:.1%} | {found} "
                f"| {seen.wrong_first:.1%} |"
            )
    yield ""


def _stars(value: float) -> int:
    """One to five, cut so that each is as frequent in many people."""
    return 1 + sum(value > cut for cut in (-0.8416, -0.2533, 0.2533, 0.8416))


if __name__ == "__main__":
    print("\n".join(trustmaps()))
