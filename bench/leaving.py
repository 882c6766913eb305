"""Leave, measured in the page: blank within 300 ms on any line, elsewhere after it, Back shows nothing, cookie dead."""

import os
import signal
import statistics
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from functools import partial
from time import monotonic

from playwright.sync_api import Browser, BrowserContext, Error, Page, Route
from tests.journeys import browser, site
from tests.journeys.test_leave import ELSEWHERE, PATIENCE, alive, answered, ends, signed_in
from tests.postgres import free_port

from bench import kill

ROUNDS, MOST = 10, 300
# From the press to the frame in which the page is blank: a message sent in a frame arrives when it was drawn.
BLANK = """how => new Promise(done => {
  const bar = document.querySelector('a.leave'), key = kind => dispatchEvent(new KeyboardEvent(kind, { key: 'Shift' }));
  if (how === 'Shift') for (let n = 0; n < 2; n++) { key('keydown'); key('keyup'); }
  const began = performance.now();
  if (how === 'Shift') { key('keydown'); key('keyup'); } else bar.click();
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    const gone = !document.querySelector('main, header') && document.querySelector('[role=alert]').textContent === 'Loading.';
    port1.onmessage = () => done(gone ? performance.now() - began : -1);
    port2.postMessage(0);
  });
})"""
LINES = {
    "as it is": {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1},
    "1 kB/s, 2 s for a round trip": {
        "offline": False,
        "latency": 2000,
        "downloadThroughput": 1000,
        "uploadThroughput": 1000,
    },
    "no line": {"offline": True, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1},
}


class Elsewhere:
    """The other site, which answers when it is told to: what is measured ends before."""

    def __init__(self, context: BrowserContext, *, told: bool = False) -> None:
        self._told, self._waiting = told, list[Route]()
        context.route(ELSEWHERE, self._asked)

    def _asked(self, route: Route) -> None:
        if self._told:
            route.fulfill(body="<title>Rain</title><h1>Rain later</h1>", content_type="text/html")
        else:
            self._waiting.append(route)

    def answer(self, page: Page) -> None:
        """Let the browser arrive; further visits, as by Back, are answered at once."""
        end = monotonic() + PATIENCE
        while not self._waiting and monotonic() < end:
            page.wait_for_timeout(10)
        self._told = True
        for route in self._waiting:
            self._asked(route)
        page.wait_for_selector("text=Rain later")


def leaving() -> Iterator[str]:
    """Four lines and two ways of leaving, as a visitor and signed in; and without script."""
    yield "## Leave\n"
    yield f"From the press to the drawn blank page, measured in the page with an answer of the check ticked: {ROUNDS} times each as a visitor and"
    yield "as often signed in (the killed server: once each). Afterwards the other site stands, Back three times shows nothing of ours, and the old"
    yield "cookie is a stranger's: without a line or server, from the first request on that this browser makes when it is back.\n"
    yield "| line | way | median ms | slowest ms |"
    yield "|---|---|---:|---:|"
    if str(browser.executable(windows=True)).endswith(browser.WINDOWLESS):
        sys.exit("How a page is left is proved in the browser that people have. Install chromium.")
    with browser.chromium(windows=True) as chromium:
        with site.running() as served:
            for line in LINES:
                for how in ("link", "Shift"):
                    yield _row(
                        line, how, [t for _ in range(ROUNDS) for t in _both(chromium, served, line, how)]
                    )
            _without_script(chromium, served)
        made = site.prepared()
        for how in ("link", "Shift"):
            yield _row(
                "the server killed", how, [_killed(chromium, made, how, signed=s) for s in (False, True)]
            )
    yield "\nWithout script the other site stands after one reply of the server.\n"


def _row(line: str, how: str, seen: list[float]) -> str:
    if min(seen) < 0 or max(seen) > MOST:
        sys.exit(f"leave, {line}, {how}: not blank within {MOST} ms: {seen}")
    way = {"link": "the link", "Shift": "Shift three times"}[how]
    return f"| {line} | {way} | {statistics.median(seen):.0f} | {max(seen):.0f} |"


def _both(chromium: Browser, served: site.Site, line: str, how: str) -> Iterator[float]:
    """Leave as a visitor, and as somebody who is signed in."""
    for signed in (False, True):
        with browser.context(chromium) as context:
            page, elsewhere = context.new_page(), Elsewhere(context)
            cookie = signed_in(page, served) if signed else ""
            answered(page, served)
            network = context.new_cdp_session(page)
            network.send("Network.enable")
            emulate = partial(network.send, "Network.emulateNetworkConditions")
            emulate(LINES[line])
            yield float(page.evaluate(BLANK, how))
            elsewhere.answer(page)
            offline = LINES[line]["offline"]
            if signed and not offline:
                ends(page, served, cookie)
            if not offline:
                emulate(LINES["as it is"])
            _back_three_times(page, served)
            if signed and offline:
                emulate(LINES["as it is"])
                _a_stranger_now(page, served, cookie)


def _killed(chromium: Browser, made: site.Site, how: str, *, signed: bool) -> float:
    """Leave while no server is there; it comes back afterwards, at another port: cookies know none."""
    with browser.context(chromium) as context:
        page, elsewhere = context.new_page(), Elsewhere(context)
        with _serving(made) as served:
            cookie = signed_in(page, served) if signed else ""
            answered(page, served)
            _kill(served)
        took = float(page.evaluate(BLANK, how))
        elsewhere.answer(page)
        _back_three_times(page, served)
        if signed:
            with _serving(made) as again:
                _a_stranger_now(page, again, cookie)
                _kill(again)  # it would wait for the browser's open connections
    return took


def _serving(made: site.Site) -> AbstractContextManager[site.Site]:
    port = free_port()
    return site.serving(made, PORT=str(port), FOOTING_URL=f"http://localhost:{port}")


def _kill(served: site.Site) -> None:
    os.kill(served.pid, signal.SIGSTOP)  # so that it starts no worker meanwhile
    for victim in [*kill.workers(served.pid), served.pid]:
        os.kill(victim, signal.SIGKILL)


def _back_three_times(page: Page, served: site.Site) -> None:
    for _ in range(3):
        with suppress(Error):  # an address that nobody answers, or a page that leads on at once
            page.go_back()
        page.wait_for_function("ours => location.origin !== ours", arg=served.url)
        if "Footing" in page.title() + page.content():
            sys.exit(f"Back shows a page of ours: {page.url}")


def _a_stranger_now(page: Page, served: site.Site, cookie: str) -> None:
    """The first request of this browser ends the session for everybody."""
    page.goto(f"{served.url}/desk/")
    if "/account/sign-in/" not in page.url or alive(page, served, cookie):
        sys.exit("the session goes on after the line came back")


def _without_script(chromium: Browser, served: site.Site) -> None:
    with browser.context(chromium, java_script_enabled=False) as context:
        page = context.new_page()
        Elsewhere(context, told=True)
        page.goto(f"{served.url}/check/")
        page.locator("a.leave").click()
        page.wait_for_selector("text=Rain later")
