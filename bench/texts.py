"""The words of `content/` as somebody reads them, and how hard they are. The one place where that is counted.

English: Flesch-Kincaid (0.39 words a sentence + 11.8 syllables a word - 15.59: years at school; five more: years of age).
French: Kandel and Moles (207 - 1.015 words a sentence - 73.6 syllables a word: 100 is very easy, 60 is plain).
Both see length only. Neither knows whether a sentence is clear, so somebody has to read each text as well.
"""

import re
import statistics
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from tests.learn.test_texts import sentences as split

ROOT = Path(__file__).resolve().parents[1] / "content"
# Words of the demonstration and of the desk are not for visitors and clients.
ASIDE = ("demo/", "desk/")
# Never read on a page, whatever it looks like.
DATA = {
    "id",
    "version",
    "kind",
    "url",
    "doi",
    "tel",
    "mark",
    "code",
    "open_in",
    "beside",
    "reviewed_by",
    "banned",
    # Patterns of the hints, for a text that is typed.
    "names",
    "telling",
    "telling_until",
    "find",
    "but",
    "asks",
    "questions",
}
FRONT = ("title", "summary", "evidence_note", "do")
CODE = re.compile(r"[a-z0-9][\w./+-]*|[A-Z][+-]?|[\W\d_]*")
END = re.compile(r"[.?!:…][\"'”’»)*\s]*$")
VOWELS = {"en": "aeiouy", "fr": "aeiouyàâäéèêëîïôöùûüœæ"}


@dataclass(frozen=True)
class Said:
    """One text of a file: where it stands, and its words."""

    key: str
    text: str


@dataclass(frozen=True)
class Reading:
    """What is counted of one file. Labels (no full stop) count among words, and in nothing else."""

    path: str
    words: int
    sentences: int
    mean: float
    longest: int
    score: float


def files(language: str, root: Path = ROOT) -> list[str]:
    """Every file that a visitor or a client reads, by its path below the language."""
    every = (file.relative_to(root / language).as_posix() for file in (root / language).rglob("*.*"))
    return sorted(path for path in every if path.endswith((".toml", ".md")) and not path.startswith(ASIDE))


@lru_cache(maxsize=512)
def source(language: str, path: str, root: Path = ROOT) -> tuple[dict[str, Any], str]:
    """A file's table (or front matter), and its Markdown body."""
    text = (root / language / path).read_text("utf-8")
    if path.endswith(".toml"):
        return tomllib.loads(text), ""
    _, front, body = text.split("+++", 2)
    return tomllib.loads(front), body.strip()


def said(language: str, path: str, root: Path = ROOT) -> list[Said]:
    """All that somebody reads of a file, the titles of sources included."""
    table, body = source(language, path, root)
    if path.endswith(".toml"):
        return list(_walk(table, ""))
    front = [Said(key, table[key]) for key in FRONT if key in table]
    return [*front, *(Said("sources", one["text"]) for one in table.get("sources", ())), Said("body", body)]


def _walk(value: Any, key: str) -> Iterator[Said]:
    if isinstance(value, dict):
        for name, inner in value.items():
            # `source` of a help line is where it was read; of an exercise it is a list with titles.
            if name not in DATA and not (name == "source" and isinstance(inner, str)):
                yield from _walk(inner, f"{key}.{name}".strip("."))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            # A row such as [code, words]: the first is a code.
            yield from _walk(inner[1:] if isinstance(inner, list) else inner, f"{key}.{number}")
    elif isinstance(value, str) and not CODE.fullmatch(value):
        yield Said(key, value)


def sentences(text: str) -> list[str]:
    """Sentences and labels of one text. A colon ends a sentence; an item of a list and a row of a table are one each."""
    rows = re.sub(r"^\|[-|: ]+\|$", "", text, flags=re.MULTILINE)
    return split(re.sub(r"\n(?=\|)", "\n\n", rows.replace("«\u00a0", "“").replace("\u00a0»", "”")))


def words(sentence: str) -> list[str]:
    """The words of a sentence; a number or something to be filled in is one."""
    return [word for word in sentence.split() if re.search(r"\w", word)]


def looked_up(one: Said) -> bool:
    """Whether it is the title of a source, which nobody reads through."""
    return "source" in one.key


def whole(texts: list[Said]) -> list[list[str]]:
    """The words of each whole sentence."""
    every = (s for one in texts if not looked_up(one) for s in sentences(one.text))
    return [words(sentence) for sentence in every if END.search(sentence) and words(sentence)]


def reading(language: str, path: str, root: Path = ROOT) -> Reading:
    """What is counted of one file."""
    texts = said(language, path, root)
    found = whole(texts)
    lengths = [len(sentence) for sentence in found] or [0]
    every = sum(len(words(sentence)) for one in texts for sentence in sentences(one.text))
    longest = max(
        (len(words(s)) for one in texts if not looked_up(one) for s in sentences(one.text)), default=0
    )
    return Reading(path, every, len(found), statistics.mean(lengths), longest, score(language, found))


def score(language: str, found: list[list[str]]) -> float:
    """Years of age for English, Kandel and Moles' ease for French."""
    every = [word for sentence in found for word in sentence]
    if not every:
        return 0.0
    length = len(every) / len(found)
    weight = sum(syllables(language, word) for word in every) / len(every)
    return (
        207 - 1.015 * length - 73.6 * weight
        if language == "fr"
        else 0.39 * length + 11.8 * weight - 15.59 + 5
    )


def syllables(language: str, word: str) -> int:
    """Groups of vowels, a silent ending left out; at least one.

    On the words of our English files this is the number in the CMU dictionary for 98 of 100, and the same in all.
    """
    word = re.sub(r"[’'](s|ll|re|ve|d|m)?$", "", word.lower().strip(".,;:?!()“”\"'’*_[]…"))
    vowels = VOWELS[language]
    groups = len(re.findall(f"[{vowels}]+", word))
    if language == "fr":
        silent = re.search(f"[^{vowels}]es?$|[gq]ues?$", word)
    else:
        silent = re.search(r"[^aeiouyl]e$|[^aeiou]es$|[^aeioudt]ed$", word) and not re.search(
            r"(ch|sh|s|x|z|c|g)es$", word
        )
    return max(1, groups - bool(silent))
