"""One invented person's walk through the real pages: check, private questions, plan, steps, log, weeks.

Needs Django set up. What is handed back was read on a page: `Page.says` raises where a sentence does not stand there.
"""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from bench.clock import Clock

Person = Mapping[str, Any]
# A Monday; weeks with an even number are those with steps about others, which else chance decides for each person.
START = datetime(2026, 3, 2, 17, tzinfo=UTC)
SEALED = re.compile(r'name="state" value="([^"]+)"')
PHRASE = "seven quiet stepping stones"
TAG = re.compile(r"<(style|script|svg)\b.*?</\1>|<[^>]+>", re.S)


class NotSaidError(AssertionError):
    """A sentence that does not stand on the page from which it is quoted."""


@dataclass
class Walk:
    """What one person was told, in the order of the document."""

    private: list[tuple[str, str]] = field(default_factory=list)
    after: str = ""
    door: str = ""
    result: list[str] = field(default_factory=list)
    signs: list[str] = field(default_factory=list)
    plan: list[tuple[str, list[str]]] = field(default_factory=list)
    first: str = ""
    age: list[str] = field(default_factory=list)
    steps: dict[str, list[list[str]]] = field(default_factory=dict)
    because: list[str] = field(default_factory=list)
    ideas: list[str] = field(default_factory=list)
    reached: set[tuple[str, int]] = field(default_factory=set)
    closed: list[str] = field(default_factory=list)
    kept: dict[int, str] = field(default_factory=dict)
    tried: list[str] = field(default_factory=list)
    since: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


class Page:
    """An answer as somebody reads it."""

    def __init__(self, answer: Any, *statuses: int) -> None:
        self.source = answer.content.decode()
        self.text = plain(self.source)
        assert answer.status_code in (statuses or (200,)), (answer.status_code, self.text)

    def says(self, *sentences: str) -> list[str]:
        """The sentences, each of which stands on the page. Raises NotSaidError."""
        for sentence in sentences:
            if plain(html.escape(sentence)) not in self.text:
                raise NotSaidError(sentence)
        return list(sentences)

    @property
    def state(self) -> str:
        """The sealed state that it carries."""
        found = SEALED.search(self.source)
        assert found
        return found[1]


def plain(source: str) -> str:
    """The words of a page on one line."""
    return " ".join(html.unescape(TAG.sub(" ", source)).split())


def client() -> Any:
    """A browser of the site."""
    from django.conf import settings
    from django.test import Client

    return Client(headers={"Host": urlsplit(settings.FOOTING_URL).netloc, "Sec-Fetch-Site": "same-origin"})


def begin() -> Clock:
    """Set the clock, and let every second week be one with steps about others."""
    from footing.practice.models import Practice
    from footing.trustmap import ideas

    ideas.asks_this_week = lambda person, today: today.isocalendar().week % 2 == 0
    Practice.objects.update_or_create(
        pk=1, defaults={"name": "House", "country": "CA", "region": "ON", "time_zone": "America/Toronto"}
    )
    return Clock(START)


def walk(one: Person, clock: Clock, number: int) -> Walk:
    """The whole way of one person."""
    from bench import walks_later

    clock.at = START
    browser, found = client(), Walk()
    if "door" in one:
        _door(browser, one["door"], found)
    page = check(browser, one["check"], found)
    page = _plan(browser, one, page, found)
    page = _first_step(browser, one, page, found)
    person = walks_later.keep(browser, one, page, found, number)
    walks_later.go_on(one, clock, browser, person, found)
    return found


def _door(browser: Any, id: str, found: Walk) -> None:
    from footing.learn import queries as learn
    from footing.safety import queries as safety

    Page(browser.get(f"/door/{id}/"))
    Page(browser.post(f"/door/{id}/", {"own": "no"})).says(*(part["text"] for part in safety.after()["part"]))
    page = learn.page(id)
    text = Page(browser.get(f"/learn/{id}/"))
    found.door = text.says(page.meta["title"])[0] + ". " + page.meta["summary"]


