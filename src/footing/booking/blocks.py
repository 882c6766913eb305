"""Five-minute blocks: how an occupation is counted."""

from datetime import UTC, datetime, timedelta

from footing.booking.models import BLOCK_MINUTES

SECONDS = BLOCK_MINUTES * 60
# No occupation is longer (four hours and a pause of two), so a search looks back this far.
LONGEST = 72
# No local day is longer: what begins on a start's own day lies this near to it.
A_DAY = 25 * 12


def block_of(moment: datetime) -> int:
    """The block that a moment lies in."""
    return int(moment.timestamp()) // SECONDS


def block_from(moment: datetime) -> int:
    """The first block that begins at a moment or later."""
    return -(-int(moment.timestamp()) // SECONDS)


def moment_of(block: int) -> datetime:
    """The moment at which a block begins, in UTC."""
    return datetime.fromtimestamp(block * SECONDS, UTC)


def span_of(start: datetime, end: datetime, pause: int) -> range:
    """The blocks of [start, end + pause minutes); an end within a block takes the whole block."""
    after = end + timedelta(minutes=pause)
    return range(block_of(start), block_from(after))
