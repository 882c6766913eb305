"""Every page and state of the site, for whoever looks at them: names and how to get there."""

from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Page

from tests.journeys import walk
from tests.journeys.site import Site

CONTENT = Path(__file__).resolve().parents[2] / "content" / "en"
State = tuple[str, Callable[[Page, Site], None]]
TEAM = ("priya", "dana", "femi", "meilin", "luc", "noor")
COUNTRIES = ("CA", "US", "GB", "AU")


def public() -> list[str]:
    """Addresses that anybody can open by GET."""
    texts = [
        f"/learn/{file.stem}/"
        for folder in ("learn", "articles")
        for file in sorted((CONTENT / folder).glob("*.md"))
    ]
    steps = [f"/steps/{file.stem}/" for file in sorted((CONTENT / "exercises").glob("*.toml"))]
    return [
        "/", "/check/", "/learn/", *texts, *(f"/door/{id}/" for id in ("d2", "d3", "d4")),
        "/plan/", "/story/", "/story/own/", "/story/own/pause/", "/map/", "/turns/", "/log/", "/steps/", *steps,
        "/talk/", "/talk/say/", "/talk/listening/", "/talk/listening/?scene=b", "/talk/ways/",
        "/help-now/", *(f"/help-now/?c={c}" for c in COUNTRIES),
        "/privacy/", "/about/device/", "/about/facts/", "/about/texts/", "/team/", *(f"/team/{slug}/" for slug in TEAM),
        "/book/", "/book/first/", "/book/fit/", "/book/times/", "/book/?who=luc",
        "/book/manage/", "/book/wait/", "/book/waiting/",
        "/register/", "/contact/", "/contact/yours/",
        "/account/sign-in/", "/account/new/", "/account/back/",
        "/learn/none/", "/team/nobody/",
        *(f"/check/?c={n}" for n in range(1, 9)),
    ]  # fmt: skip


