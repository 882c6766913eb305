"""The system's Chromium, and the checks that every page must pass."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

WINDOWLESS = "chromium-headless-shell"
NAMES = (WINDOWLESS, "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]  # fmt: skip
AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE_COLOURS = ["color-contrast", "link-in-text-block"]


def executable(*, windows: bool = False) -> str | None:
    """The path of an installed Chromium, or None. `windows`: rather the whole one, as people have it."""
    names = (*NAMES[1:], WINDOWLESS) if windows else NAMES
    return next((path for name in names if (path := shutil.which(name))), None)


@contextmanager
def chromium(*, windows: bool = False) -> Iterator[Browser]:
    """Start Chromium; nothing of it stays afterwards. `windows`: see `executable`."""
    with sync_playwright() as playwright:
        path = executable(windows=windows)
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def context(browser: Browser, **options: Any) -> Iterator[BrowserContext]:
    """A fresh profile, 360 px wide unless told otherwise."""
    made = browser.new_context(**{"viewport": {"width": 360, "height": 740}, "locale": "en-GB", **options})
    try:
        yield made
    finally:
        made.close()


def axe(page: Page, shapes: list[str] | None = None) -> list[str]:
    """What axe finds on a page (WCAG 2.2 AA, target size on), one line a finding.

    `shapes`: only in elements that `look.SHAPES` found under one of these names; None for the whole page.
    """
    return _axe(page, {"runOnly": AXE_TAGS}, shapes)


def axe_colours(page: Page, shapes: list[str] | None = None) -> list[str]:
    """The same by the rules that look at colours only: other colours of a page change nothing for the rest."""
    return _axe(page, {"runOnly": {"type": "rule", "values": AXE_COLOURS}, "preload": False}, shapes)


def _axe(page: Page, options: dict[str, Any], shapes: list[str] | None) -> list[str]:
    """The script goes in through the debugger: the page's own policy allows no foreign script."""
    if not page.evaluate("() => !!window.axe"):
        page.evaluate("source => { (0, eval)(source); }", AXE.read_text(encoding="utf-8"))
    script = """([shapes, options]) => {
      const part = shapes && shapes.flatMap(name => shaped.get(name) ?? []).filter(e => e.isConnected);
      if (part && !part.length) return [];
      return axe.run(part ? {include: part} : document, options).then(found => found.violations);
    }"""
    found = page.evaluate(script, [shapes, {**options, "resultTypes": ["violations"]}])
    return [f"{v['id']}: {v['help']}: {node['html'][:160]}" for v in found for node in v["nodes"]]


def sideways(page: Page) -> int:
    """How many pixels a page is wider than the window; 0 is right."""
    return int(page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)"))


def small_targets(page: Page, least: int = 44) -> list[str]:
    """Controls smaller than `least` px in height, links inside sentences left out."""
    script = """least => [...document.querySelectorAll('a, button, input, select, textarea, summary')].filter(e => {
      const b = e.getBoundingClientRect(), box = e.closest('label.choice')?.getBoundingClientRect() ?? b;
      if (!b.width || e.type === 'hidden' || e.closest('.skip, .seen-not')) return false;
      const inText = e.tagName === 'A' && getComputedStyle(e).display === 'inline';
      return !inText && box.height < least - .5;
    }).map(e => e.outerHTML.slice(0, 120))"""
    return list(page.evaluate(script, least))


def pass_time(page: Page, milliseconds: int) -> None:
    """Let so much time pass by the page's own clock, which `page.clock.install` gave it, quicker than by ours.

    In steps, between which what the page asked for is answered.
    """
    for _ in range(0, milliseconds, 100):
        page.clock.run_for(100)
        page.wait_for_timeout(10)


# A link that runs over two lines has a box for each: the middle of the box around both may be beside the link.
FOCUSED = """() => {
  const stops = window.tabStops = [];
  const within = (value, most) => Math.min(Math.max(value, 1), most - 2);
  const describe = e => {
    if (!e || e === document.body) return '';
    const s = getComputedStyle(e), boxes = [...e.getClientRects()].filter(b => b.width > 0 && b.height > 0);
    const open = b => {
      const x = within(b.x + b.width / 2, innerWidth), y = within(b.y + Math.min(b.height / 2, 20), innerHeight);
      const top = document.elementFromPoint(x, y);
      return e.contains(top) || top?.contains(e) || !!top?.closest('label')?.contains(e);
    };
    const seen = boxes.length > 0 && boxes.every(open);
    const ring = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
    return `${seen ? 'seen' : 'HIDDEN'} ${ring ? 'ring' : 'NORING'} ${e.outerHTML.slice(0, 90)}`;
  };
  removeEventListener('keydown', window.tabHeard, true);
  window.tabHeard = e => { if (e.key === 'Tab') stops.push(describe(document.activeElement)); };
  addEventListener('keydown', tabHeard, true);
  document.body.tabIndex = -1;  // where the next press begins: at the top, also after a walk before this one
  document.body.focus();
  document.body.removeAttribute('tabindex');
  document.activeElement?.blur?.();
}"""


def focus_path(page: Page, limit: int = 200) -> list[str]:
    """Tab from the top to the end: what was focused, in order, each with whether it was visible.

    Each stop is looked at when the next press comes; the browser is asked for the list once in many presses.
    """
    page.evaluate(FOCUSED)
    path: list[str] = []
    for _ in range(0, limit, 20):
        for _ in range(20):
            page.keyboard.press("Tab")
        # The first was seen before the first press; where the focus is now is seen at the next one.
        path = list(page.evaluate("tabStops"))[1:]
        end = next((n for n, stop in enumerate(path) if not stop or (n and stop == path[0])), None)
        if end is not None:
            return path[:end]
    return path
