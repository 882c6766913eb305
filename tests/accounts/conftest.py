"""Limits start afresh for each test."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh_limits(request: pytest.FixtureRequest) -> None:
    marked = request.node.get_closest_marker("django_db")
    if marked and "marks" in marked.kwargs.get("databases", ()):
        request.getfixturevalue("db")
        cache.clear()