def kinds() -> list[str]:
    """Of these, some of each kind: pages of one kind have one template and are all looked at in `make prove`."""
    found: dict[str, list[str]] = {}
    for address in public():
        folder = address.split("?")[0].strip("/").split("/")[0]
        found.setdefault(f"{folder}{'?' in address}{address.count('/')}", []).append(address)
    return [
        address for same in found.values() for address in (same[:: len(same) // 3] if len(same) > 6 else same)
    ]


def errors() -> Iterator[State]:
    """States that bad input leads to."""

    def sign_in(page: Page, site: Site) -> None:
        page.goto(f"{site.url}/account/sign-in/")
        page.locator("[name=login]").fill("nobody")
        page.locator("[name=password]").fill("wrong")
        page.locator("form:has([name=password]) button").click()

    def times(page: Page, site: Site) -> None:
        page.goto(f"{site.url}/book/times/?type=none&mode=none&tz=Mars/Base")

    def who(page: Page, site: Site) -> None:
        walk_to_details(page, site)
        page.get_by_role("button", name="Book this time").click()

    def manage(page: Page, site: Site) -> None:
        page.goto(f"{site.url}/book/manage/")
        page.locator("[name=code]").fill("AAAAAAAA")
        page.locator("[name=token]").fill("nothing")
        page.get_by_role("button", name="Open it").click()

    def sentence(page: Page, site: Site) -> None:
        page.goto(f"{site.url}/talk/")
        page.locator("[name=f]").first.check()
        page.locator("button[value=pick]").click()
        page.locator("[name=s]").fill("")
        page.locator("button[value=sentence]").click()

    def nothing_picked(page: Page, site: Site) -> None:
        page.goto(f"{site.url}/talk/")
        page.locator("button[value=pick]").click()

    def name(page: Page, site: Site) -> None:
        page.goto(f"{site.url}/map/")
        page.locator("button[value=name]").click()

    def nobody(page: Page, site: Site) -> None:
        page.goto(f"{site.url}/map/")
        page.locator("button[value=nobody]").click()

    def pause(page: Page, site: Site) -> None:
        page.goto(f"{site.url}/story/")
        page.locator("button[name=enough]").click()

    yield from (
        ("error: sign in", sign_in), ("error: times", times), ("error: who", who), ("error: manage", manage),
        ("error: sentence", sentence), ("error: name", name), ("error: nothing picked", nothing_picked),
        *SENDING, ("map: nobody", nobody), ("story: enough", pause),
    )  # fmt: skip


def register(page: Page, site: Site) -> None:
    """Send the form of becoming a client empty."""
    page.goto(f"{site.url}/register/")
    page.get_by_role("button", name="Send it").click()


def contact(page: Page, site: Site) -> None:
    """Write with an address that is none."""
    page.goto(f"{site.url}/contact/")
    page.locator("[name=email]").fill("nobody at all")
    page.get_by_role("button", name="Send it").click()


def yours(page: Page, site: Site) -> None:
    """Type a code that is none."""
    page.goto(f"{site.url}/contact/yours/")
    page.locator("[name=code]").fill("AAAAAAAA")
    page.get_by_role("button", name="Open it").click()


def fit(page: Page, site: Site) -> None:
    """Say what matters, and see the team in order."""
    page.goto(f"{site.url}/book/fit/")
    for name, value in (("needs", "loss"), ("mode", "video"), ("parts", "evening"), ("musts", "mode")):
        page.locator(f"input[name={name}][value={value}]").check()
    page.get_by_role("button", name="See who fits").click()


def first(page: Page, site: Site) -> None:
    """Say what is hoped for and what holds back, and see what fits."""
    page.goto(f"{site.url}/book/first/")
    for name, value in (("reasons", "talk"), ("company", "together"), ("holds", "cost"), ("today", "later")):
        page.locator(f"input[name={name}][value={value}]").check()
    page.get_by_role("button", name="See what fits").click()


def questions(page: Page, site: Site) -> None:
    """Take two questions along."""
    first(page, site)
    page.locator("summary", has_text="Questions you may ask").click()
    for value in ("fee", "secret"):
        page.locator(f"input[name=ask][value={value}]").check()
    page.get_by_role("button", name="Make my list").click()


SENDING: tuple[State, ...] = (
    ("fit: in order", fit),
    ("first: what fits", first),
    ("first: my questions", questions),
    ("error: register", register),
    ("error: contact", contact),
    ("error: yours", yours),
)


def account_errors() -> Iterator[State]:
    """States of the pages for a forgotten pass phrase."""

    def back(page: Page, site: Site) -> None:
        page.goto(f"{site.url}/account/back/")
        page.locator("button", has_text="Set the pass phrase").click()

    def asked(page: Page, site: Site) -> None:
        page.goto(f"{site.url}/account/back/")
        page.locator("[name=a-name]").fill("Nobody at all")
        page.locator("button[name=ask]").click()

    yield from (("error: back", back), ("account: asked", asked))


def walk_to_details(page: Page, site: Site) -> None:
    """Stand on the third screen of booking."""
    page.goto(f"{site.url}/book/?who=noor")
    page.locator("input[name=mode]").first.check()
    page.get_by_role("button", name="See open times").click()
    page.locator("main button[name=start]").first.click()
    page.wait_for_selector("[name=name]")


def managed(way: walk.Walk) -> None:
    """A booked time, opened by its link, moved, and given up."""
    walk.book(way)
    code, token = (
        way.page.locator("p.code").first.inner_text(),
        way.page.locator("p.secret").first.inner_text(),
    )
    way.open("/book/manage/", "manage: open")
    way.fill("code", code)
    way.fill("token", token)
    way.press("Open it", "manage: your time")
    way.press("I will come", "manage: will come")
    way.press("Choose another time", "manage: other times")
    way.follow(way.page.locator("main button[name=start]").first, "manage: moved")
    way.press("Give this time up", "manage: sure?")
    way.follow(way.page.locator("main form button").first, "manage: given up")
    way.press("See all that is kept", "manage: kept")
    way.press("Delete all of it", "manage: delete?")
    way.press("Delete it in seven days", "manage: will be deleted")
    way.press("Keep it after all", "manage: kept after all")
    way.press("Delete all of it", "manage: delete again?")
    way.press("Delete it now", "manage: deleted")


def waits(way: walk.Walk) -> None:
    """Somebody for whom no open time will do: on the list, looked at, and stopped."""
    way.open("/book/wait/", "wait: nothing said")
    way.press("Put me on the list", "wait: missing")
    way.tap(way.page.locator("input[name=mode]").first)
    way.fill("name", "Sam")
    way.fill("phone", "+1 416 555 0134")
    way.tap(way.page.locator("[name=old_enough]"))
    way.press("Put me on the list", "wait: these fit")
    way.press("None of these: put me on the list", "wait: on the list")
    way.press("Open my page", "waiting: your page")
    way.press("Stop looking", "waiting: stopped")
    way.press("See all that is kept", "waiting: kept")
    way.press("Delete all of it", "waiting: delete?")
    way.press("Delete it now", "waiting: deleted")


def hands(way: walk.Walk) -> None:
    """Turns with one phone between two: a yes of each, a turn that is put right, and a stop."""
    way.open("/turns/", "turns: open")
    way.choose("minutes", "3")
    way.press("Begin", "turns: the first, alone")
    way.press("Yes, I would like to", "turns: the other, alone")
    way.press("Yes, I would like to", "turns: who speaks first")
    for press in ("speak", "said", "heard", "correct", "said", "heard", "give"):
        way.follow(way.page.locator(f"button[value={press}]"), f"turns: after {press}")
    way.press("Stop here", "turns: over")


def sent(way: walk.Walk) -> None:
    """Something sent to the practice, opened by its second part, and deleted."""
    walk.write(way)
    code, token = (way.page.locator(f"p.{part}").first.inner_text() for part in ("code", "secret"))
    way.press("The page where you type them", "yours: open", link=True)
    way.fill("code", code)
    way.fill("token", token)
    way.press("Open it", "yours: arrived")
    way.tap(way.page.locator("summary", has_text="Somebody else may have my link"))
    way.press("Make a new link", "yours: a new link")
    way.press("See all that is kept", "yours: kept")
    way.press("Back to what you sent", "yours: again")
    way.press("Delete all of it", "yours: delete?")
    way.press("Delete it in seven days", "yours: will be deleted")
    way.press("Keep it after all", "yours: kept after all")
    way.press("Delete all of it", "yours: delete again?")
    way.press("Delete it now", "yours: deleted")
