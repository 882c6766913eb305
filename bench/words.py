"""`make words`: bring the catalogues of translations up to date with the source, and compile them.

What is new in the source comes into each `django.po` without a translation, what is gone goes, and nothing is guessed.
The desk and the commands are English and are left out.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "footing"
ENGLISH_ONLY = ("desk/", "config/")
KEYWORDS = {
    **DEFAULT_KEYWORDS, "gettext_lazy": None, "_lazy": None, "ngettext_lazy": (1, 2), "pgettext_lazy": ((1, "c"), 2)
}  # fmt: skip
METHODS = [("**.py", "python"), ("**/jinja2/**.html", babel_extract)]
OPTIONS = {"**/jinja2/**.html": {"extensions": "jinja2.ext.do"}}
FILLED = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")


def catalogues() -> list[Path]:
    """Every catalogue that is there."""
    return sorted((SOURCE / "locale").glob("*/LC_MESSAGES/django.po"))


def template() -> Catalog:
    """All words of the source, by file."""
    found = Catalog()
    for file, _line, words, comments, context in extract_from_dir(SOURCE, METHODS, OPTIONS, KEYWORDS):
        name = Path(file).as_posix()
        if not name.startswith(ENGLISH_ONLY):
            found.add(
                words, locations=[(f"src/footing/{name}", None)], auto_comments=comments, context=context
            )
    return found


def read(file: Path) -> Catalog:
    """A catalogue; its folder names the language."""
    return read_po(io.BytesIO(file.read_bytes()), locale=file.parts[-3])


def compiled(catalogue: Catalog) -> bytes:
    """What the server reads."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def findings(catalogue: Catalog, source: Catalog) -> Iterator[str]:
    """What is wrong with a catalogue: words without a translation, and other things to fill in."""
    for message in source:
        if message.id:
            known = catalogue.get(message.id, message.context)
            if known is None or known.fuzzy or not all(_texts(known.string)):
                yield f"not translated: {_texts(message.id)[0]}"
            elif not _fills_alike(message, known):
                yield f"other things to fill in: {_texts(message.id)[0]}"


def update(file: Path, source: Catalog) -> None:
    """Write a catalogue anew, and what is compiled of it."""
    catalogue = read(file)
    made = catalogue.creation_date
    catalogue.update(source, no_fuzzy_matching=True)
    catalogue.creation_date = made
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=0, ignore_obsolete=True, include_lineno=False)
    file.write_bytes(buffer.getvalue())
    file.with_suffix(".mo").write_bytes(compiled(catalogue))


def _texts(words: str | tuple[str, ...] | list[str]) -> list[str]:
    return [words] if isinstance(words, str) else list(words)


def _fills_alike(source: Message, translated: Message) -> bool:
    """The same gaps; a singular may say its number in words."""
    *_one, last = _texts(source.id)
    wanted = sorted(found[0] for found in FILLED.finditer(last))
    *_few, most = _texts(translated.string)
    return sorted(found[0] for found in FILLED.finditer(most)) == wanted


def main() -> int:
    """Update every catalogue; name what is left to translate."""
    source = template()
    left = 0
    for file in catalogues():
        update(file, source)
        for line in findings(read(file), source):
            left += 1
            print(f"{file.parts[-3]}: {line}")
    print(f"{len(catalogues())} catalogues, {len(source)} entries, {left} to do")
    return 0


if __name__ == "__main__":
    sys.exit(main())
