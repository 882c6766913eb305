"""Leaving: at once with script, within one reply without, and nothing to go back to."""

import pytest
from playwright.sync_api import APIResponse, BrowserContext, Page, Route

from tests.journeys import walk
from tests.journeys.site import Site

ELSEWHERE = "https://www.bbc.com/weather"


class Outside:
    """Stands in for the other site: keeps the real answer of `/leave/` and shows a page in its place."""

    def __init__(self, context: BrowserContext) -> None:
        self.answers: list[APIResponse] = []
        context.route("**/leave/", self._answer)

    def _answer(self, route: Route) -> None:
        self.answers.append(route.fetch(max_redirects=0))
        route.fulfill(body="<title>Rain</title><h1>Rain later</h1>", content_type="text/html")

    def reached(self, page: Page) -> None:
        """The browser has left, by an answer that leads to the other site and clears what this one kept."""
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


def test_leave_goes_elsewhere_and_back_does_not_bring_the_answers(
    footing: Site, page: Page, outside: Outside
) -> None:
    answered(page, footing)
    page.locator("a.leave").click()
    outside.reached(page)
    page.go_back()
    assert "Rain" not in page.content()
    assert page.locator("input:checked").count() == 0


def test_three_presses_of_shift_leave(footing: Site, page: Page, outside: Outside) -> None:
    answered(page, footing)
    for _ in range(3):
        page.keyboard.press("Shift")
    outside.reached(page)


def test_shift_while_typing_does_not_leave(footing: Site, page: Page) -> None:
    page.goto(f"{footing.url}/map/")
    page.locator("[name=n]").focus()
    for letter in "ABC":
        page.keyboard.press(f"Shift+{letter}")
    assert page.locator("[name=n]").input_value() == "ABC"
    assert page.url.startswith(footing.url)


def test_the_page_is_blank_before_any_answer_comes(footing: Site, page: Page, outside: Outside) -> None:
    answered(page, footing)
    left = page.evaluate(
        "() => { document.querySelector('a.leave').click(); "
        "return { title: document.title, text: document.body.innerText, "
        "main: document.querySelectorAll('main').length }; }"
    )
    assert left == {"title": "Loading", "text": "Loading", "main": 0}
    outside.reached(page)


def test_leave_works_without_script(footing: Site, plain_phone: BrowserContext) -> None:
    outside, page = Outside(plain_phone), plain_phone.new_page()
    page.goto(f"{footing.url}/check/")
    page.locator("a.leave").click()
    outside.reached(page)


def test_leave_ends_a_session_of_the_desk(footing: Site, page: Page, outside: Outside) -> None:
    page.goto(f"{footing.url}/account/sign-in/")
    page.get_by_role("button", name="Dana").click()
    page.wait_for_url("**/desk/**")
    page.locator("a.leave").click()
    outside.reached(page)
    page.goto(f"{footing.url}/desk/")
    assert "/account/sign-in/" in page.url


def test_a_finished_check_cannot_be_read_by_going_back(footing: Site, page: Page, outside: Outside) -> None:
    way = walk.Walk(page, footing.url)
    walk.check(way, walk.HEAVY, script=True)
    page.locator("a.leave").click()
    outside.reached(page)
    for _ in range(3):
        page.go_back()
        assert "What you notice" not in page.content()
