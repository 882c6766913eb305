"""Whether a text is plain: how long its sentences are, and which words of leaflets or machines are in it.

The same for our own pages (where a test holds it) and for the practice's articles (where it is advice).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from footing.design import content

WORDS_A_MINUTE = 200
_LINK = re.compile(r"\]\([^)\n]*\)")


@dataclass(frozen=True)
class Reading:
    """How a text reads. `long` are sentences over the limit, the longest first; `banned` words as they stand in it."""

    words: int
    mean: float
    long: tuple[str, ...]
    banned: tuple[str, ...]


def limits() -> tuple[int, int]:
    """The mean and the longest sentence that are still plain, in words."""
    rules = content.table("articles/plain.toml")
    return int(rules["mean"]), int(rules["longest"])


def banned() -> re.Pattern[str]:
    """The words of `articles/plain.toml`; one that ends in `*` stands for all that begin so."""
    return _pattern(tuple(content.table("articles/plain.toml")["banned"]))


def prose(text: str) -> str:
    """The words of a Markdown body that a person reads, one space between them."""
    text = _LINK.sub("]", text)
    text = re.sub(r"^#+ .*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"^[>\-\s]+", "", text, flags=re.MULTILINE)
    return " ".join(re.sub(r"[*_\[\]#|]", "", text).split())


def sentences(text: str) -> list[str]:
    """Sentences, each item of a list counted as one."""
    lines = _LINK.sub("]", text)
    parts: list[str] = []
    for block in re.split(r"\n\s*\n|\n(?=[-*0-9])", lines):
        if not block.startswith("#"):
            parts += [s for s in re.split(r"(?<=[.?!:])[\"'”’)*]*\s+", prose(block)) if s.strip()]
    return parts


def read(text: str, *, most: int = 5) -> Reading:
    """How a text reads, with `most` of its long sentences."""
    found = sentences(text.replace("\r\n", "\n"))
    lengths = [len(s.split()) for s in found]
    _mean, longest = limits()
    long = sorted((s for s in found if len(s.split()) > longest), key=lambda s: -len(s.split()))
    words = dict.fromkeys(word.lower() for word in banned().findall(prose(text)))
    return Reading(sum(lengths), sum(lengths) / max(len(lengths), 1), tuple(long[:most]), tuple(words))


def minutes(text: str) -> int:
    """Minutes that it takes to read, at least one."""
    return max(1, round(len(prose(text).split()) / WORDS_A_MINUTE))


@lru_cache(maxsize=4)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    ends = {True: r"\w*", False: ""}
    parts = "|".join(re.escape(word.rstrip("*")) + ends[word.endswith("*")] for word in words)
    return re.compile(rf"\b({parts})\b", re.IGNORECASE)
