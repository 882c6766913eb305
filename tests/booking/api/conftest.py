"""The time that tests of the API book."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest


@pytest.fixture
def start() -> datetime:
    """Eleven in the morning, three days from the real now: the API has no other clock."""
    return datetime.now(UTC).replace(hour=11, minute=0, second=0, microsecond=0) + timedelta(days=3)


@pytest.fixture
def no_limits(settings: Any) -> None:
    """More requests than one place may send."""
    settings.FOOTING_RATE_LIMITS = False
