"""A person on the way from `/` to an appointment, by touch or by keyboard, who counts screens and inputs."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect

MAX_TABS = 160


def _nothing(_name: str) -> None:
    """Look at nothing."""


@dataclass
class Walk:
    """One person with one browser page.

    `see` is called with the name of each screen when it stands; `taps` counts presses and choices (in keyboard
    mode `keys` counts every key as well), `typed` fields filled, `screens` pages and steps that were shown.
    """

    page: Page
    site: str
    see: Callable[[str], None] = _nothing
    keyboard: bool = False
    taps: int = 0
    keys: int = 0
    typed: int = 0
    screens: int = 0
    names: list[str] = field(default_factory=list)

    def open(self, path: str, name: str) -> None:
        """Go to an address."""
        self.page.goto(f"{self.site}{path}", wait_until="load")
        self.arrive(name)

    def arrive(self, name: str) -> None:
        """A screen stands: count it, look at it."""
        self.page.wait_for_load_state("load")
        self.screens += 1
        self.names.append(name)
        self.see(name)

    def tap(self, target: Locator) -> None:
        """Press a button or a link, or choose an option."""
        self.taps += 1
        if not self.keyboard:
            target.click()
            return
        kind = str(target.evaluate("e => e.tagName === 'INPUT' ? e.type : e.tagName"))
        if kind == "radio":
            self._choose(target)
        else:
            self._reach(target)
            self._press("Space" if kind == "checkbox" else "Enter")

    def press(self, words: str, name: str, *, link: bool = False) -> None:
        """Press the button (or link) with these words, which leads to the screen `name`."""
        self.follow(self.page.get_by_role("link" if link else "button", name=words).first, name)

    def follow(self, target: Locator, name: str) -> None:
        """Press what leads to another page, and wait for it."""
        with self.page.expect_navigation():
            self.tap(target)
        self.arrive(name)

    def choose(self, group: str, option: str | int) -> None:
        """Choose in a group of options by the group's field name, by value or by place."""
        options = self.page.locator(f'input[name="{group}"]')
        target = options.nth(option) if isinstance(option, int) else self._of(group, option)
        self.tap(target)
        expect(target).to_be_checked()

    def fill(self, name: str, text: str) -> None:
        """Type into the field with this name."""
        target = self.page.locator(f'[name="{name}"]:not([type=hidden])')
        self.typed += 1
        if self.keyboard:
            self._reach(target)
            self.page.keyboard.type(text)
            self.keys += len(text)
        else:
            target.fill(text)

    def _of(self, group: str, value: str) -> Locator:
        return self.page.locator(f'input[name="{group}"][value="{value}"]')

    def _press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.keys += 1

    def _focused(self, target: Locator, script: str = "e => e === document.activeElement") -> bool:
        return bool(target.evaluate(script))

    def _reach(self, target: Locator, script: str = "e => e === document.activeElement") -> None:
        """Tab on until the target has the focus, as a person without a mouse does."""
        for _ in range(MAX_TABS):
            if self._focused(target, script):
                return
            self._press("Tab")
        raise AssertionError(f"not reached by Tab: {target}")

    def _choose(self, target: Locator) -> None:
        """Tab into the group of radio buttons, then arrows to the option."""
        self._reach(
            target, "e => document.activeElement.name === e.name && document.activeElement.type === 'radio'"
        )
        if not target.is_checked():
            self._press("Space")
        for _ in range(20):
            if target.is_checked():
                return
            self._press("ArrowDown")
        raise AssertionError(f"not reached by arrows: {target}")


@dataclass(frozen=True)
class Answers:
    """What somebody answers in the check: 18 items (0 to 3, None is skipped), in the way, since when, a shock."""

    items: Sequence[int | None]
    way: int = 2
    duration: int = 1
    shock: int = 1


HEAVY = Answers([2, 2, 1, 3, 2, 2, 0, 1, 0, 2, 3, 3, 1, 0, 0, 2, 1, 2])
QUIET = Answers([0] * 18)


def check(
    walk: Walk, answers: Answers, *, script: bool, private: Sequence[int | None] = (1, None, None, 0, 3, 0)
) -> int:
    """From the opening page to the result; returns how many questions were asked and answered."""
    walk.open("/check/", "check: opening")
    walk.follow(walk.page.locator("a.door").first, "check: sign 1")
    asked = 0
    for sign in range(6):
        three = answers.items[3 * sign : 3 * sign + 3]
        for place, answer in enumerate(three):
            if answer is not None:
                walk.choose(f"a{3 * sign + place}", answer)
                asked += 1
        if any((answer or 0) >= 2 for answer in three):
            walk.choose(f"w{sign}", answers.way)
            asked += 1
        if script:
            walk.tap(walk.page.locator(".step:not([hidden]) button", has_text="Next"))
            walk.arrive(f"check: sign {sign + 2}" if sign < 5 else "check: two more")
    walk.choose("d", answers.duration)
    walk.choose("e", answers.shock)
    walk.press("Go on", "check: private questions")
    groups = private_groups(walk.page)
    for group, option in zip(groups, private, strict=True):
        if option is not None:
            walk.choose(group, option)
    walk.press("Go on", "check: the page for everyone")
    walk.press("See what I said", "check: result")
    return asked + 2


