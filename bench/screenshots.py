"""`make screenshots`: the README's picture, taken from the running demo: three screens as a phone shows them."""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page
from tests.journeys import browser, site, walk

PICTURE = Path(__file__).resolve().parents[1] / "docs" / "images" / "screens.png"
SIZE, GAP, EDGE = {"width": 390, "height": 780}, 28, (216, 208, 192)


def main() -> int:
    """Take the three screens and set them side by side."""
    shots = []
    with (
        site.running() as running,
        browser.chromium() as chromium,
        browser.context(chromium, viewport=SIZE) as phone,
    ):
        page = phone.new_page()
        for reach in (first, result, times):
            reach(page, running)
            shots.append(shot(page))
    width = len(shots) * SIZE["width"] + (len(shots) + 1) * GAP
    picture = Image.new("RGB", (width, SIZE["height"] + 2 * GAP), (236, 231, 221))
    for place, taken in enumerate(shots):
        left = GAP + place * (SIZE["width"] + GAP)
        picture.paste(EDGE, (left - 1, GAP - 1, left + SIZE["width"] + 1, GAP + SIZE["height"] + 1))
        picture.paste(taken, (left, GAP))
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(128).save(PICTURE, optimize=True)
    print(f"{PICTURE.relative_to(PICTURE.parents[2])}: {PICTURE.stat().st_size // 1000} kB")
    return 0


def shot(page: Page) -> Image.Image:
    """What the screen shows now."""
    return Image.open(io.BytesIO(page.screenshot()))


def first(page: Page, running: site.Site) -> None:
    """The first page."""
    page.goto(running.url)


def result(page: Page, running: site.Site) -> None:
    """A result, scrolled to its drawing."""
    walk.check(walk.Walk(page, running.url), walk.HEAVY, script=True)
    page.evaluate(
        "scrollTo(0, document.querySelector('main section').getBoundingClientRect().top + scrollY - 125)"
    )


def times(page: Page, running: site.Site) -> None:
    """Open times of the demo practice."""
    way = walk.Walk(page, running.url)
    way.open("/book/", "find")
    way.choose("mode", "phone")
    page.locator("select[name=tz]").select_option("America/Toronto")
    way.press("See open times", "times")


if __name__ == "__main__":
    sys.exit(main())
