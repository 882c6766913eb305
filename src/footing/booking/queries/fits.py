"""Who fits somebody: what is known of each therapist, held against what was wished for. Nothing of it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
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
Blocks = NDArray[np.int64]


@dataclass(frozen=True)
class Known:
    """What a search found of the team for one kind of talk, by id.

    `starts` are open starts in blocks, `parts` the part of the week of each, as a place in `names`.
    """

    candidates: Mapping[UUID, Candidate]
    starts: Mapping[UUID, Blocks]
    parts: Mapping[UUID, Blocks]
    names: tuple[str, ...]
    team: Mapping[UUID, Therapist]


@dataclass(frozen=True)
class Place:
    """One therapist in the order, with the next starts: within the wished times where there are any."""

    therapist: Therapist
    fit: Fit
    starts: tuple[datetime, ...]


def known(
    kind: AppointmentType, team: Sequence[Therapist], *, zone: ZoneInfo, now: datetime,
    modes: Mapping[UUID, str] | None = None,
) -> Known:  # fmt: skip
    """Read once what an order of therapists needs; parts of the week are those of `zone`.

    `modes`: how each would be met; without it a start counts in whatever way. Five queries.
    """
    starts = _starts(kind, team, modes or {}, now)
    taken = load.booked(starts, now=now)
    names, parts = _parts(starts, zone)
    length = kind.minutes // BLOCK_MINUTES
    candidates = {}
    for one in team:
        booked, counts = taken.get(one.id, 0), np.bincount(parts[one.id], minlength=len(names)).tolist()
        candidates[one.id] = replace(
            _said(one),
            open={name: count for name, count in zip(names, counts, strict=True) if count},
            booked=booked,
            places=booked + _fit_in(starts[one.id], length),
        )
    return Known(candidates, starts, parts, names, {one.id: one for one in team})


def ranked(seeker: Seeker, found: Known, weights: Mapping[Criterion, float]) -> list[Place]:
    """The whole team in the order in which it fits."""
    ids = {candidate.id: id for id, candidate in found.candidates.items()}
    wished = [place for place, name in enumerate(found.names) if name in seeker.times]
    return [
        Place(found.team[ids[fit.id]], fit, _next(found, ids[fit.id], wished))
        for fit in rank(seeker, found.candidates.values(), weights)
    ]


def _said(one: Therapist) -> Candidate:
    """What the profile says; what it leaves empty is not known. The id begins with the practice's own order."""
    return Candidate(
        id=f"{one.position:05}-{one.id}",
        needs=frozenset(one.themes) or None,
        languages=frozenset(one.languages) or None,
        modes=frozenset(one.modes) or None,
        said=one.says,
        fee=one.fee_minor if one.fee_currency else None,
        lowest_fee=one.fee_lowest_minor,
        currency=one.fee_currency,
        access=one.access_features,
        interpreter=one.takes_interpreter,
    )


def _parts(starts: Mapping[UUID, Blocks], zone: ZoneInfo) -> tuple[tuple[str, ...], dict[UUID, Blocks]]:
    """The parts of a week, such as "1-evening" (Monday is 0), and which of them each start lies in."""
    day = sorted((hour, id) for id, hour in vocabulary.words().part_from.items())
    names = tuple(f"{weekday}-{id}" for weekday in range(7) for _hour, id in day)
    every = np.unique(np.concatenate(list(starts.values())))
    local = [blocks.moment_of(block).astimezone(zone) for block in every.tolist()]
    codes = np.array(
        [at.weekday() * len(day) + sum(hour <= at.hour for hour, _id in day) - 1 for at in local],
        dtype=np.int64,
    )
    return names, {id: codes[np.searchsorted(every, own)] for id, own in starts.items()}


def _next(found: Known, id: UUID, wished: Sequence[int]) -> tuple[datetime, ...]:
    own = found.starts[id]
    within = own[np.isin(found.parts[id], wished)] if wished else own
    return tuple(blocks.moment_of(block) for block in (within if len(within) else own)[:NEXT].tolist())


def _fit_in(starts: Blocks, length: int) -> int:
    """How many talks of a length find room one after the other in a list of open starts."""
    if len(starts) < 2 or np.diff(starts).min() >= length:
        return len(starts)
    count, free_from = 0, 0
    for block in starts.tolist():
        if block >= free_from:
            count, free_from = count + 1, block + length
    return count


def _starts(
    kind: AppointmentType, team: Sequence[Therapist], modes: Mapping[UUID, str], now: datetime
) -> dict[UUID, Blocks]:
    end, found = now + load.WINDOW, dict[UUID, Blocks]()
    reading = search.read(team, start=now, end=end, now=now)
    for mode in {modes.get(id) for id in reading.plans}:
        own = {id: plan for id, plan in reading.plans.items() if modes.get(id) == mode}
        found |= replace(reading, plans=own, mode=mode).starts(kind, start=now, end=end)
    return found
