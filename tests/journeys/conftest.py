"""One running site and one Chromium for all journeys of a process.

Both end with the last journey: Playwright keeps an event loop, in which Django would refuse to ask a database.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.journeys import browser, site


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every process that runs journeys has one site for them; without Chromium they are skipped by name."""
    for item in items:
        if "tests/journeys" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            if not browser.executable():
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


@pytest.fixture(scope="package")
def footing() -> Iterator[site.Site]:
    """The demo practice, served by the real server."""
    with site.running() as running:
        yield running


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    with browser.chromium() as started:
        yield started


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    """A fresh profile, 360 px wide."""
    with browser.context(chromium) as made:
        made.set_default_timeout(10_000)
        yield made


@pytest.fixture
def narrow(chromium: Browser) -> Iterator[BrowserContext]:
    """The narrowest window that a page must fit into, 320 px."""
    with browser.context(chromium, viewport={"width": 320, "height": 740}) as made:
        made.set_default_timeout(10_000)
        yield made


@pytest.fixture
def plain_phone(chromium: Browser) -> Iterator[BrowserContext]:
    """The same without JavaScript."""
    with browser.context(chromium, java_script_enabled=False) as made:
        made.set_default_timeout(10_000)
        yield made
