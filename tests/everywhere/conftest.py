"""The practice with all its people, and clients for each of them."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from footing.practice.services import assign
from tests.conftest import OwnClient
from tests.people import World, make_world, signed_in
from tests.practice.letters import letter


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
    """Everybody, and something that was sent to the practice and is Dana's to answer."""
    made = make_world()
    assign(inquiry=letter(), owner=made.dana, by=made.erin.id)
    return made


@pytest.fixture
def as_(world: World) -> Callable[[str], Client]:
    """A client of somebody of the cast; of a visitor for any other word."""
    return lambda who: signed_in(getattr(world, who), OwnClient()) if hasattr(world, who) else OwnClient()
