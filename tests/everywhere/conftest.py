"""The practice with all its people, and clients for each of them."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from tests.conftest import OwnClient
from tests.people import World, make_world, signed_in


@pytest.fixture(autouse=True)
def fresh_limits(request: pytest.FixtureRequest) -> Iterator[None]:
    marked = request.node.get_closest_marker("django_db")
    if marked:
        request.getfixturevalue("db")
        cache.clear()
    yield
    if marked:
        cache.clear()


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def as_(world: World) -> Callable[[str], Client]:
    """A client of somebody of the cast; of a visitor for any other word."""
    return lambda who: signed_in(getattr(world, who), OwnClient()) if hasattr(world, who) else OwnClient()
