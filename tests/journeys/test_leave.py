"""Leaving: at once with script, within one reply without, and nothing to go back to."""

import time
from typing import Any

import pytest
from playwright.sync_api import APIResponse, BrowserContext, Page, Route, expect

from tests.journeys import walk
from tests.journeys.site import Site

ELSEWHERE = "https://www.bbc.com/weather"
PATIENCE = 20


class Outside:
    """Stands in for the other site, and for `/leave/` keeps the real answer and shows a page in its place."""

    def __init__(self, context: BrowserContext) -> None:
        self.answers: list[APIResponse] = []
        context.route("**/leave/", self._answer)
        context.route(ELSEWHERE, self._show)

    def _answer(self, route: Route) -> None:
        if route.request.method == "POST":
            route.fallback()
            return
        self.answers.append(route.fetch(max_redirects=0))
        self._show(route)

    def _show(self, route: Route) -> None:
        route.fulfill(body="<title>Rain</title><h1>Rain later</h1>", content_type="text/html")

    def reached(self, page: Page) -> None:
        """The script has led to the other site itself."""
        page.wait_for_selector("text=Rain later")
        assert page.url == ELSEWHERE
        assert not self.answers

    def reached_by_a_reply(self, page: Page) -> None:
        """The browser has left by an answer that leads to the other site and clears what this one kept."""
        page.wait_for_selector("text=Rain later")
        (answer,) = self.answers
        assert answer.status == 302
        assert answer.headers["location"] == ELSEWHERE
        assert "storage" in answer.headers["clear-site-data"]


@pytest.fixture
def outside(phone: BrowserContext) -> Outside:
    return Outside(phone)


@pytest.fixture
def page(phone: BrowserContext) -> Page:
    return phone.new_page()


def answered(page: Page, site: Site) -> None:
    """Stand in the check with answers ticked."""
    page.goto(f"{site.url}/check/")
    page.locator("a.door").first.click()
    page.locator('input[name="a0"]').nth(3).check()


def signed_in(page: Page, site: Site, who: str = "Dana") -> str:
    """Sign in with one click; returns the session's cookie."""
    page.goto(f"{site.url}/account/sign-in/")
    page.get_by_role("button", name=who).click()
    page.wait_for_url("**/desk/**")
    (cookie,) = (c["value"] for c in page.context.cookies() if c["name"] == "s")
    return str(cookie)


def alive(page: Page, site: Site, cookie: str) -> bool:
    """Whether whoever holds this cookie is let in at the desk."""
    answer = page.context.request.get(f"{site.url}/desk/", headers={"Cookie": f"s={cookie}"}, max_redirects=0)
    return answer.status == 200


def ends(page: Page, site: Site, cookie: str) -> None:
    """What the page sends while it goes arrives by itself; wait for it."""
    end = time.monotonic() + PATIENCE
    while alive(page, site, cookie):
        assert time.monotonic() < end, "the session goes on"
        time.sleep(0.05)


def left_for_good(page: Page, site: Site) -> None:
    """Back three times, and none of it is ours."""
    for _ in range(3):
        page.go_back()
        page.wait_for_function("ours => location.origin !== ours", arg=site.url)
        assert "Footing" not in page.title() + page.content()


def test_leave_goes_elsewhere_and_back_three_times_shows_nothing_of_ours(
    footing: Site, page: Page, outside: Outside
) -> None:
    page.goto(f"{footing.url}/")
    answered(page, footing)
    page.locator("a.leave").click()
    outside.reached(page)
    left_for_good(page, footing)


def test_whoever_types_the_address_has_come_back_and_back_works_as_before(
    footing: Site, page: Page, outside: Outside
) -> None:
    answered(page, footing)
    page.locator("a.leave").click()
    outside.reached(page)
    answered(page, footing)
    page.go_back()
    assert "Is this a good moment?" in page.content()
    assert page.evaluate("sessionStorage.length") == 0


def test_three_presses_of_shift_leave_and_are_counted_for_all(
    footing: Site, page: Page, outside: Outside
) -> None:
    answered(page, footing)
    said, dots = page.get_by_role("status").first, page.locator(".presses .on")
    for dot, words in (
        (1, "Shift: press it 2 more times to leave."),
        (2, "Shift: press it once more to leave."),
    ):
        page.keyboard.press("Shift")
        expect(said).to_have_text(words)
        expect(dots).to_have_count(dot)
    expect(page.locator(".presses i")).to_have_count(3)
    page.keyboard.press("Shift")
    outside.reached(page)


def test_each_press_has_five_seconds_to_the_next(footing: Site, page: Page, outside: Outside) -> None:
    page.clock.install()
    answered(page, footing)
    page.keyboard.press("Shift")
    page.clock.run_for(5001)
    expect(page.locator(".presses")).to_have_text("Leaving by Shift starts anew.")
    expect(page.locator(".presses i")).to_have_count(0)
    for _ in range(2):
        page.keyboard.press("Shift")
        page.clock.run_for(4000)
    assert page.url.startswith(footing.url)
    page.keyboard.press("Shift")
    outside.reached(page)


def test_shift_while_typing_does_not_leave(footing: Site, page: Page) -> None:
    page.goto(f"{footing.url}/map/")
    page.locator("[name=n]").focus()
    for letter in "ABC":
        page.keyboard.press(f"Shift+{letter}")
    assert page.locator("[name=n]").input_value() == "ABC"
    assert page.url.startswith(footing.url)


