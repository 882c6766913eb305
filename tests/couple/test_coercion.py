"""What Bob observes does not depend on what Alice keeps to herself, whatever the two do one after the other.

The same exploration goes deeper, with all that they can do, in `make prove` (`bench/coercion`).
"""

import json
import os
import time
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from bench.coercion.explore import explore
from bench.coercion.leaks import LEAKS, LINKED, SIDE_BY_SIDE, Leak, found
from bench.coercion.world import World, standing
from django.core.cache import cache

from tests.conftest import OwnClient
from tests.couple.conftest import Pair
from tests.people import signed_in

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.one_database]
FEW = (*LINKED, "bob types another code", "alice says no", "alice unlinks")
# Where each exploration begins, and how deep it goes in `make prove`.
DEEP = {"before a link": ((), 6), "after it": (LINKED, 3), "with both ways open": (SIDE_BY_SIDE, 2)}


@pytest.fixture
def world(pair: Pair) -> Iterator[World]:
    cache.clear()
    with standing():
        yield World(pair.alice, pair.bob, lambda person: signed_in(person, OwnClient()))


def test_of_linking_bob_observes_what_he_may_know_and_no_more(world: World) -> None:
    seen = explore(world, depth=3, only=lambda name: name in FEW)
    assert seen.states > 5
    assert seen.erased > 0


@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: leak.name.replace(" ", "-"))
def test_a_planted_leak_is_found(world: World, leak: Leak) -> None:
    assert found(world, replace(leak, plant=lambda world: nullcontext())) == ""
    assert found(world, leak)


@pytest.mark.prove
@pytest.mark.parametrize("name", DEEP)
def test_of_everything_bob_observes_what_he_may_know_and_no_more(world: World, name: str) -> None:
    began, (begin, depth) = time.monotonic(), DEEP[name]
    seen = explore(world, depth=depth, begin=begin, every_answer=1)
    told = {"name": name, "depth": depth, "states": seen.states, "transitions": seen.transitions, "pages": seen.pages,
            "erased": seen.erased, "seconds": round(time.monotonic() - began)}  # fmt: skip
    if "COERCION_REPORT" in os.environ:
        with Path(os.environ["COERCION_REPORT"]).open("a") as file:
            file.write(json.dumps(told) + "\n")
