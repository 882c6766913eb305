"""An account with what was just done kept in it: with script, without, and by keyboard."""

import pytest
from playwright.sync_api import Browser

from tests.journeys import browser, own_pages, site, walk

pytestmark = pytest.mark.filterwarnings("error")


# With script `test_pages.py` walks the same pages and looks at the stops of the Tab key; the tests of each room send
# the same forms without a browser. Whole, without script and by keys, in `make prove`.
@pytest.mark.prove
@pytest.mark.parametrize("way", ["plain", "keyboard"])
def test_a_plan_is_kept_in_a_new_account_and_found_again(
    footing: site.Site, chromium: Browser, way: str
) -> None:
    with browser.context(chromium, java_script_enabled=way != "plain") as phone:
        phone.set_default_timeout(10_000)
        person = walk.Walk(phone.new_page(), footing.url, keyboard=way == "keyboard")
        own_pages.client(person)
        assert person.page.url.endswith("/today/")
        assert person.page.get_by_role("link", name="Your plan").count() == 1
        assert person.page.context.cookies()[0]["httpOnly"]


def test_before_the_end_the_page_asks_and_at_the_end_it_goes(footing: site.Site, chromium: Browser) -> None:
    with browser.context(chromium) as phone:
        phone.set_default_timeout(10_000)
        page = phone.new_page()
        page.clock.install()
        page.goto(f"{footing.url}/account/sign-in/")
        page.get_by_role("button", name="Bob, client").click()
        page.wait_for_url("**/today/")
        page.clock.fast_forward("07:30")
        assert page.locator(".idle").count() == 0
        page.clock.fast_forward("00:50")
        stay = page.get_by_role("button", name="Stay signed in")
        stay.wait_for()
        assert stay.evaluate("e => e === document.activeElement")
        assert not browser.axe(page)
        stay.click()
        page.locator(".idle").wait_for(state="detached")
        # The clock of the server has not moved: its end is played by taking the session away.
        phone.clear_cookies()
        page.clock.fast_forward("10:10")
        page.wait_for_url("**/account/sign-in/")


def test_what_was_typed_when_the_end_came_is_there_after_signing_in(
    footing: site.Site, chromium: Browser
) -> None:
    with browser.context(chromium) as phone:
        phone.set_default_timeout(10_000)
        page = phone.new_page()
        page.clock.install()
        page.goto(f"{footing.url}/account/sign-in/")
        page.get_by_role("button", name="Bob, client").click()
        page.goto(f"{footing.url}/account/reach/")
        page.locator("[name=hours]").fill("wombat mornings")
        page.clock.fast_forward("10:10")
        page.get_by_role("button", name="Sign in and go on").wait_for()
        assert not page.locator("main").is_visible()
