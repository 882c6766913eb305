"""What every page and state must pass, collected as findings instead of stopping at the first."""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request

from tests.journeys import browser

# Nothing outside a page's body may give away what the site is about (titles, addresses, file names).
TELLING = re.compile(
    r"trust|partner|abuse|violen|therap|counsel|couple|doubt|suicid|betray|cheat|safe", re.IGNORECASE
)
# WCAG 1.4.12.
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
  p { margin-bottom: 2em !important; }"""
CLIPPED = """() => [...document.querySelectorAll('main *, header *, nav *, footer *')].filter(e => {
  const s = getComputedStyle(e);
  return !e.closest('.seen-not, .skip, .scroll') && e.children.length === 0 && e.textContent.trim() &&
    s.overflow !== 'visible' && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1) &&
    s.display !== 'inline' && !['TEXTAREA', 'SELECT', 'OPTION', 'INPUT'].includes(e.tagName);
}).map(e => e.outerHTML.slice(0, 100))"""
INLINE = """() => [...document.querySelectorAll('[style], style, script:not([src])')]
  .map(e => e.outerHTML.slice(0, 100))
  .concat([...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on')))
  .map(e => e.outerHTML.slice(0, 100)))"""
# Each element with all that stands around it, by tag and class: what its colours and its ring follow from.
SHAPES = """() => [...new Set([...document.body.querySelectorAll('*')].map(e => {
  const path = [];
  for (let at = e; at && at !== document.body; at = at.parentElement)
    path.push(`${at.tagName}.${at.getAttribute('class') ?? ''}${at.getAttribute('aria-current') ? '!' : ''}`);
  return path.join('<');
}))]"""
NAMELESS = """() => [...document.querySelectorAll('[aria-invalid=true]')].filter(e => {
  const ids = (e.getAttribute('aria-describedby') || '').split(' ');
  return !ids.some(id => document.getElementById(id)?.classList.contains('wrong'));
}).map(e => e.outerHTML.slice(0, 100))"""


_known: set[str] = set()


@dataclass
class Look:
    """A pair of eyes on one browser page; `findings` is empty when all is right.

    Other colours and the walk by Tab are looked at where a page has something in a place where nothing like it was
    before, `thorough` on every page.
    """

    page: Page
    site: str
    script: bool = True
    full: bool = False
    colours: bool = True
    thorough: bool = False
    findings: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._request)
        self.page.on("pageerror", lambda error: self.findings.append(f"script error: {error}"))
        self.page.on("console", self._console)

    def __call__(self, name: str, *, brief: bool = False) -> None:
        """Run every check on what stands in the browser now; `brief` for one more page of a known template."""
        if name in self.seen:
            return
        self.seen.append(name)
        page = self.page
        self._note(name, "title", [page.title()] if TELLING.search(page.title()) else [])
        path = urlsplit(page.url)
        self._note(name, "address", [page.url] if TELLING.search(path.path + path.query) else [])
        self._note(name, "heading", [] if page.locator("h1").count() == 1 else ["not one h1"])
        self._note(name, "inline", page.evaluate(INLINE))
        self._note(name, "error without words", page.evaluate(NAMELESS))
        self._note(name, "axe", browser.axe(page))
        self._note(name, "small target", browser.small_targets(page))
        self._widths(name)
        shapes = set(page.evaluate(SHAPES))
        if brief or (not self.thorough and shapes <= _known):
            return
        if self.full and self.colours:
            _known.update(shapes)
        if self.colours:
            self._colours(name)
        if self.full:
            self._note(name, "focus", focus(page))

    def _widths(self, name: str) -> None:
        size = self.page.viewport_size
        assert size
        for width in (320, 1280):
            self.page.set_viewport_size({"width": width, "height": size["height"]})
            wide = browser.sideways(self.page)
            self._note(name, f"{width} px", [f"{wide} px too wide"] if wide else [])
        self.page.set_viewport_size({"width": 320, "height": size["height"]})
        self.page.evaluate(
            "css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s]; }",
            SPACING,
        )
        wide = browser.sideways(self.page)
        self._note(name, "text spacing", [f"{wide} px too wide"] if wide else [])
        self._note(name, "text spacing clips", self.page.evaluate(CLIPPED))
        self.page.evaluate("() => { document.adoptedStyleSheets = []; }")
        self.page.set_viewport_size(size)

    def _colours(self, name: str) -> None:
        modes: tuple[dict[str, Any], ...] = (
            {"color_scheme": "dark", "forced_colors": "none"}, {"color_scheme": "light", "forced_colors": "active"},
        )  # fmt: skip
        for mode in modes:
            self.page.emulate_media(**mode)
            label = "forced colours" if mode["forced_colors"] == "active" else "dark"
            self._note(name, label, browser.axe(self.page, colours=True))
        self.page.emulate_media(color_scheme="light", forced_colors="none")

    def _note(self, name: str, check: str, found: list[str]) -> None:
        self.findings += [f"{name}: {check}: {line}" for line in found]

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:")):
            self.findings.append(f"request to another host: {request.url}")

    def _console(self, message: Any) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.findings.append(f"console: {message.text}")


def focus(page: Page) -> list[str]:
    """Walk by Tab from the top to the end and back: every stop seen, with a ring, the same both ways."""
    page.evaluate("() => { document.activeElement?.blur?.(); scrollTo(0, 0); }")
    path = browser.focus_path(page)
    found = [stop for stop in path if not stop.startswith("seen ring")]
    if not path:
        found.append("nothing can be focused")
    return found