def check(browser: Any, checks: Sequence[Person], found: Walk) -> Page:
    """One check after the other in one sitting; the result of all."""
    from footing.check import queries
    from footing.safety import queries as safety
    from footing.vault.sealed import open_state

    page: Page | None = None
    for said in checks:
        sent = _answers(said) | ({"state": page.state} if page else {})
        asked = Page(browser.post("/check/", sent))
        after = Page(browser.post("/check/next/", {"state": asked.state, **said["private"]}))
        page = Page(browser.post("/check/result/", {"state": after.state}))
        found.after = found.after or SEALED.sub("", after.source)
        state = open_state(page.state)
        code = state[safety.PART][str(said["about"])]
        whom = queries.about(said["about"])
        assert whom is not None
        found.private.append((whom.label, code))
        found.kept.setdefault(whom.id, code)
    assert page is not None
    _result(page, found)
    return page


def _result(page: Page, found: Walk) -> None:
    from footing.check import queries, sentences, together
    from footing.vault.sealed import open_state

    levels = queries.words()["levels"]
    checks = queries.signs_of(open_state(page.state))
    if beside := together.of(checks[::-1]):
        found.result += page.says(beside.said)
    for checked in checks:
        signs = {s.id: s for s in queries.signs(checked.about)}
        shock = [sentences.fixed()["shock"]] if checked.result.shock and checked is checks[0] else []
        found.result += page.says(*sentences.of(checked, signs), *shock)
        said = (
            f"{signs[s.sign].name}: {levels['few'] if s.level is None else levels['words'][s.level]}"
            for s in checked.result.signs
        )
        found.signs.append(f"{checked.about.label}: {'; '.join(said)}")
    page.says(sentences.fixed()["first"])


def _answers(said: Person) -> dict[str, str]:
    items = {f"a{n}": digit.strip("-") for n, digit in enumerate(said["items"])}
    way = {f"w{n}": digit.strip("-") for n, digit in enumerate(said.get("way", ""))}
    rest = {"d": said["duration"], "e": said["shock"]} if "duration" in said else {}
    return {"c": str(said["about"]), **items, **way, **rest}


def _plan(browser: Any, one: Person, page: Page, found: Walk) -> Page:
    from footing.plan import queries
    from footing.vault.sealed import open_state

    boxes = Page(browser.post("/plan/", {"state": page.state}))
    page = Page(browser.post("/plan/", {"state": boxes.state, "step": "causes", "c": one["causes"]}))
    state = open_state(page.state)
    for step in queries.shown(queries.proposed(state), state):
        lines = [" ".join(part for part in (why.lead, why.said, why.so) if part) for why in step.whys]
        opening = [step.opening] if step.way != "w3" else []
        page.says(step.words["title"], *lines, *opening, step.example)
        found.plan.append((step.words["title"], [*lines, *opening]))
    return page


def _first_step(browser: Any, one: Person, page: Page, found: Walk) -> Page:
    """The first way's step: with somebody, or with nobody and what stands in their place."""
    from footing.trustmap import queries

    words = queries.words()
    if one["trusts"]:
        page = Page(browser.post("/map/", {"state": page.state, "step": "name", "n": one["trusts"]}))
        found.first = page.says(words["things"]["title_of"].format(name=one["trusts"]))[0]
    else:
        page = Page(browser.post("/map/", {"state": page.state, "step": "nobody"}))
        found.first = ". ".join(page.says(words["none"]["title"], words["none"]["lead"]))
        labels = page.says(*(path["label"] for path in words["none"]["path"]))
        found.first += " " + " · ".join(labels)
        page = Page(
            browser.post("/map/", {"state": page.state, "step": "none", "p": "animal", "n": "the cat"})
        )
    things = re.findall(r'name="t"[^>]*? value="([^"]+)"|value="([^"]+)"[^>]*? name="t"', page.source)[:2]
    page = Page(
        browser.post("/map/", {"state": page.state, "step": "things", "t": ["".join(t) for t in things]})
    )
    return Page(browser.post("/map/", {"state": page.state, "step": "others", "w0": "", "w1": ""}))
