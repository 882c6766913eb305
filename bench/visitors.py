"""Five typical visitors, walked through the real pages: screens, questions, words, minutes. Needs Django set up.

The rule for minutes stands in `docs/reading.md`: words by reading speed, seconds by ticks, presses and typed lines.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from bench.walks import client

# Brysbaert 2019 (doi 10.1016/j.jml.2019.104047), 190 studies: 238 on average, most adults between 175 and 300.
WORDS_A_MINUTE, SLOW = 238, 175
# Our own estimates, in seconds: a tick, a choice or a press; a line typed on a phone.
TICK, LINE = 5, 30
# The entries of a list that is folded up are not read either.
UNREAD = {"script", "style", "svg", "template", "option"}
VOID = {"input", "br", "hr", "img", "meta", "link", "wbr"}
TYPED = {"text", "textarea", "tel", "email", "password", "date", "search"}


class Screen(HTMLParser):
    """What stands in the main part of a page: its words and its forms. What is folded up is not read."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.words = 0
        self.steps = 0
        self.forms: list[dict[str, Any]] = []
        self.links: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._said: set[str] = set()
        main = re.search(r"<main\b.*?</main>", source, re.DOTALL)
        self.feed(main[0] if main else source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where we are; a form, a field, a button, a link."""
        given = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self._open.append((tag, given.get("class", "")))
        self.steps += tag == "section" and "step" in given.get("class", "").split()
        if tag == "form":
            self.forms.append(
                {
                    "action": given["action"],
                    "method": given["method"],
                    "fields": {},
                    "hidden": {},
                    "buttons": [],
                }
            )
        elif tag == "a":
            self.links.append(given.get("href", ""))
        elif tag == "button" and self.forms and given.get("name"):
            self.forms[-1]["buttons"].append((given["name"], given["value"]))
        elif tag in {"input", "select", "textarea"} and self.forms and given.get("name"):
            self._field(given.get("type", "text") if tag == "input" else tag, given)

    def _field(self, kind: str, given: dict[str, str]) -> None:
        form = self.forms[-1]
        if kind in {"hidden", "submit"}:
            form["hidden"].setdefault(given["name"], given.get("value", ""))
        else:
            form["fields"].setdefault(given["name"], kind)

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Count what is read; the same line, such as the answers of the check, once on a page."""
        tags = {tag for tag, _ in self._open}
        folded = "details" in tags and "summary" not in tags
        if tags & UNREAD or folded or any("seen-not" in names.split() for _, names in self._open):
            return
        found = [word for word in data.split() if re.search(r"\w", word)]
        if data not in self._said:
            self.words += len(found)
        self._said.add(data)


@dataclass
class Visitor:
    """One person with one browser, and what was counted."""

    name: str
    screens: int = 0
    offered: int = 0
    required: int = 0
    ticked: int = 0
    typed: int = 0
    pressed: int = 0
    words: int = 0
    parts: list[tuple[str, int, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._browser = client()

    def open(self, address: str) -> None:
        """Follow a link, or type the first address."""
        if self.screens:
            assert any(link.split("#")[0] == address for link in self.here.links), (address, self.here.links)
        self._arrive(self._browser.get(address))

    def send(self, action: str, button: str = "", value: str = "", **said: Any) -> None:
        """Fill the form with this action and press its button; one with a name carries a value, the first if none is said."""
        form = next(
            one for one in self.here.forms if one["action"] == action and said.keys() <= one["fields"].keys()
        )
        for name in said:
            self.ticked += form["fields"][name] not in TYPED
            self.typed += form["fields"][name] in TYPED
        buttons = [one for one in form["buttons"] if one[0] == button and one[1].startswith(value)]
        sent = form["hidden"] | (dict(buttons[:1]) if button else {})
        ask = self._browser.post if form["method"] == "post" else self._browser.get
        if said:
            # What has to be filled in is what the page asks for when nothing is.
            self.required += len(re.findall('class="wrong"', ask(action, sent).content.decode()))
        self._arrive(ask(action, sent | said))

    def minutes(self, speed: int) -> float:
        """By the stated rule."""
        return self.words / speed + (TICK * (self.ticked + self.pressed) + LINE * self.typed) / 60

    def leave(self) -> "Visitor":
        """Note the page that is left, or the last one: its heading, words, minutes."""
        spent = self.minutes(WORDS_A_MINUTE)
        self.parts.append((self._title, self.here.words, spent - sum(one[2] for one in self.parts)))
        return self

    def _arrive(self, answer: Any) -> None:
        if self.screens:
            self.leave()
        while answer.status_code in {302, 303}:
            answer = self._browser.get(answer["Location"])
        source = answer.content.decode()
        assert answer.status_code == 200, (answer.status_code, source)
        self.here = Screen(source)
        self.pressed += 1
        self.screens += max(1, self.here.steps)
        self.pressed += max(0, self.here.steps - 1)
        self.offered += sum(len(form["fields"]) for form in self.here.forms)
        self.words += self.here.words
        self._title = re.findall(r"<h1[^>]*>(.*?)</h1>", source, re.DOTALL)[0]


ITEMS = "221322010233100212"
MIDDLING = {f"a{n}": digit for n, digit in enumerate(ITEMS)} | {"d": "longer", "e": "no"}
MIDDLING |= {f"w{sign}": "2" for sign in range(6) if max(ITEMS[3 * sign : 3 * sign + 3]) >= "2"}
PRIVATE = {"happened": "unsure", "fear": "no", "acts": "no", "own": "no"}


def _check(one: Visitor, private: dict[str, str] | None) -> None:
    one.open("/")
    one.open("/check/")
    one.open("/check/?c=1")
    one.send("/check/", **MIDDLING)
    _private(one, private)


def _private(one: Visitor, private: dict[str, str] | None) -> None:
    if private is None:
        one.send("/check/next/", "not_now")
    else:
        one.send("/check/next/", **private)
    one.send("/check/result/")


def one_place(one: Visitor) -> None:
    """The check for one context, to the result, and away."""
    _check(one, PRIVATE)


def adds_work(one: Visitor) -> None:
    """The check for a partner, then for work as well."""
    _check(one, PRIVATE)
    one.send("/check/again/", "c", "8")
    fields = next(form["fields"] for form in one.here.forms if form["action"] == "/check/")
    one.send("/check/", **{name: said for name, said in MIDDLING.items() if name in fields})
    _private(one, PRIVATE)


def not_now(one: Visitor) -> None:
    """Leaves the private questions out, ticks two causes, reads the plan and does its first step."""
    _check(one, None)
    one.send("/plan/")
    one.send("/plan/", "step", "causes", c=["c1", "c3"])
    one.send("/map/", "step", "name", n="Aunt Meg")
    one.send("/map/", "step", "things", t=["keeps-word", "listens"])
    one.send("/map/", "step", "others", w0="Jo")


def registers(one: Visitor) -> None:
    """Becomes a client from the first page on."""
    one.open("/")
    one.open("/register/")
    said = {"reasons": ["cause"], "together": "unsure", "old_enough": "on", "agree": "on"}
    one.send("/register/", name="Kim", phone="+1 416 555 0143", **said)


def books(one: Visitor) -> None:
    """Books an introductory talk by phone with whoever has time."""
    one.open("/")
    one.open("/book/")
    one.send("/book/times/", type="introduction", mode="phone", tz="America/Toronto")
    one.send("/book/details/", "start")
    one.send("/book/done/", name="Alex", phone="+1 416 555 0142", old_enough="on")


FIVE: dict[str, Callable[[Visitor], None]] = {
    "checks one place": one_place,
    "adds work": adds_work,
    "leaves the private questions out": not_now,
    "registers": registers,
    "books": books,
}


def walked() -> list[Visitor]:
    """All five, one after the other."""
    found = []
    for name, way in FIVE.items():
        one = Visitor(name)
        way(one)
        found.append(one.leave())
    return found
