"""What every page and state must pass, collected as findings instead of stopping at the first."""

import fcntl
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request

from tests.journeys import browser, site

# Nothing outside a page's body may give away what the site is about (titles, addresses, file names).
TELLING = re.compile(
    r"trust|partner|abuse|violen|therap|counsel|couple|doubt|suicid|betray|cheat|safe", re.IGNORECASE
)
# WCAG 1.4.12.
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
  p { margin-bottom: 2em !important; }"""
SPACED = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
  const wide = Math.max(0, document.documentElement.scrollWidth - innerWidth);
  const clipped = [...document.querySelectorAll('main *, header *, nav *, footer *')].filter(e => {
    if (e.children.length || !e.textContent.trim() || e.closest('.seen-not, .skip, .scroll')) return false;
    if (e.scrollWidth <= e.clientWidth + 1 && e.scrollHeight <= e.clientHeight + 1) return false;
    const s = getComputedStyle(e);
    return s.overflow !== 'visible' && s.display !== 'inline'
      && !['TEXTAREA', 'SELECT', 'OPTION', 'INPUT'].includes(e.tagName);
  }).map(e => e.outerHTML.slice(0, 100));
  document.adoptedStyleSheets = [];
  return [wide, clipped];
}"""
INLINE = """() => [...document.querySelectorAll('[style], style, script:not([src])')]
  .map(e => e.outerHTML.slice(0, 100))
  .concat([...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on')))
  .map(e => e.outerHTML.slice(0, 100)))"""
# Each element that shows something or can be reached, with the nearest one around it that looks like something, by tag,
# class and what its attributes say to a reader; headings with the one before. What its colours, its ring and nearly
# every rule of axe follow from; the rest is UNLIKE. Classes that only lay out are left out. A stop of the Tab key has a
# ! in front, so that the walk by Tab is done where one of them is new.
SHAPES = """() => {
  const told = ['type', 'role', 'autocomplete', 'scope', 'inputmode', 'rel', 'aria-current', 'aria-live', 'open'];
  const silent = /^(data-.*|class|style|id|name|value|maxlength|rows|cols|checked|selected|action|method|form.*)$/;
  const layout = /^(stack.*|row|ends|between|top|no-print|back|submit|plain|rows|wide|lines|tiles|field|step)$/;
  const neutral = ['DIV', 'P', 'FORM', 'SECTION', 'ARTICLE', 'MAIN', 'SPAN', 'HEADER'];
  const looks = e => [...e.classList].filter(name => !layout.test(name)).sort().join(' ');
  const shape = e => `${e.tagName}.${looks(e)}`;
  const around = e => {
    let at = e.parentElement;
    while (at !== document.body && !looks(at) && neutral.includes(at.tagName)) at = at.parentElement;
    return at === document.body ? '' : shape(at);
  };
  const own = e => e.getAttributeNames().sort().filter(n => !silent.test(n))
    .map(n => told.includes(n) ? `${n}=${e.getAttribute(n)}` : n).join(' ');
  const stop = e => e.matches('a, button, input:not([type=hidden]), select, textarea, summary, [tabindex]') ? '!' : '';
  const text = e => [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim());
  window.shaped = new Map();
  const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(e => e.tagName);
  for (const e of document.body.querySelectorAll('*')) {
    if (!text(e) && !stop(e) && neutral.includes(e.tagName) && !looks(e) && !own(e)) continue;
    const name = `${stop(e)}${shape(e)}[${own(e)}]${text(e) ? '' : ' empty'}<${around(e)}`.trim();
    shaped.set(name, [...(shaped.get(name) ?? []), e]);
  }
  return [...shaped.keys(), ...headings.map((h, n) => `${headings[n - 1] ?? ''}>${h}`)];
}"""
LARGE = re.compile(r"^\w*>H\d|^!?(H\d|MAIN|NAV|HEADER|FOOTER|ASIDE)\b|role=")
# What a page of known shapes can still get wrong: an id twice, or one that is pointed at and is not there.
UNLIKE = """() => {
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  const pointing = '[for], [aria-describedby], [aria-labelledby], [aria-controls], a[href^="#"]';
  const wanted = [...document.querySelectorAll(pointing)]
    .flatMap(e => [e.getAttribute('for'), e.getAttribute('aria-describedby'), e.getAttribute('aria-labelledby'),
      e.getAttribute('aria-controls'), e.matches('a') ? e.getAttribute('href').slice(1) : ''].join(' ').split(' '))
    .filter(id => id && !document.getElementById(id));
  const again = ids.filter((id, n) => ids.indexOf(id) !== n);
  return [...again.map(id => `twice: ${id}`), ...wanted.map(id => `not there: ${id}`)];
}"""
NAMELESS = """() => [...document.querySelectorAll('[aria-invalid=true]')].filter(e => {
  const ids = (e.getAttribute('aria-describedby') || '').split(' ');
  return !ids.some(id => document.getElementById(id)?.classList.contains('wrong'));
}).map(e => e.outerHTML.slice(0, 100))"""
# One question to the browser instead of five.
AT_ONCE = f"""() => [document.title, document.querySelectorAll('h1').length,
  ...[{INLINE}, {NAMELESS}, {UNLIKE}].map(check => check())]"""


