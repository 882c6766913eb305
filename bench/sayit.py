"""How good the hints are: `python -m bench.sayit` holds the rules against labelled sentences of our own.

Precision: of the hints given, how many somebody wanted there. Recall: of those wanted, how many were given. Each set is
split by a hash of the sentence; no rule was mended for one that is held out. But whoever made the rules had written all of
`en` and `fr` just before, so both halves flatter. `en_second` came next: of its hints a quarter was found, and the rules
were widened with it at hand. `en_third` and `fr_second` came last and no rule was changed for them: those figures count.
All are by one hand, so other people's sentences will do worse.
"""

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from footing.talk.hints import Rules, hints, read_rules

ROOT = Path(__file__).resolve().parents[1]
SENTENCES = ROOT / "tests" / "talk" / "sentences.toml"
HALVES = ("at hand", "held out")


@dataclass(frozen=True)
class Sentence:
    """One sentence, and the ids of the hints that belong there."""

    text: str
    wanted: frozenset[str]

    @property
    def half(self) -> str:
        """Which half it is in, for good."""
        return HALVES[hashlib.sha256(self.text.encode()).digest()[0] % 2]


@dataclass(frozen=True)
class Score:
    """Hints that were given and wanted, given and not wanted, wanted and not given."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)


def sentences(name: str) -> list[Sentence]:
    """A set, such as `en` or `fr_second`."""
    table = tomllib.loads(SENTENCES.read_text("utf-8"))[name]
    return [
        Sentence(text, frozenset(label.split("+")) - {"none"})
        for label, texts in table.items()
        for text in texts
    ]


def names() -> list[str]:
    """All sets."""
    return list(tomllib.loads(SENTENCES.read_text("utf-8")))


@lru_cache(maxsize=4)
def rules(language: str) -> Rules:
    """The rules of a language."""
    file = ROOT / "content" / language / "talk" / "rules.toml"
    return read_rules(tomllib.loads(file.read_text("utf-8")))


def given(name: str, one: Sentence) -> frozenset[str]:
    """The hints that a sentence gets."""
    return frozenset(hint.id for hint in hints(one.text, rules(name.partition("_")[0])))


def score(name: str, half: str = "") -> Score:
    """Of a set, or of one half of it."""
    right = wrong = missed = 0
    for one in sentences(name):
        if half in {"", one.half}:
            found = given(name, one)
            right += len(found & one.wanted)
            wrong += len(found - one.wanted)
            missed += len(one.wanted - found)
    return Score(right, wrong, missed)


def report() -> Iterator[str]:
    """A line for each half of each set, and the sentences in which a rule errs."""
    yield "| sentences | half | how many | precision | recall |"
    yield "|---|---|---|---|---|"
    for name in names():
        for half in HALVES:
            found = score(name, half)
            count = sum(one.half == half for one in sentences(name))
            yield f"| {name} | {half} | {count} | {found.precision:.2f} | {found.recall:.2f} |"
    for name in names():
        for one in sentences(name):
            if (found_ := given(name, one)) != one.wanted:
                yield f"- {name}: “{one.text}” wants {sorted(one.wanted)}, gets {sorted(found_)}"


if __name__ == "__main__":
    print("\n".join(report()))
