"""The whole way in Chromium at 360 px: screens and inputs, every page looked at, nothing kept, little weight."""

import statistics
import sys
from collections.abc import Iterator
from itertools import product

from tests.journeys import browser, desk_pages, own_pages, pages, site, walk, weight
from tests.journeys.look import Look
from tests.journeys.test_way import NO_MARK, contents

MODES = (
    ("with script, by touch", True, False),
    ("without script, by touch", False, False),
    ("with script, by keyboard", True, True),
)


def whole() -> Iterator[str]:
    """From `/` to a booked time, three times."""
    yield "## The whole way\n"
    yield "From `/` by way of check, private questions, result, causes, plan and all three first steps to a booked time, 360 px wide.\n"
    yield "| | screens | presses and choices | keys | fields typed | questions of the check |"
    yield "|---|---:|---:|---:|---:|---:|"
    with site.running() as running, browser.chromium() as chromium:
        for name, script, keyboard in MODES:
            with browser.context(chromium, java_script_enabled=script) as phone:
                way = walk.Walk(phone.new_page(), running.url, keyboard=keyboard)
                asked = walk.whole(way, script=script)
                if way.page.locator("h1").inner_text() != "Your time is booked":
                    sys.exit(f"{name}: not booked")
            yield f"| {name} | {way.screens} | {way.taps} | {way.keys or ''} | {way.typed} | {asked} |"
    yield ""


def questions() -> Iterator[str]:
    """How many questions the first context asks, played in the browser for 64 patterns of signs."""
    counts = []
    with (
        site.running(demo=False) as running,
        browser.chromium() as chromium,
        browser.context(chromium) as phone,
    ):
        page = phone.new_page()
        for pattern in product((0, 2), repeat=6):
            page.goto(f"{running.url}/check/?c=1")
            counts.append(page.evaluate(ANSWER, list(pattern)))
    yield "## Questions of the first context\n"
    chances = [(1 / 3) ** sum(p > 0 for p in pattern) * (2 / 3) ** sum(p == 0 for p in pattern)
               for pattern in product((0, 2), repeat=6)]  # fmt: skip
    people = [
        count for count, chance in zip(counts, chances, strict=True) for _ in range(round(chance * 1000))
    ]
    median, most = statistics.median(people), max(counts)
    if median > 22 or most > 36:
        sys.exit(f"questions: median {median}, most {most}")
    yield (
        f"All 64 patterns of signs that stand out, answered in the page: {min(counts)} to {most} questions shown. Where one sign in\n"
        f"three stands out, the median person answers {median:.0f}.\n"
    )


ANSWER = """levels => {
  let asked = 0;
  levels.forEach((level, sign) => {
    for (let n = 3 * sign; n < 3 * sign + 3; n++) { document.querySelector(`input[name=a${n}][value="${level}"]`).click(); asked++; }
    const box = document.querySelector(`input[name=w${sign}]`).closest('[data-when]');
    if (!box.hidden) asked++;
  });
  return asked + 2;
}"""


def every_page() -> Iterator[str]:
    """axe and the scripted checks on every page and state."""
    looked, states = 0, []
    with site.running() as running, browser.chromium() as chromium, browser.context(chromium) as phone:
        look = Look(phone.new_page(), running.url, thorough=True)
        for address in pages.public():
            look.page.goto(running.url + address)
            look(address)
        for name, reach in (*pages.errors(), *pages.account_errors()):
            reach(look.page, running)
            look.page.wait_for_load_state()
            look(name)
        walk.whole(walk.Walk(look.page, running.url, see=look), script=True)
        pages.managed(walk.Walk(look.page, running.url, see=look))
        pages.sent(walk.Walk(look.page, running.url, see=look))
        pages.waits(walk.Walk(look.page, running.url, see=look))
        pages.hands(walk.Walk(look.page, running.url, see=look))
        own_pages.client(walk.Walk(look.page, running.url, see=look))
        phone.clear_cookies()
        own_pages.lived_in(walk.Walk(look.page, running.url, see=look))
        for who in ("Dana", "Erin"):
            phone.clear_cookies()
            desk_pages.desk(walk.Walk(look.page, running.url, see=look), who)
        looked, states = len(look.seen), look.findings
    if states:
        sys.exit("\n".join(states))
    yield "## Every page and state\n"
    yield (
        f"{looked} pages and states: axe-core (WCAG 2.2 A and AA, target size on, best practice) in light, dark and forced colours; no\n"
        "sideways scrolling at 320 and 1280 px nor with the text spacing of WCAG 1.4.12; targets of 44 px; every stop of the Tab key\n"
        "visible and ringed; one h1; errors named beside their field; nothing inline; no request to another host; no telling word\n"
        "in title or address. No finding.\n"
    )


def nothing_kept() -> Iterator[str]:
    """After an anonymous check: databases, cookies, storage, history."""
    with site.running() as running, browser.chromium() as chromium, browser.context(chromium) as phone:
        before = contents(running)
        way = walk.Walk(phone.new_page(), running.url)
        walk.check(way, walk.HEAVY, script=True)
        walk.causes(way)
        mark = way.page.evaluate(NO_MARK)
        history = mark.pop("history")
        if contents(running) != before or phone.cookies() or any(mark.values()):
            sys.exit(f"something was kept: {mark} {phone.cookies()}")
    yield "## Nothing kept\n"
    yield (
        "After a check, its result and a plan: every row of the data and key databases as before, no cookie, no local or session\n"
        f"storage, no IndexedDB, no cache, no service worker. The history has {history} entries, none with an answer in its address.\n"
    )


def weight_lines(seen: list[weight.Visit]) -> Iterator[str]:
    """Table rows of visits."""
    for visit in seen:
        yield f"| `{visit.address}` | {visit.size / 1000:.1f} | {visit.files} | {visit.seconds:.2f} |"


def weigh() -> Iterator[str]:
    """Bytes over the wire and the first text on a slow line."""
    addresses = [
        "/",
        "/check/",
        "/check/?c=1",
        "/learn/",
        "/learn/s1/",
        "/team/",
        "/book/",
        "/help-now/",
        "/privacy/",
    ]
    with site.running() as running, browser.chromium() as chromium:
        seen = weight.visits(chromium, running.url, addresses, slow=True)
    if seen[0].size > 40_000 or any(v.size > 15_000 for v in seen[1:]) or any(v.seconds > 2 for v in seen):
        sys.exit(f"too heavy or too slow: {seen}")
    yield "## Weight\n"
    yield "First `/` with an empty cache, then the others in the same profile; a line of 50 kB/s with 400 ms for a round trip.\n"
    yield "| page | kB over the wire | files | seconds to the first text |"
    yield "|---|---:|---:|---:|"
    yield from weight_lines(seen)
    yield ""
