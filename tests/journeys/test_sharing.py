"""What is taken back goes from a screen where it is open."""

import re

import pytest
from playwright.sync_api import Browser

from tests.journeys import browser, site

pytestmark = pytest.mark.filterwarnings("error")


def test_what_is_taken_back_goes_from_the_screen_by_itself(footing: site.Site, chromium: Browser) -> None:
    with browser.context(chromium) as hers, browser.context(chromium) as theirs:
        alice, dana = hers.new_page(), theirs.new_page()
        for page, name in ((alice, "Alice, client"), (dana, "Dana")):
            page.set_default_timeout(10_000)
            page.clock.install()
            page.goto(f"{footing.url}/account/sign-in/")
            page.get_by_role("button", name=re.compile(name)).click()
            page.wait_for_url(re.compile("/(today|desk)/"))
        dana.goto(f"{footing.url}/desk/shared/")
        dana.get_by_role("link", name=re.compile("Alice: Note for the first talk")).click()
        words = dana.get_by_text("please go slowly")
        words.wait_for()
        browser.pass_time(dana, 5_000)
        assert words.is_visible()
        alice.goto(f"{footing.url}/share/")
        alice.get_by_role("button", name=re.compile("Take it back.*Note")).click()
        browser.pass_time(dana, 5_000)
        words.wait_for(state="detached")
        dana.get_by_role("heading", name="Nothing here").wait_for()
