"""From an empty site to a booked time in a real browser: how many screens and fields, and how long a person needs."""

import re
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Browser

from tests.journeys import browser, site, walk
from tests.journeys.look import Look

# A person's time, as docs/operating.md says: 200 words a minute for every line that was not there before, 20 seconds a
# field that is filled, 3 a press, and a minute to find the phone and its app.
WORDS_A_SECOND, FIELD, PRESS, PHONE = 200 / 60, 20, 3, 60
HOUSE = {"name": "Quiet Rooms", "telephone": "+1 416 555 0134"}
DANA = {
    "name": "Dana Whitlock", "profession": "Social worker", "registration_body": "College of Social Workers",
    "registration_number": "831190", "line": "Plain talk, at your pace.", "bio": "I listen first.", "fee": "120",
}  # fmt: skip
LINES = """() => [...document.querySelectorAll('h1, h2, h3, main p, label, legend, main li, dt, dd, main button')]
  .map(e => e.innerText.trim())"""


class Person(walk.Walk):
    """A manager who reads each line once."""

    words = 0
    read: frozenset[str] = frozenset()

    def arrive(self, name: str) -> None:
        super().arrive(name)
        lines = frozenset(self.page.evaluate(LINES))
        self.words += sum(len(line.split()) for line in lines - self.read)
        self.read |= lines

    def seconds(self) -> float:
        """What this would take a person."""
        return self.words / WORDS_A_SECOND + self.typed * FIELD + self.taps * PRESS + PHONE


def test_from_an_empty_site_to_a_booked_time_in_under_ten_minutes(chromium: Browser) -> None:
    with site.serving(site.prepared(demo=False)) as empty, browser.context(chromium) as context:
        link = re.search(r"http\S+", empty.run("invite", "--manager", "Erin"))
        assert link
        began = time.monotonic()
        look = Look(context.new_page(), empty.url, focus=False, colours=False)
        way = Person(look.page, empty.url, see=look)
        _join(way, link[0])
        opened = _first_run(way)
        took, person = time.monotonic() - began, way.seconds()
        said = f"{way.screens} screens, {way.typed} fields, {way.taps} presses, {way.words} words: {person:.0f} s"
        print(f"{said}, the first time open after {opened:.0f} s; machine {took:.0f} s")
        assert took < opened < person < 600, said
        assert way.screens <= 16, way.names
        assert way.typed <= 16
        assert not look.findings, "\n".join(look.findings)
        with browser.context(chromium) as phone:
            phone.set_default_timeout(10_000)
            visitor = walk.Walk(phone.new_page(), empty.url)
            walk.book(visitor, who="dana-whitlock")
            assert visitor.page.locator("p.code").count()


def _join(way: Person, link: str) -> None:
    """The link, a name and a pass phrase, and the app as a second factor."""
    way.page.goto(link)
    way.arrive("join")
    way.fill("name", "Erin")
    way.fill("passphrase", "four quiet words here")
    way.press("Go on", "second factors")
    way.press("Add the app", "app", link=True)
    secret = re.search(r"\b[A-Z2-7]{32}\b", way.page.inner_text("main"))
    assert secret
    way.fill("code", format_hotp_value(hotp_value(secret[0], next(iter(yield_hotp_counters_from_time())))))
    way.press("Turn it on", "paper codes")


def _first_run(way: Person) -> float:
    """Every step of it, to the link to share; returns a person's seconds until the first time is open."""
    way.open("/desk/", "start: practice")
    assert way.page.url.endswith("/desk/start/")
    for name, text in HOUSE.items():
        way.fill(name, text)
    way.press("Save and go on", "start: therapist")
    for name, text in DANA.items():
        way.fill(name, text)
    way.press("Save and go on", "start: hours")
    way.press("Save and go on", "start: texts")
    assert way.page.get_by_role("heading", name="People can book now").count()
    opened = way.seconds()
    way.press("Save and go on", "start: colour")
    way.press("Leave it as it is", "start: look")
    way.press("It looks right", "start: share")
    way.press("Done", "start: done")
    assert way.page.locator(".path .done").count() == 7
    return opened
