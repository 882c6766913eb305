"""How hard our texts are to read and how long five typical visitors take; written to docs/reading.md.

`python -m bench.reading` prepares a site of its own with the demonstration practice and writes the document.
"""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.journeys import site

from bench import kill

DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "reading.md"
WORST, SHORT = 5, 8
NAMES = {"en": "English", "fr": "French"}
HEAD = """# How it reads

Written by `python -m bench.reading`. `tests/content` holds every file to the limits; what is counted, and why no library counts it, is in
[decision 37](decisions/0037-how-texts-are-measured.md). No formula knows whether a sentence is clear: somebody has to read each text.

**Sentence:** ends with a full stop, a question mark or a colon; items of lists and rows of tables are one each. At most 25 words, on average at most
15 (13 on the pages of `learn`). Buttons and labels count as words and in the longest, not in the mean. Titles of sources are left out.
**Age** (English): Flesch and Kincaid's years at school, and five; at most 11. **Ease** (French): Kandel and Moles; at least 80, where 100 is
very easy and 60 is plain.
"""
RULE = """## Five visitors

Each was walked through the real pages of the demonstration practice, without scripts. *Screens* are those that somebody with scripts sees: one sign of
the check on each. *Questions* are fields that can be filled, a group of options being one; *required* are those that a page asks for when nothing is
filled in. *Words* are those in the main part, each line once on a page, nothing that is folded up; a page seen again counts again.

*Minutes:* words at 238 a minute, the mean for adults who read English in silence (Brysbaert 2019, 190 studies, doi 10.1016/j.jml.2019.104047); in
brackets at 175, the slow end for most adults. Five seconds for each tick, choice or press, half a minute for each line typed: our own estimates,
not measured. Nobody reads every word, and somebody who is upset may need longer than any of this.
"""


def statistics() -> Iterator[str]:
    """One table a language, the hardest five first in words."""
    from bench import texts

    for language in sorted(folder.name for folder in texts.ROOT.iterdir() if folder.is_dir()):
        found = [texts.reading(language, path) for path in texts.files(language)]
        score, first = ("ease", 1) if language == "fr" else ("age", -1)
        hard = sorted((r for r in found if r.sentences >= SHORT), key=lambda r: first * r.score)[:WORST]
        slow = sorted((r for r in found if r.sentences >= SHORT), key=lambda r: -r.mean)[:WORST]
        yield f"## {NAMES[language]}\n"
        yield f"{len(found)} files, {sum(r.words for r in found):,} words.\n"
        yield f"Hardest by {score}: {', '.join(f'`{r.path}` {r.score:.1f}' for r in hard)}."
        yield f"Longest sentences on average: {', '.join(f'`{r.path}` {r.mean:.1f}' for r in slow)}.\n"
        yield f"| file | words | sentences | words a sentence | longest | {score} |\n|---|---:|---:|---:|---:|---:|"
        for r in found:
            end = (
                f"{r.mean:.1f} | {r.longest} | {r.score:.1f}"
                if r.sentences >= SHORT
                else f"– | {r.longest} | –"
            )
            yield f"| `{r.path}` | {r.words} | {r.sentences} | {end} |"
        yield ""


def visitors() -> Iterator[str]:
    """The five, and the first of them page by page."""
    from bench import visitors as five

    found = five.walked()
    yield RULE
    yield "| visitor | screens | questions | required | answered | lines typed | words | minutes |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    for one in found:
        took = f"{one.minutes(five.WORDS_A_MINUTE):.0f} ({one.minutes(five.SLOW):.0f})"
        yield (
            f"| {one.name} | {one.screens} | {one.offered} | {one.required} | {one.ticked + one.typed} | {one.typed} "
            f"| {one.words} | {took} |"
        )
    yield ""
    for one in found:
        yield f"- *{one.name}:* {five.FIVE[one.name].__doc__}"
    yield "\nPage by page, in minutes:\n"
    for one in found:
        yield f"- *{one.name}:* {'; '.join(f'{title} {spent:.1f}' for title, _, spent in one.parts)}"
    yield ""


def main() -> None:
    """Write the document."""
    made = site.prepared(demo=True)
    try:
        text = json.loads(kill.python(made, "-m", "bench.reading", "inside").splitlines()[-1])
    finally:
        shutil.rmtree(made.data, ignore_errors=True)
    DOCUMENT.write_text(text, encoding="utf-8")
    print(f"written: {DOCUMENT.name}")


def _inside() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "footing.config.settings")
    django.setup()
    print(json.dumps("\n".join([HEAD, *visitors(), *statistics()])))


if __name__ == "__main__":
    _inside() if sys.argv[1:] == ["inside"] else main()