class Known:
    """Shapes that were looked at, by this process or another one of the same run."""

    def new(self, shapes: set[str], by: str) -> set[str]:
        """Which of these nobody looked at yet `by` axe, colours or focus; from now on they count as looked at."""
        with (site.shared() / f"shapes-{by}").open("a+", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            found = shapes.difference(file.read().splitlines())
            file.writelines(f"{shape}\n" for shape in sorted(found))
        return found


_known = Known()


@dataclass
class Look:
    """A pair of eyes on one browser page; `findings` is empty when all is right.

    axe, other `colours` and the walk of the `focus` by Tab look at pages that have something in a place where nothing
    like it was before, `thorough` at every page. `wide`: at 1280 px too.
    """

    page: Page
    site: str
    focus: bool = True
    colours: bool = True
    wide: bool = True
    thorough: bool = False
    findings: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._request)
        self.page.on("pageerror", lambda error: self.findings.append(f"script error: {error}"))
        self.page.on("console", self._console)

    def __call__(self, name: str) -> None:
        """Run every check on what stands in the browser now."""
        if name in self.seen:
            return
        self.seen.append(name)
        page = self.page
        title, headings, *found = page.evaluate(AT_ONCE)
        self._note(name, "title", [title] if TELLING.search(title) else [])
        path = urlsplit(page.url)
        self._note(name, "address", [page.url] if TELLING.search(path.path + path.query) else [])
        self._note(name, "heading", [] if headings == 1 else ["not one h1"])
        for check, lines in zip(("inline", "error without words", "unlike"), found, strict=True):
            self._note(name, check, lines)
        self._note(name, "small target", browser.small_targets(page))
        self._widths(name)
        shapes = set(page.evaluate(SHAPES))
        page.evaluate("() => scrollTo(0, 0)")  # or what lies half under the bar would count as small
        if (new := _known.new(shapes, "axe")) or self.thorough:
            # A new order of headings or a new region is about the whole page, all else about what is new in it.
            whole = self.thorough or any(LARGE.search(shape) for shape in new)
            self._note(name, "axe", browser.axe(page, None if whole else sorted(new)))
        if self.colours and ((new := _known.new(shapes, "colours")) or self.thorough):
            self._colours(name, new)
        stops = {shape for shape in shapes if shape.startswith("!")}
        if self.focus and (_known.new(stops, "focus") or self.thorough):
            self._note(name, "focus", focus(page))

    def _widths(self, name: str) -> None:
        """At 320 px, `wide` at 1280 before; where a page stands at 320 already, it need not be laid out anew."""
        size = self.page.viewport_size
        assert size
        for width in (1280, 320) if self.wide else (320,):
            if self.page.viewport_size != (wanted := {"width": width, "height": size["height"]}):
                self.page.set_viewport_size(wanted)
            wide = browser.sideways(self.page)
            self._note(name, f"{width} px", [f"{wide} px too wide"] if wide else [])
        wide, clipped = self.page.evaluate(SPACED, SPACING)
        self._note(name, "text spacing", [f"{wide} px too wide"] if wide else [])
        self._note(name, "text spacing clips", clipped)
        if size["width"] != 320:
            self.page.set_viewport_size(size)

    def _colours(self, name: str, new: set[str]) -> None:
        """Dark and forced colours: of what is new here, `thorough` of the whole page."""
        modes: tuple[dict[str, Any], ...] = (
            {"color_scheme": "dark", "forced_colors": "none"}, {"color_scheme": "light", "forced_colors": "active"},
        )  # fmt: skip
        for mode in modes:
            self.page.emulate_media(**mode)
            label = "forced colours" if mode["forced_colors"] == "active" else "dark"
            self._note(name, label, browser.axe_colours(self.page, None if self.thorough else sorted(new)))
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
