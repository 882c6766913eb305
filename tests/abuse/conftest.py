"""The practice with all its people."""

import pytest
from django.core.cache import cache

from tests.people import World, make_world


@pytest.fixture
def world(db: None) -> World:
    cache.clear()
    return make_world()
