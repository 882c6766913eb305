"""Limits start afresh for each test."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh_limits(db: None) -> None:
    cache.clear()
