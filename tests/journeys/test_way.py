"""The whole way, from `/` to a booked time, on a phone's width: with script, without, and by keyboard."""

import re
import sqlite3
import statistics
from hashlib import sha256
from itertools import product

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.journeys import walk
from tests.journeys.site import Site

# Pages and steps from `/` to the booked time; without script the check is one page.
MOST_SCREENS = {"script": 28, "plain": 22}  # with script: tests/journeys/test_pages.py
NO_MARK = """async () => ({
  local: localStorage.length, session: sessionStorage.length,
  databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length, name: window.name, history: history.length,
})"""


def contents(site: Site) -> dict[str, str]:
    """A digest of every row of the data and the key database."""
    found = {}
    for file in ("footing.sqlite3", "keys.sqlite3"):
        with sqlite3.connect(f"file:{site.data / file}?mode=ro", uri=True) as database:
            found[file] = sha256("\n".join(database.iterdump()).encode()).hexdigest()
    return found


def booked(page: Page) -> None:
    assert page.locator("h1").inner_text() == "Your time is booked"
    assert re.fullmatch(r"[0-9A-Z-]{6,}", page.locator("p.code").first.inner_text())


def test_the_whole_way_works_without_script(footing: Site, plain_phone: BrowserContext) -> None:
    way = walk.Walk(plain_phone.new_page(), footing.url)
    walk.whole(way, script=False)
    booked(way.page)
    assert way.screens <= MOST_SCREENS["plain"]


def test_the_whole_way_works_by_keyboard(footing: Site, phone: BrowserContext) -> None:
    way = walk.Walk(phone.new_page(), footing.url, keyboard=True)
    walk.whole(way, script=True)
    booked(way.page)
    assert way.keys > way.taps


def test_registering_and_writing_work_by_keyboard(footing: Site, phone: BrowserContext) -> None:
    sent(walk.Walk(phone.new_page(), footing.url, keyboard=True))


def test_registering_and_writing_work_without_script(footing: Site, plain_phone: BrowserContext) -> None:
    sent(walk.Walk(plain_phone.new_page(), footing.url))


def sent(way: walk.Walk) -> None:
    """Two forms, each with its code and the day of the answer at the end."""
    for send in (walk.register, walk.write):
        send(way)
        assert way.page.locator("h1").inner_text() == "It has arrived"
        assert re.fullmatch(r"[0-9A-Z]{5}-[0-9A-Z]{5}", way.page.locator("p.code").inner_text())
        assert "Somebody answers by" in way.page.locator("p.lead").inner_text()
    assert way.screens == 4


def test_a_check_leaves_nothing_in_the_databases_and_nothing_in_the_browser(
    footing: Site, phone: BrowserContext
) -> None:
    before = contents(footing)
    way = walk.Walk(phone.new_page(), footing.url)
    walk.check(way, walk.HEAVY, script=True)
    walk.causes(way)
    assert contents(footing) == before
    assert phone.cookies() == []
    mark = way.page.evaluate(NO_MARK)
    history = mark.pop("history")
    assert not any(mark.values()), mark
    assert history <= len({name for name in way.names if not name.startswith("check: sign")}) + 1


def test_the_proof_of_nothing_kept_sees_a_row(footing: Site) -> None:
    before = contents(footing)
    with sqlite3.connect(footing.data / "footing.sqlite3") as database:
        database.execute("create table mutant (word text)")
        assert contents(footing) != before
        database.execute("drop table mutant")


@pytest.mark.parametrize("signs", range(7))
def test_the_first_context_asks_at_most_26_questions(signs: int) -> None:
    assert 20 + signs == asked(walk.Answers([2] * (3 * signs) + [0] * (18 - 3 * signs)))


def test_the_first_context_asks_22_questions_in_the_middle() -> None:
    """Every pattern of signs that stand out, each as likely as it is when one sign in three does."""
    weights = {n: 0.0 for n in range(7)}
    for pattern in product((0, 1), repeat=6):
        weights[sum(pattern)] += (1 / 3) ** sum(pattern) * (2 / 3) ** (6 - sum(pattern))
    people = [20 + n for n, weight in weights.items() for _ in range(round(weight * 1000))]
    assert statistics.median(people) <= 22


def asked(answers: walk.Answers) -> int:
    """How many questions these answers bring, by the rule of the page: 18, one more a sign that stands out, two."""
    return 20 + sum(any((a or 0) >= 2 for a in answers.items[3 * n : 3 * n + 3]) for n in range(6))
