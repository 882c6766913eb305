"""The time that tests of the API book."""

from datetime import UTC, datetime, timedelta

import pytest


@pytest.fixture
def start() -> datetime:
    """Eleven in the morning, three days from the real now: the API has no other clock."""
    return datetime.now(UTC).replace(hour=11, minute=0, second=0, microsecond=0) + timedelta(days=3)
