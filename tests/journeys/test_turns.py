"""A round on two phones: what one presses stands on the other's in about a second; hidden, a line down, a stop."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.couple.turns import pairs
from tests.journeys import browser, site

pytestmark = pytest.mark.filterwarnings("error")
SOON = (
    2_400  # milliseconds: a change comes within a second and a fifth; machines that test have other work too
)


@pytest.fixture(scope="module")
def rounds(footing: site.Site) -> list[pairs.Going]:
    """One for each test."""
    return pairs.made(footing, 6)


@pytest.fixture
def phones(footing: site.Site, chromium: Browser, rounds: list[pairs.Going]) -> Iterator[tuple[Page, Page]]:
    """Of one and of the other, both in the round."""
    going = rounds.pop()
    with browser.context(chromium) as hers, browser.context(chromium) as his:
        yield opened(hers, footing, going, going.one), opened(his, footing, going, going.other)


def opened(context: BrowserContext, footing: site.Site, going: pairs.Going, session: str) -> Page:
    context.add_cookies([{"name": "s", "value": session, "url": footing.url}])
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(f"{footing.url}/two/turns/{going.round}/")
    return page


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()


def soon(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(title, timeout=SOON)


def test_one_speaks_the_other_says_it_back_it_is_put_right_and_stop_ends_it(
    phones: tuple[Page, Page],
) -> None:
    hers, his = phones
    began = time.monotonic()
    press(hers, "I speak first")
    soon(his, "Now you listen")
    assert time.monotonic() - began < 2 * SOON / 1000
    expect(his.locator("#line")).to_have_text("Now you listen")
    press(hers, "I have said it")
    soon(his, "Say back what you heard")
    his.locator("textarea").fill("You are cross with me.")
    press(his, "I said it back")
    soon(hers, "Is that right?")
    expect(hers.get_by_text("You are cross with me.")).to_be_visible()
    press(hers, "Not quite")
    expect(hers.locator("h1")).to_be_focused()
    soon(his, "Listen once more")
    press(hers, "I have said it")
    soon(his, "Say back what you heard")
    expect(his.locator("textarea")).to_have_value("You are cross with me.")
    his.locator("textarea").fill("You felt left out.")
    press(his, "I said it back")
    soon(hers, "Is that right?")
    press(hers, "Yes. Now you")
    soon(his, "Your turn to speak")
    for page in phones:
        assert browser.sideways(page) == 0
        assert browser.small_targets(page) == []
        assert browser.axe(page) == []
    press(his, "Stop here")
    soon(hers, "This round has ended.")
    assert hers.locator("#turn").inner_text() == his.locator("#turn").inner_text()
    assert "left out" not in hers.content() + his.content()


def test_what_is_typed_survives_a_press_of_the_other_a_line_that_is_down_and_a_stop(
    phones: tuple[Page, Page],
) -> None:
    hers, his = phones
    press(hers, "I speak first")
    press(hers, "I have said it")
    soon(his, "Say back what you heard")
    box = his.locator("textarea")
    box.fill("You felt")
    box.focus()
    press(hers, "Put the clock away")
    expect(his.get_by_role("button", name="Put the clock away")).to_have_count(0, timeout=SOON)
    expect(box).to_be_focused()
    his.keyboard.press("End")
    his.keyboard.type(" left out.")
    his.context.set_offline(True)
    press(his, "I said it back")
    expect(his.locator("#line")).to_contain_text("No connection. Trying again.")
    expect(box).to_have_value("You felt left out.")
    his.context.set_offline(False)
    soon(his, "You said it back")
    soon(hers, "Is that right?")
    expect(hers.get_by_text("You felt left out.")).to_be_visible()
    hers.context.set_offline(True)
    press(hers, "Yes. Now you")
    hers.wait_for_timeout(300)
    press(hers, "Yes. Now you")
    hers.context.set_offline(False)
    soon(his, "Your turn to speak")
    soon(hers, "Now you listen")
    press(his, "I have said it")
    soon(hers, "Say back what you heard")
    hers.locator("textarea").fill("Half a sentence")
    press(his, "Stop here")
    soon(hers, "This round has ended.")
    expect(hers.locator("textarea")).to_have_value("Half a sentence")


def asked(page: Page) -> list[str]:
    """Everything that a page asks the server for from now on."""
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url))
    return found


def hide(page: Page, hidden: bool) -> None:
    """As when another tab is in front, or the phone is locked."""
    page.evaluate(
        """(hidden) => {
          Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
          document.dispatchEvent(new Event('visibilitychange'));
        }""",
        hidden,
    )


def test_what_changed_comes_with_the_answer_and_needs_no_second_request(phones: tuple[Page, Page]) -> None:
    hers, his = phones
    theirs = asked(his)
    press(hers, "I speak first")
    soon(his, "Now you listen")
    his.wait_for_timeout(SOON)
    assert len([address for address in theirs if "/now/" in address]) > 1
    assert [address for address in theirs if "/two/" in address] == []


def test_a_hidden_phone_asks_nothing_and_asks_at_once_when_it_is_seen_again(
    phones: tuple[Page, Page],
) -> None:
    hers, his = phones
    his.clock.install()
    his.reload()
    hide(his, hidden=True)
    browser.pass_time(his, SOON)  # a question that was on its way is answered
    theirs = asked(his)
    press(hers, "I speak first")
    soon(hers, "Your turn to speak")
    his.clock.fast_forward(60_000)
    browser.pass_time(his, SOON)
    assert [address for address in theirs if "/now/" in address] == []
    expect(his.locator("h1")).to_have_text("Who speaks first?")
    hide(his, hidden=False)
    soon(his, "Now you listen")
    theirs.clear()
    browser.pass_time(his, SOON)
    assert len([address for address in theirs if "/now/" in address]) > 1


def test_what_was_pressed_before_a_phone_was_hidden_is_still_sent(phones: tuple[Page, Page]) -> None:
    hers, his = phones
    # A server that is away tells no browser when it is back.
    hers.route("**/two/turns/**", lambda route: route.abort())
    press(hers, "I speak first")
    expect(hers.locator("#line")).to_contain_text("No connection. Trying again.")
    hide(hers, hidden=True)
    hers.wait_for_timeout(SOON)  # what was to be tried before it was hidden failed too
    hers.unroute("**/two/turns/**")
    expect(his.locator("h1")).to_have_text("Now you listen", timeout=10_000)


def test_a_line_that_is_down_is_tried_ever_more_seldom_and_then_as_before(
    phones: tuple[Page, Page],
) -> None:
    hers, his = phones
    his.clock.install()
    his.reload()
    his.route("**/now/**", lambda route: route.abort())
    browser.pass_time(his, SOON)
    expect(his.locator("#line")).to_contain_text("No connection. Trying again.")
    theirs = asked(his)
    browser.pass_time(his, 7_000)
    assert 1 <= len(theirs) <= 4  # as often as before, it would be ten
    his.unroute("**/now/**")
    press(hers, "I speak first")
    browser.pass_time(his, 6_000)
    expect(his.locator("h1")).to_have_text("Now you listen")
    theirs.clear()
    browser.pass_time(his, SOON)
    assert len(theirs) > 1
