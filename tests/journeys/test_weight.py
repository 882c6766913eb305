"""A page weighs little: a first visit of `/` at most 40 kB over the wire, a later page 15 kB."""

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from footing.design import middleware
from tests.journeys import pages, site, weight

STATIC = Path(middleware.__file__).parent / "static" / "design"


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.prove)])
def test_the_first_visit_and_later_pages_are_light(
    footing: site.Site, chromium: Browser, every: bool
) -> None:
    every_one = pages.public() if every else pages.kinds()
    addresses = [a for a in every_one if "none" not in a and "nobody" not in a]
    # One of each kind in `make test`: the line of these visits is slow on purpose.
    first, *later = weight.visits(chromium, footing.url, addresses if every else addresses[::4])
    assert first.address == "/"
    assert 0 < first.size <= 40_000
    heavy = [visit for visit in later if visit.size > 15_000]
    assert not heavy, heavy


def test_style_and_script_stay_small() -> None:
    assert sum(len(gzip.compress(f.read_bytes())) for f in STATIC.glob("*.css")) <= 15_000
    assert sum(len(gzip.compress(f.read_bytes())) for f in STATIC.glob("*.js")) <= 8_000
