"""An account with what was just done kept in it: with script, without, and by keyboard."""

import pytest
from playwright.sync_api import Browser

from tests.journeys import browser, pages, site, walk

pytestmark = pytest.mark.filterwarnings("error")


@pytest.mark.parametrize("way", ["script", "plain", "keyboard"])
def test_a_plan_is_kept_in_a_new_account_and_found_again(
    footing: site.Site, chromium: Browser, way: str
) -> None:
    with browser.context(chromium, java_script_enabled=way != "plain") as phone:
        phone.set_default_timeout(10_000)
        person = walk.Walk(phone.new_page(), footing.url, keyboard=way == "keyboard")
        pages.client(person)
        assert person.page.url.endswith("/today/")
        assert person.page.get_by_role("link", name="Your plan").count() == 1
        assert person.page.context.cookies()[0]["httpOnly"]