MORE_KEYS = [pytest.param(key, marks=pytest.mark.prove) for key in ("Tab", "Shift+Tab", "Control+Shift")]


@pytest.mark.parametrize("between", ["a", "Shift+B", "mouse", *MORE_KEYS])
def test_anything_between_the_presses_begins_the_count_anew(footing: Site, page: Page, between: str) -> None:
    """As when each capital is typed with Shift let go before it."""
    page.goto(f"{footing.url}/map/")
    page.locator("[name=n]").focus()
    for _ in range(3):
        page.keyboard.press("Shift")
        page.keyboard.press("Shift")
        expect(page.locator(".presses .on")).to_have_count(2)
        if between == "mouse":
            page.locator("h1").click()
        else:
            page.keyboard.press(between)
        expect(page.locator(".presses i")).to_have_count(0)
    assert page.url == f"{footing.url}/map/"


def test_the_first_stop_of_the_keyboard_is_a_hidden_link_that_leaves(
    footing: Site, page: Page, outside: Outside
) -> None:
    page.goto(f"{footing.url}/learn/")
    page.keyboard.press("Tab")
    first = page.locator(":focus")
    assert first.inner_text() == "Leave this page"
    box = first.bounding_box()
    assert box
    assert box["x"] >= 0
    page.keyboard.press("Enter")
    outside.reached(page)


def test_the_page_is_blank_and_its_tab_without_name_before_any_answer_comes(
    footing: Site, page: Page, outside: Outside
) -> None:
    answered(page, footing)
    left = page.evaluate(
        "() => { document.querySelector('a.leave').click(); const alert = document.querySelector('[role=alert]'); "
        "return { title: document.title, text: document.body.innerText, said: alert.textContent, "
        "children: document.body.children.length, cookie: document.cookie }; }"
    )
    assert left == {"title": "Loading.", "text": "Loading.", "said": "Loading.", "children": 1, "cookie": ""}
    outside.reached(page)


def test_a_blank_page_that_the_browser_kept_comes_back_as_a_page(footing: Site, page: Page) -> None:
    page.goto(f"{footing.url}/learn/")
    page.evaluate(
        "() => { document.body.replaceChildren(); "
        "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })); }"
    )
    assert page.evaluate("document.documentElement.hidden")
    with page.expect_navigation():
        page.evaluate("() => { dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })); }")
    expect(page.locator("h1")).to_be_visible()


def test_leave_works_without_script(footing: Site, plain_phone: BrowserContext) -> None:
    outside, page = Outside(plain_phone), plain_phone.new_page()
    page.goto(f"{footing.url}/check/")
    page.locator("a.leave").click()
    outside.reached_by_a_reply(page)


def test_leave_ends_a_session_of_the_desk(footing: Site, page: Page, outside: Outside) -> None:
    cookie = signed_in(page, footing)
    assert alive(page, footing, cookie)
    page.locator("a.leave").click()
    outside.reached(page)
    ends(page, footing, cookie)
    left_for_good(page, footing)
    page.goto(f"{footing.url}/desk/")
    assert "/account/sign-in/" in page.url
    assert page.context.cookies(footing.url) == []


def down(route: Route) -> None:
    route.abort("internetdisconnected")


@pytest.mark.parametrize("gone", ["the server", "every line"])
def test_case_38_where_the_line_is_down_the_page_is_gone_and_the_session_ends_when_it_is_back(
    footing: Site, page: Page, gone: str
) -> None:
    """A form that was begun is not kept: whoever leaves wants nothing left."""
    cookie = signed_in(page, footing)
    outside = Outside(page.context)
    page.goto(f"{footing.url}/desk/profile/")
    page.locator("textarea").first.fill("Quokka words")
    # A beacon does not pass by a route: it must find nobody.
    page.evaluate("() => { navigator.sendBeacon = () => true; }")
    page.context.route(f"{footing.url}/**", down)
    if gone == "every line":
        page.context.route(ELSEWHERE, down)
    page.locator("a.leave").click()
    if gone == "every line":
        page.wait_for_url(lambda url: not url.startswith(footing.url))
        assert "Quokka" not in page.content()
    else:
        outside.reached(page)
    assert alive(page, footing, cookie), "nothing could tell the server yet"
    page.context.unroute(f"{footing.url}/**", down)
    page.goto(f"{footing.url}/desk/profile/")
    assert "/account/sign-in/" in page.url
    assert not alive(page, footing, cookie)
    assert page.context.cookies(footing.url) == []


def test_a_finished_check_cannot_be_read_by_going_back(footing: Site, page: Page, outside: Outside) -> None:
    way = walk.Walk(page, footing.url)
    walk.check(way, walk.HEAVY, script=True)
    page.locator("a.leave").click()
    outside.reached(page)
    for _ in range(3):
        page.go_back()
        assert "What you notice" not in page.content()
        assert page.locator("main").count() == 0


def test_all_answers_of_the_check_make_one_entry_in_the_history(footing: Site, page: Page) -> None:
    lengths: list[Any] = []

    def see(name: str) -> None:
        if name.startswith("check: sign") or name == "check: two more":
            lengths.append(page.evaluate("history.length"))

    walk.check(walk.Walk(page, footing.url, see=see), walk.HEAVY, script=True)
    assert len(lengths) == 7
    assert len(set(lengths)) == 1