def private_groups(page: Page) -> list[str]:
    """The field names of the private questions, in order."""
    return list(
        page.evaluate(
            "[...new Set([...document.querySelectorAll('main input[type=radio]')].map(i => i.name))]"
        )
    )


def book(
    walk: Walk,
    *,
    name: str = "Alex",
    phone: str = "+1 416 555 0142",
    who: str = "noor",
    button: str = "Book this time",
) -> None:
    """From the first booking screen to the booked time, with somebody who need not be asked first."""
    walk.open(f"/book/?who={who}", "book: find")
    walk.choose("mode", "phone")
    walk.press("See open times", "book: times")
    walk.follow(walk.page.locator("main button[name=start]").first, "book: who")
    walk.fill("name", name)
    walk.fill("phone", phone)
    walk.tap(walk.page.locator("input[name=old_enough]"))
    walk.press(button, "book: booked")


def register(walk: Walk, *, name: str = "Kim", phone: str = "+1 416 555 0143") -> None:
    """From the page of becoming a client to the code."""
    walk.open("/register/", "register")
    walk.fill("name", name)
    walk.fill("phone", phone)
    walk.choose("reasons", "cause")
    walk.choose("together", "unsure")
    _agree(walk)
    walk.press("Send it", "register: arrived")


def write(walk: Walk, *, name: str = "Kim", phone: str = "+1 416 555 0144") -> None:
    """From the page for a question to the code."""
    walk.open("/contact/", "contact")
    walk.fill("message", "Is there a lift?")
    walk.fill("name", name)
    walk.fill("phone", phone)
    _agree(walk)
    walk.press("Send it", "contact: arrived")


def _agree(walk: Walk) -> None:
    for box in ("old_enough", "agree"):
        walk.tap(walk.page.locator(f"input[name={box}]"))


def account(walk: Walk, *, name: str = "Morgan") -> None:
    """From the form of a new account to the page of today. A name that is not free gets other letters."""
    for _ in range(20):
        walk.fill("name", f"{name} {uuid.uuid4().hex[:6]}")
        walk.fill("passphrase", "four quiet words here")
        if not walk.page.locator("input[name=old_enough]").is_checked():
            walk.tap(walk.page.locator("input[name=old_enough]"))
        walk.follow(walk.page.locator("button[name=step][value=make]"), "new: sent")
        if walk.page.url.endswith("/today/"):
            return
    raise AssertionError("no name is free")


def causes(walk: Walk, *, ticked: Sequence[str] = ("c3", "c7")) -> None:
    """From the result to the plan."""
    walk.press("Make my plan", "plan: causes")
    for cause in ticked:
        walk.choose("c", cause)
    walk.follow(walk.page.locator("button[name=step][value=causes]"), "plan: three ways")


def model(walk: Walk, *, who: str = "Quokka") -> None:
    """The first way's step, from a name to a model, and back to the plan."""
    step = walk.page.locator
    walk.fill("n", who)
    walk.follow(step("button[name=step][value=name]").first, "map: three things")
    for place in range(3):
        walk.choose("t", place)
    walk.follow(step("button[name=step][value=things]"), "map: whom else")
    walk.fill("w0", "Somebody")
    walk.follow(step("button[name=step][value=others]"), "map: my model")
    walk.follow(step("form[action='/plan/'] button:not([name=back])").last, "plan: after the first way")


def sentence(walk: Walk) -> None:
    """The second way's step, and back to the plan."""
    step = walk.page.locator
    walk.follow(step("form[action='/talk/'] button").first, "talk: pick")
    walk.choose("f", 0)
    walk.choose("n", 0)
    walk.follow(step("button[name=step][value=pick]"), "talk: my sentence")
    walk.follow(step("button[name=step][value=sentence]"), "talk: card")
    walk.follow(step("form[action='/plan/'] button:not([name=back])").last, "plan: after the second way")


def reasons(walk: Walk) -> None:
    """The third way's step."""
    walk.choose("r", 0)
    walk.choose("a", 0)
    walk.follow(walk.page.locator("button[name=step][value=talk]"), "plan: after the third way")


def whole(walk: Walk, *, script: bool, answers: Answers = HEAVY) -> int:
    """From `/` to a booked time by way of check, result, plan and all three first steps."""
    walk.open("/", "home")
    asked = check(walk, answers, script=script)
    causes(walk)
    model(walk)
    sentence(walk)
    reasons(walk)
    book(walk)
    return asked
