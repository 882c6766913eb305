"""Every page and state passes axe and the scripted checks at 320 px; kinds of pages in other colours and widths too."""

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.journeys import browser, desk_pages, own_pages, pages, site, walk
from tests.journeys.look import Look
from tests.journeys.test_way import MOST_SCREENS, booked

pytestmark = pytest.mark.filterwarnings("error")


def eyes(context: BrowserContext, footing: site.Site, *, full: bool = False) -> Look:
    """`full`: other colours, the walk by Tab and 1280 px as well. Every page is looked at so in `make prove`."""
    return Look(context.new_page(), footing.url, focus=full, colours=full, wide=full)


def test_every_kind_of_public_page_passes(footing: site.Site, narrow: BrowserContext) -> None:
    look = eyes(narrow, footing, full=True)
    for address in pages.kinds():
        look.page.goto(footing.url + address)
        look(address)
    assert len(look.seen) >= 35
    assert not look.findings, "\n".join(look.findings)


def test_every_state_of_the_way_passes(footing: site.Site, narrow: BrowserContext) -> None:
    look = eyes(narrow, footing)
    way = walk.Walk(look.page, footing.url, see=look)
    walk.whole(way, script=True)
    booked(way.page)
    assert 25 <= way.screens <= MOST_SCREENS["script"]
    assert not look.findings, "\n".join(look.findings)


@pytest.mark.prove
def test_every_page_of_the_way_passes_without_script(footing: site.Site, chromium: Browser) -> None:
    """Without script nothing runs in the page, so what the server sent is looked at with script switched on again."""
    with (
        browser.context(chromium, java_script_enabled=False) as plain,
        browser.context(chromium, viewport={"width": 320, "height": 740}) as other,
    ):
        look = eyes(other, footing)
        other.route("**/*.js", lambda route: route.abort())
        way = walk.Walk(plain.new_page(), footing.url)

        def see(name: str) -> None:
            look.page.goto(f"{footing.url}/healthz")
            look.page.set_content(way.page.content())
            look(name)

        way.see = see
        walk.whole(way, script=False)
    assert len(look.seen) >= 18
    assert not look.findings, "\n".join(look.findings)


def test_error_states_pass(footing: site.Site, narrow: BrowserContext) -> None:
    look = eyes(narrow, footing)
    for name, reach in (*pages.errors(), *pages.account_errors()):
        reach(look.page, footing)
        look.page.wait_for_load_state()
        if name.startswith("error"):
            assert look.page.locator(".alert").count() == 1, name
            assert look.page.evaluate("document.activeElement.className").startswith("alert"), name
        look(name)
    assert not look.findings, "\n".join(look.findings)


def test_a_booking_in_every_state_passes(footing: site.Site, narrow: BrowserContext) -> None:
    look = eyes(narrow, footing)
    pages.managed(walk.Walk(look.page, footing.url, see=look))
    assert look.page.locator("h1").inner_text() == "It is deleted"
    assert not look.findings, "\n".join(look.findings)


def test_waiting_for_a_time_passes_in_every_state(footing: site.Site, narrow: BrowserContext) -> None:
    look = eyes(narrow, footing)
    pages.waits(walk.Walk(look.page, footing.url, see=look))
    assert look.page.locator("h1").inner_text() == "It is deleted"
    assert not look.findings, "\n".join(look.findings)


def test_turns_with_one_phone_pass(footing: site.Site, narrow: BrowserContext) -> None:
    look = eyes(narrow, footing)
    pages.hands(walk.Walk(look.page, footing.url, see=look))
    assert look.page.locator("h1").inner_text() == "This round has ended."
    assert not look.findings, "\n".join(look.findings)


def test_a_time_that_is_asked_for_passes(footing: site.Site, narrow: BrowserContext) -> None:
    look = eyes(narrow, footing)
    walk.book(walk.Walk(look.page, footing.url, see=look), who="priya", button="Ask for this time")
    assert look.page.locator("h1").inner_text() == "You have asked for this time"
    assert not look.findings, "\n".join(look.findings)


def test_what_follows_registering_and_writing_passes(footing: site.Site, narrow: BrowserContext) -> None:
    look = eyes(narrow, footing)
    way = walk.Walk(look.page, footing.url, see=look)
    walk.register(way)
    walk.write(way)
    assert len(look.seen) == 4
    assert not look.findings, "\n".join(look.findings)


def test_what_somebody_sent_passes_in_every_state(footing: site.Site, narrow: BrowserContext) -> None:
    look = eyes(narrow, footing)
    pages.sent(walk.Walk(look.page, footing.url, see=look))
    assert look.page.locator("h1").inner_text() == "It is deleted"
    assert not look.findings, "\n".join(look.findings)


def test_the_rooms_of_a_client_pass(footing: site.Site, narrow: BrowserContext) -> None:
    look = eyes(narrow, footing)
    own_pages.lived_in(walk.Walk(look.page, footing.url, see=look))
    assert len(look.seen) >= 35
    assert not look.findings, "\n".join(look.findings)


@pytest.mark.prove
def test_the_pages_of_a_client_pass_in_every_state(footing: site.Site, narrow: BrowserContext) -> None:
    look = eyes(narrow, footing)
    own_pages.client(walk.Walk(look.page, footing.url, see=look))
    assert look.page.locator("h1").inner_text() == "Today"
    assert not look.findings, "\n".join(look.findings)


def test_the_pages_of_the_desk_pass(footing: site.Site, narrow: BrowserContext) -> None:
    look = eyes(narrow, footing)
    desk_pages.fronts(walk.Walk(look.page, footing.url, see=look))
    assert len(look.seen) >= 23
    assert not look.findings, "\n".join(look.findings)


@pytest.mark.prove
@pytest.mark.parametrize("who", ["Dana", "Erin"])
def test_the_desk_passes_in_every_state(footing: site.Site, narrow: BrowserContext, who: str) -> None:
    look = eyes(narrow, footing)
    desk_pages.desk(walk.Walk(look.page, footing.url, see=look), who)
    assert len(look.seen) >= 6
    assert not look.findings, "\n".join(look.findings)


def test_every_component_passes_in_every_state(footing: site.Site, narrow: BrowserContext) -> None:
    port = str(site.free_port())
    with site.serving(
        footing, FOOTING_DEBUG="on", PORT=port, FOOTING_URL=f"http://localhost:{port}"
    ) as debugging:
        look = eyes(narrow, debugging, full=True)
        look.page.goto(f"{debugging.url}/design/")
        look("components")
    assert not look.findings, "\n".join(look.findings)
