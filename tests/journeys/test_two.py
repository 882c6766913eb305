"""Two people on two phones: a code from hand to hand, one thing shown and opened, taken back, the end of the link."""

import re

from playwright.sync_api import Browser, Page

from tests.journeys import browser, site
from tests.people import PASSPHRASE

# In the demo the two are linked. Here they begin without.
KNOWN = f"""
from footing.accounts.models import Person
from footing.accounts.names import login_of
from footing.couple.models import Link, Typed
Typed.objects.all().delete()
Link.objects.all().delete()
for name in ("Alice", "Bob"):
    person = Person.objects.get(login=login_of(name))
    person.set_password({PASSPHRASE!r})
    person.save()
"""


def test_two_people_from_a_code_to_the_end_of_their_link(footing: site.Site, chromium: Browser) -> None:
    footing.run("shell", "--no-imports", "-c", KNOWN)
    with browser.context(chromium) as hers, browser.context(chromium) as his:
        alice, bob = hers.new_page(), his.new_page()
        for page, name in ((alice, "Alice, client"), (bob, "Bob, client")):
            page.set_default_timeout(15_000)
            page.goto(f"{footing.url}/account/sign-in/")
            page.get_by_role("button", name=re.compile(name)).click()
            page.wait_for_url(re.compile("/today/"))
        open_page(alice, f"{footing.url}/two/code/")
        alice.get_by_label("What shall the other person").fill("Ali")
        alice.get_by_role("button", name="Make the code").click()
        code = alice.locator("p.code").inner_text()
        open_page(bob, f"{footing.url}/two/typed/")
        bob.get_by_label("The code").fill(code.lower())
        bob.get_by_label("What shall the other person").fill("Bo")
        bob.get_by_role("button", name="Use this code").click()
        bob.get_by_text("Done. If it is the right code").wait_for()
        assert "Ali" not in bob.locator("main").inner_text()
        open_page(alice, f"{footing.url}/two/")
        alice.get_by_role("button", name="Yes, that is who I gave it to").click()
        alice.get_by_role("link", name=re.compile("^Bo")).click()
        alice.get_by_role("link", name="Let them see something").click()
        passes(alice)
        model = alice.locator("form").filter(has=alice.locator("input[value=model]"))
        model.get_by_role("button", name=re.compile("Look at it first")).click()
        passes(alice)
        alice.get_by_role("button", name="From now on").click()
        open_page(bob, f"{footing.url}/two/")
        bob.get_by_role("link", name=re.compile("^Ali")).click()
        bob.get_by_role("link", name=re.compile("^Open it")).click()
        words = bob.get_by_text("Seen in people who are trusted")
        words.wait_for()
        passes(bob)
        alice.get_by_role("button", name=re.compile("Take it back")).click()
        words.wait_for(state="detached", timeout=10_000)
        bob.get_by_role("heading", name="Nothing here").wait_for()
        alice.get_by_text("End this link").click()
        alice.get_by_role("button", name="End it now").click()
        alice.get_by_text("You are not linked with anybody.").wait_for()
        open_page(bob, f"{footing.url}/two/")
        shown = bob.locator("main").inner_text()
        assert "You are not linked with anybody." in shown
        assert not re.search("Ali|ended|gone", shown)


def passes(page: Page) -> None:
    """What a phone shows now is read by everybody and fits."""
    page.wait_for_load_state()
    assert (browser.sideways(page), browser.small_targets(page), browser.axe(page)) == (0, [], [])


def open_page(page: Page, address: str) -> None:
    """A page, with the pass phrase once more where it is asked for."""
    page.goto(address)
    if page.locator("input[name=password]").count():
        page.locator("input[name=password]").fill(PASSPHRASE)
        page.get_by_role("button", name="Go on").click()
        page.wait_for_url(address)
