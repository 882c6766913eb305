"""The checks themselves find what is wrong: a check that cannot fail would pass every page."""

from playwright.sync_api import BrowserContext

from tests.journeys import browser
from tests.journeys.look import focus

STOPS = """<style>a:focus { outline: 2px solid }</style><a href="#1">one</a><p style="height: 2000px"></p>
<a href="#2" style="outline: none">two</a><div style="position: relative"><a href="#3">three</a>
<div style="position: absolute; inset: 0; background: white"></div></div><a href="#4">four</a>"""
PALE = """<style>@media (prefers-color-scheme: dark) { p { color: #999; background: #888 } }</style><p>Words</p>"""


def test_a_stop_that_is_covered_or_has_no_ring_is_found_at_every_walk(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.set_content(STOPS)
    for _ in range(2):
        path = browser.focus_path(page)
        assert [stop[-7:-4] for stop in path] == ["one", "two", "ree", "our"]
        assert [stop.partition(" <")[0] for stop in focus(page)] == ["seen NORING", "HIDDEN ring"]


def test_words_too_pale_in_the_dark_are_found_there(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.set_content(PALE)
    assert not browser.axe(page, colours=True)
    page.emulate_media(color_scheme="dark")
    assert any(line.startswith("color-contrast") for line in browser.axe(page, colours=True))
