"""People who wait for a time, through the forms as a visitor does, and answer what the mails offer them, or do not."""

import html
import random
import re
import threading
import time
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

from tests.journeys.site import Site

from bench.asking import PATIENCE, LostError, until_answered
from bench.crowd import KIND, Crowd
from bench.machine.offers import Press
from bench.offerers import LIFE
from bench.post import Post

# Who looked so often for nothing gives up and asks anew: only what was booked before they came is offered to them.
WAITERS, LOOK, LOOKS = 6, 1, 24
OK, GONE = 200, 409
ON_THE_LIST, NO_LONGER = "You are on the list", "You no longer wait"
BOOKED = ("Your time is booked", "You have asked for this time")
# A time is kept, and told of, in the day of whoever waits: in one of these it is day.
ZONES = ("Europe/London", "America/Vancouver", "Asia/Tokyo")
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
OFFER = re.compile(r'name="offer" value="([^"]+)"')


@dataclass
class Place:
    """A place in the line: what opens its page, and how often its person looked there since the last mail."""

    code: str
    token: str
    email: str
    looks: int = 0


@dataclass
class Waited:
    """What those who wait did: each press that changes something, and when a place was theirs, by its code."""

    presses: list[Press] = field(default_factory=list)
    joined: dict[str, float] = field(default_factory=dict)


class Waiters:
    """So many people at once, until they are told to stop waiting. Who is served or gone comes again as somebody else."""

    def __init__(self, serving: Site, chance: random.Random, crowd: Crowd, slugs: list[str]) -> None:
        self._url, self._host = serving.url, urlsplit(serving.url).netloc
        # With so few of the team, several want the same time.
        self._crowd, self._slugs, self._post = crowd, chance.sample(slugs, 2), Post(serving.data / "mail")
        self._lock, self._over, self._waited = threading.Lock(), threading.Event(), Waited()
        self._failed = list[BaseException]()
        seeds = [chance.random() for _ in range(WAITERS)]
        self._people = [threading.Thread(target=self._live, args=(random.Random(seed),)) for seed in seeds]
        for person in self._people:
            person.start()

    def await_taken(self, count: int) -> None:
        """Return when so many have taken a time since all began. Raises LostError."""
        end = time.monotonic() + 2 * PATIENCE
        while sum(bool(press.booking) for press in list(self._waited.presses)) < count:
            if self._failed or time.monotonic() > end:
                raise LostError(f"nobody who waits comes to a time any more: {self._failed[:1]}")
            time.sleep(0.05)

    def stop(self) -> Waited:
        """Let everybody stop waiting, as they can on their page. Raises LostError."""
        self._over.set()
        for person in self._people:
            person.join()
        if self._failed:
            raise LostError(f"somebody who waits was not served: {self._failed[0]!r}") from self._failed[0]
        return self._waited

    def _live(self, chance: random.Random) -> None:
        try:
            while not self._over.is_set():
                place = self._join(chance)
                while not self._over.is_set() and self._go_on(place, chance):
                    pass
                self._press("stop", place, "", time.time())
        except BaseException as error:
            self._failed.append(error)

    def _join(self, chance: random.Random) -> Place:
        """What fits and is open does not suit them: they wait for what comes free."""
        who = chance.choice(self._slugs) if chance.random() < 0.9 else ""
        asked = {"type": KIND, "who": who, "mode": "video", "tz": _zone()}
        email = f"{uuid.uuid4().hex[:12]}@example.org"
        page = self._page("GET", f"/book/wait/?{urlencode(asked)}")
        typed = [(name, html.unescape(value)) for name, value in HIDDEN.findall(page) if name == "key"]
        typed += [*asked.items(), ("weeks", "4"), ("name", "Robin"), ("email", email)]
        typed += [("may_mail", "on"), ("old_enough", "on")]
        page = self._page("POST", "/book/wait/", typed)
        if ON_THE_LIST not in page:
            again = [(name, html.unescape(value)) for name, value in HIDDEN.findall(page)]
            page = self._page("POST", "/book/wait/", [*again, ("anyway", "1")])
        if ON_THE_LIST not in page:
            raise LostError(f"no place in the line: {page[:2000]}")
        code, token = _pair(page)
        with self._lock:
            self._waited.joined[code] = time.time()
        return Place(code, token, email)

    def _go_on(self, place: Place, chance: random.Random) -> bool:
        """Wait for a mail and do what its link opens; False once nothing more is looked for."""
        if not (found := self._post.next(place.email, LOOK)):
            place.looks += 1
            return NO_LONGER not in self._open(place) and place.looks < LOOKS
        place.looks = 0
        if (found.code, found.token) != (place.code, place.token):
            raise LostError(f"a mail to {place.email} opens another's page")
        place.token = found.token
        roll = chance.random()
        if roll < 0.35:  # nothing is said
            return True
        began = time.time()
        shown = self._open(place)
        self._over.wait(chance.uniform(0, 1) if roll < 0.9 else chance.uniform(LIFE - 2, LIFE + 3))
        if NO_LONGER in self._open(place):
            return False
        if roll < 0.5:
            return self._press("pass", place, shown, began) == OK
        return self._press("take", place, shown, began) != OK

    def _open(self, place: Place) -> str:
        return self._page("POST", "/book/waiting/", [("code", place.code), ("token", place.token)])

    def _press(self, what: str, place: Place, shown: str, began: float) -> int:
        """One press on the page that was shown, from when that was asked for until the press is answered."""
        typed = [
            ("code", place.code),
            ("token", place.token),
            *(("offer", id) for id in OFFER.findall(shown)[:1]),
        ]
        status, page = self._ask("POST", f"/book/waiting/{what}/", typed)
        ended, booking = time.time(), ""
        if what == "take" and status == OK:
            if not any(words in page for words in BOOKED):
                raise LostError(f"what was taken is not booked: {page[:2000]}")
            booking, token = _pair(page)
            self._crowd.adopt(booking, token)
        elif status != OK and (what, status) != ("take", GONE):
            raise LostError(f"{what} was answered {status}: {page[:2000]}")
        with self._lock:
            self._waited.presses.append(
                Press(what, place.code, began, ended, status == OK, booking, asks=BOOKED[1] in page)
            )
        return status

    def _page(self, method: str, path: str, typed: list[tuple[str, str]] | None = None) -> str:
        status, page = self._ask(method, path, typed)
        if status != OK:
            raise LostError(f"{method} {path} was answered {status}: {page[:2000]}")
        return page

    def _ask(self, method: str, path: str, typed: list[tuple[str, str]] | None) -> tuple[int, str]:
        headers = {"Origin": self._url, "Content-Type": "application/x-www-form-urlencoded"}
        text = None if typed is None else urlencode(typed)
        return until_answered(
            self._host, method, path, text, headers, read=bytes.decode, unanswered=self._crowd.unanswered
        )


def _pair(page: str) -> tuple[str, str]:
    """Code and second part that a page shows."""
    found = re.search(r'class="code">([A-Z0-9-]+)</p><p class="secret">([a-z2-7]+)<', page)
    if found is None:
        raise LostError(f"a page without its code: {page[:2000]}")
    return found[1].replace("-", ""), found[2]


def _zone() -> str:
    """A zone in which it is day."""
    return next(zone for zone in ZONES if 8 <= datetime.now(UTC).astimezone(ZoneInfo(zone)).hour < 20)
