"""What a visit costs over the wire, and how long a slow line takes."""

from dataclasses import dataclass

from playwright.sync_api import Browser

from tests.journeys import browser


@dataclass(frozen=True)
class Visit:
    """One page: bytes over the wire with headers, files fetched, seconds until its text stands."""

    address: str
    size: int
    files: int
    seconds: float


# A 2G line: 400 ms round trip, 50 kB/s.
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 20_000}
READABLE = """() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"""


def visits(chromium: Browser, site: str, addresses: list[str], *, slow: bool = False) -> list[Visit]:
    """Open the addresses one after another in one fresh profile, so that later ones use the cache."""
    found = []
    with browser.context(chromium) as context:  # the server's own first request is not the visitor's
        context.new_page().goto(site + addresses[0])
    with browser.context(chromium) as context:
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        if slow:
            session.send("Network.emulateNetworkConditions", SLOW)
        sizes: list[int] = []
        coming: set[str] = set()
        session.on("Network.requestWillBeSent", lambda event: coming.add(event["requestId"]))
        session.on("Network.loadingFailed", lambda event: coming.discard(event["requestId"]))
        session.on(
            "Network.loadingFinished",
            lambda event: (sizes.append(int(event["encodedDataLength"])), coming.discard(event["requestId"])),
        )
        for address in addresses:
            sizes.clear()
            # What only a first visit fetches, the icon, comes after the page has been loaded.
            page.goto(site + address, wait_until="networkidle" if address == addresses[0] else "load")
            page.wait_for_function(READABLE)
            while coming:
                page.wait_for_timeout(5)
            found.append(
                Visit(address, sum(sizes), len([s for s in sizes if s]), page.evaluate(READABLE) / 1000)
            )
    return found
