"""Who fits somebody: what is known of each therapist, held against what was wished for. Nothing of it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from footing.booking import blocks
from footing.booking.models import BLOCK_MINUTES, AppointmentType
from footing.booking.queries import load, search
from footing.core.matching import Candidate, Criterion, Fit, Seeker, rank
from footing.practice import fit as vocabulary
from footing.practice.models import Therapist

NEXT = 3


@dataclass(frozen=True)
class Known:
    """What a search found of the team for one kind of talk: candidates by id, and their open starts in blocks."""

    candidates: Mapping[UUID, Candidate]
    starts: Mapping[UUID, NDArray[np.int64]]
    team: Mapping[UUID, Therapist]
    zone: str


@dataclass(frozen=True)
class Place:
    """One therapist in the order, with the next starts: within the wished times where there are any."""

    therapist: Therapist
    fit: Fit
    starts: tuple[datetime, ...]


def known(kind: AppointmentType, team: Sequence[Therapist], *, zone: ZoneInfo, now: datetime) -> Known:
    """Read once what an order of therapists needs; parts of the week are those of `zone`. Five queries."""
    end = now + load.WINDOW
    starts = search.read(team, start=now, end=end, now=now).starts(kind, start=now, end=end)
    taken = load.booked(starts, now=now)
    hours = tuple(sorted((hour, id) for id, hour in vocabulary.words().part_from.items()))
    candidates = {}
    for one in team:
        own = starts[one.id]
        candidates[one.id] = Candidate(
            id=f"{one.position:05}-{one.id}",
            needs=frozenset(one.themes) or None,
            languages=frozenset(one.languages) or None,
            modes=frozenset(one.modes) or None,
            open=_by_part(own, zone.key, hours),
            said={group: said for group, said in one.says.items() if said},
            fee=one.fee_minor if one.fee_currency else None,
            lowest_fee=one.fee_lowest_minor,
            currency=one.fee_currency,
            access=one.access_features,
            interpreter=one.takes_interpreter,
            booked=taken.get(one.id, 0),
            places=taken.get(one.id, 0) + _fit_in(own, kind.minutes // BLOCK_MINUTES),
        )
    return Known(candidates, starts, {one.id: one for one in team}, zone.key)


def ranked(seeker: Seeker, found: Known, weights: Mapping[Criterion, float]) -> list[Place]:
    """The whole team in the order in which it fits."""
    ids = {candidate.id: id for id, candidate in found.candidates.items()}
    return [
        Place(found.team[ids[fit.id]], fit, _next(found.starts[ids[fit.id]], seeker, found.zone))
        for fit in rank(seeker, found.candidates.values(), weights)
    ]


def _by_part(starts: NDArray[np.int64], zone: str, hours: tuple[tuple[int, str], ...]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for block in starts.tolist():
        part = _part(block, zone, hours)
        counts[part] = counts.get(part, 0) + 1
    return counts


@lru_cache(maxsize=65536)
def _part(block: int, zone: str, hours: tuple[tuple[int, str], ...]) -> str:
    """The part of the week that a block begins in, such as "1-evening": weekday (Monday is 0) and part of day."""
    local = blocks.moment_of(block).astimezone(ZoneInfo(zone))
    return f"{local.weekday()}-{[id for hour, id in hours if hour <= local.hour][-1]}"


def _next(starts: NDArray[np.int64], seeker: Seeker, zone: str) -> tuple[datetime, ...]:
    hours = tuple(sorted((hour, id) for id, hour in vocabulary.words().part_from.items()))
    every = starts.tolist()
    wished = [block for block in every if _part(block, zone, hours) in seeker.times] if seeker.times else []
    return tuple(blocks.moment_of(block) for block in (wished or every)[:NEXT])


def _fit_in(starts: NDArray[np.int64], length: int) -> int:
    """How many talks of a length find room one after the other in a list of open starts."""
    count, free_from = 0, 0
    for block in starts.tolist():
        if block >= free_from:
            count, free_from = count + 1, block + length
    return count
