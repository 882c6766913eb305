"""The lists of `docs/` hold: each row has a test that exists or says in words why there is none."""

import ast
import csv
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
STATUS = {"met", "part", "open", "not-applicable"}
# ASVS 5.0.0: how many requirements of the first and of the second level each chapter has. 9, 10 and 17 are about
# what is not used here (docs/rules.md). Of the third level we took these.
LEVELS = {
    1: (8, 19), 2: (4, 7), 3: (8, 11), 4: (2, 8), 5: (4, 5), 6: (13, 22), 7: (6, 12), 8: (4, 3), 11: (3, 11),
    12: (3, 6), 13: (1, 12), 14: (2, 7), 15: (3, 10), 16: (0, 16),
}  # fmt: skip
THIRD = {"1.2.10", "3.4.8", "6.3.6", "6.3.7", "6.3.8", "7.5.3", "8.3.2", "11.3.4", "14.2.7", "15.4.2"}
# WCAG 2.2, levels A and AA: guideline, then the numbers of its criteria.
CRITERIA = (
    "1.1: 1; 1.2: 1 2 3 4 5; 1.3: 1 2 3 4 5; 1.4: 1 2 3 4 5 10 11 12 13; 2.1: 1 2 4; 2.2: 1 2; 2.3: 1; "
    "2.4: 1 2 3 4 5 6 7 11; 2.5: 1 2 3 4 7 8; 3.1: 1 2; 3.2: 1 2 3 4 6; 3.3: 1 2 3 4 7 8; 4.1: 2 3"
)
HAZARD = re.compile(r"^\| (H\d+) \|(.*)\|$", re.MULTILINE)
NODE = re.compile(r"`(tests/[\w/]+\.py::\w+)`")
DATED = re.compile(r"2026-\d\d-\d\d: \S+")


def table(name: str) -> list[dict[str, str]]:
    with (DOCS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@lru_cache(maxsize=256)
def functions(file: str) -> frozenset[str]:
    """The names of the tests in a file; none where there is no such file."""
    path = ROOT / file
    if not path.is_file():
        return frozenset()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def exists(node: str) -> bool:
    file, _, name = node.partition("::")
    return name.startswith("test_") and name in functions(file)


def test_a_test_that_does_not_exist_is_noticed() -> None:
    here = "tests/config/test_lists.py"
    assert exists(f"{here}::test_a_test_that_does_not_exist_is_noticed")
    assert not exists(f"{here}::test_of_nothing")
    assert not exists("tests/config/nothing.py::test_of_nothing")
    assert not exists(f"{here}::exists")


@pytest.mark.parametrize(("name", "words"), [("asvs.csv", "reason"), ("wcag.csv", "by_hand")])
def test_each_row_of_a_list_has_a_test_that_exists_or_says_why_not(name: str, words: str) -> None:
    for row in table(name):
        assert None not in row.values(), row
        assert row["status"] in STATUS, row
        assert row["test"] or row[words], row
        assert not row["test"] or exists(row["test"]), row["test"]
        if row["status"] in {"part", "open"}:
            assert len(row[words].split()) >= 3, f"{row['id']}: what is missing?"
        assert row["status"] != "open" or not row["test"], row["id"]


def test_every_requirement_that_applies_stands_once_with_its_level_those_with_a_test_first() -> None:
    rows = table("asvs.csv")
    ids = [row["id"] for row in rows]
    assert len(ids) == len(set(ids)) == 220
    counted = Counter((int(row["id"].split(".")[0]), row["level"]) for row in rows)
    for chapter, (first, second) in LEVELS.items():
        assert (counted[chapter, "1"], counted[chapter, "2"]) == (first, second), chapter
    assert {row["id"] for row in rows if row["level"] == "3"} == THIRD
    assert [bool(row["test"]) for row in rows] == sorted((bool(row["test"]) for row in rows), reverse=True)


def test_every_criterion_of_a_and_aa_stands_once_with_a_test_or_a_dated_look() -> None:
    wanted = [
        f"{guideline}.{number}"
        for part in CRITERIA.split("; ")
        for guideline, numbers in [part.split(": ")]
        for number in numbers.split()
    ]
    rows = table("wcag.csv")
    assert [row["id"] for row in rows] == wanted
    assert Counter(row["level"] for row in rows) == {"A": 31, "AA": 24}
    for row in rows:
        assert not row["by_hand"] or DATED.match(row["by_hand"]), row["id"]


def test_each_hazard_names_a_test_that_exists_and_who_handles_what_remains() -> None:
    rows = HAZARD.findall((DOCS / "hazards.md").read_text(encoding="utf-8"))
    assert [number for number, _ in rows] == [f"H{n}" for n in range(1, len(rows) + 1)]
    assert len(rows) >= 20
    for number, text in rows:
        assert text.count(" | ") == 5, number
        assert NODE.search(text), number
        assert all(exists(node) for node in NODE.findall(text)), number
        assert re.search(r"Practice|Operator|Makers|makers|Nobody", text.rsplit("|", 1)[-1]), number


def test_every_test_that_a_document_names_exists() -> None:
    for file in sorted(DOCS.glob("*.md")):
        text = file.read_text(encoding="utf-8")
        assert all(exists(node) for node in NODE.findall(text)), file.name
        for path in re.findall(r"`(tests/[\w/.]+)`", text):
            assert (ROOT / path).exists(), f"{file.name}: {path}"
