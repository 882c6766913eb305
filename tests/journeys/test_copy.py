"""A card to copy: by a button with script, by hand where the browser refuses, and without script as text to select."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys import browser, site
from tests.talk import cards

pytestmark = pytest.mark.filterwarnings("error")
# What a page finds in the clipboard, when it is put into a box.
PASTED = """() => { const box = document.body.appendChild(document.createElement('textarea')); box.id = 'pasted'; }"""


@pytest.fixture(scope="module")
def card(footing: site.Site) -> cards.Made:
    return cards.made(footing)


def opened(context: BrowserContext, footing: site.Site, card: cards.Made, language: str = "") -> Page:
    context.add_cookies([{"name": "s", "value": card.session, "url": footing.url}])
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(f"{footing.url}{language}/talk/say/{card.card}/")
    return page


def pasted(page: Page) -> str:
    page.evaluate(PASTED)
    page.locator("#pasted").focus()
    page.keyboard.press("Control+v")
    return page.locator("#pasted").input_value()


@pytest.mark.parametrize(
    ("language", "words", "done"), [("", "Copy the text", "Copied."), ("/fr", "Copier le texte", "Copié.")]
)
def test_one_press_copies_the_card_and_says_so(
    footing: site.Site, chromium: Browser, card: cards.Made, language: str, words: str, done: str
) -> None:
    with browser.context(chromium, permissions=["clipboard-read", "clipboard-write"]) as context:
        page = opened(context, footing, card, language)
        button = page.get_by_role("button", name=words, exact=True)
        line = button.locator("xpath=..").get_by_role("status")
        expect(line).to_have_text("")
        button.focus()
        page.keyboard.press("Enter")
        expect(line).to_have_text(done)
        expect(button).to_be_focused()
        assert pasted(page) == cards.TEXT
        assert browser.sideways(page) == 0
        assert browser.small_targets(page) == []
        page.reload()
        assert browser.axe(page) == []


@pytest.mark.parametrize(("lets", "said"), [(True, "Copied."), (False, "The text is selected. Copy it now.")])
def test_where_the_browser_has_no_clipboard_for_pages_the_text_is_selected(
    footing: site.Site, chromium: Browser, card: cards.Made, lets: bool, said: str
) -> None:
    """As in old browsers and on addresses without TLS; the older way may work or not."""
    with browser.context(chromium) as context:
        context.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined });")
        if not lets:
            context.add_init_script("document.execCommand = () => false;")
        page = opened(context, footing, card)
        page.get_by_role("button", name="Copy the text", exact=True).click()
        expect(page.get_by_text(said, exact=True)).to_be_visible()
        assert page.evaluate("document.activeElement.id") == "id_copy"
        assert page.evaluate("document.getSelection().toString()") == cards.TEXT


def test_without_script_there_is_no_button_and_the_text_can_be_selected(
    footing: site.Site, plain_phone: BrowserContext, card: cards.Made
) -> None:
    page = opened(plain_phone, footing, card)
    assert page.get_by_role("button", name="Copy the text").count() == 0
    expect(page.get_by_label("To copy")).to_have_value(cards.TEXT)
