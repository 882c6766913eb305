"""What can be wrong with a text, one rule each: a line for each file that breaks it. See docs/decisions/0037-….md."""

import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from bench import texts
from bench.visitors import WORDS_A_MINUTE
from django.http import Http404
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from footing.learn import queries
from tests.learn.test_texts import BANNED, EVIDENCE, MARKS

Rule = Callable[[str, str, Path], Iterator[str]]
MEAN, LEARN_MEAN, LONGEST, AGE, EASE = 15, 13, 25, 11, 80
PAGES = {"page": False, "sign": True, "cause": True, "way": True, "door": True, "article": True}
ROOMS = {*EVIDENCE, "own"}
# Leaflet, machine and diagnosis in French; then what counts on the reader being a man or a woman, and borrowed English.
FRENCH = re.compile(
    r"\b(toxiques?|pervers\w*|narcissi\w*|gaslighting|crucial\w*|holistique|résilience|lâcher[ -]prise|"
    r"cheminement|empower\w*|n’oubliez pas que|vous n’êtes pas seule?|il est important de|guérison|"
    r"e-?mails?|feedback|coach|stress\w*|check-in)\b|\w·\w|\w\(e\)|\w\.e\b",
    re.IGNORECASE,
)
SPACING = re.compile(r"[^\s\u00a0\u202f…?!.][;!?](?!\w)| [:;!?»](?!\))|\w:\s|« |«\w|[^\u00a0\u202f]»")
# Names of questionnaires and books that others own; none of their words may stand here without a licence.
OWNED = re.compile(r"PHQ-?\d|GAD-?7|Rosenberg|Rempel|Chapman|5 Love Languages|ECR-|RDAS|TRIM-18|©|CC[ -]BY")
STUDY = re.compile(r"\b(stud(y|ies)|trials?|tests? of|review|étude|essais?|revue|synthèse)\b", re.IGNORECASE)
NUMBER = re.compile(r"(?<![\w/.-])\d+(?:[\s,.\u00a0\u202f]\d{3})*(?:[.,]\d+)?(?![\w/])")
LINK = re.compile(r"\]\(([^)]*)\)")


def unnamed(language: str, path: str, root: Path) -> Iterator[str]:
    """A version, and an id where it is a page; ids in a list stand once."""
    table, body = texts.source(language, path, root)
    if not isinstance(table.get("version"), int):
        yield "no version"
    if body and not table.get("id"):
        yield "no id"
    for key, rows in table.items():
        ids = (
            [one["id"] for one in rows if isinstance(one, dict) and "id" in one]
            if isinstance(rows, list)
            else []
        )
        if len(ids) > len(set(ids)):
            yield f"{key}: an id stands twice"


def bare(language: str, path: str, root: Path) -> Iterator[str]:
    """What its kind of file needs: who looked it over and when, evidence, sources."""
    table, body = texts.source(language, path, root)
    if body:
        needed = {"title": str, "summary": str, "minutes": int, "reviewed_on": date, "reviewed_by": str}
        if PAGES[table["kind"]]:
            needed |= {"evidence": str, "evidence_note": str, "sources": list}
        if table["kind"] == "article":
            needed |= {"author": str, "date": date}
        yield from (f"no {key}" for key, kind in needed.items() if not isinstance(table.get(key), kind))
        if PAGES[table["kind"]] and table.get("evidence") not in EVIDENCE:
            yield "evidence: not one of our words"
        took = len(body.split()) / WORDS_A_MINUTE
        if took > table.get("minutes", 0) + 0.75:
            yield f"takes {took:.1f} minutes"
    elif path.startswith("exercises/"):
        yield from (
            f"no {key}" for key in ("title", "minutes", "when_not", "reviewed_on") if not table.get(key)
        )
        if table.get("evidence", {}).get("label") not in ROOMS:
            yield "evidence: not one of our words"
        if table["evidence"]["label"] != "own" and not table["evidence"].get("source"):
            yield "no source"


def unread(language: str, path: str, root: Path) -> Iterator[str]:
    """Sources that nobody opened, and one work with two marks."""
    table, _ = texts.source(language, path, root)
    for one in _tables(table):
        if "mark" in one:
            if one["mark"] not in MARKS:
                yield f"mark {one['mark']}"
            elif "last_checked" not in one and _work(one["text"] + one["url"]).get("mark") != one["mark"]:
                yield f"not a work of works.toml, or another mark there: {one['text']}"
        if "doi" in one and _work(one["doi"] + one["title"]).get("mark") != (
            "V2" if one.get("quoted") else "V"
        ):
            yield f"not a work of works.toml, or another mark there: {one['title']}"
        if isinstance(one.get("number"), str) and not (one.get("source") and one.get("last_checked")):
            yield f"{one['number']}: where it was read, and when"


def invented(language: str, path: str, root: Path) -> Iterator[str]:
    """A figure of a study that is none of the works that the file names."""
    table, _ = texts.source(language, path, root)
    known = {figure for work in works() if _named(work, str(table)) for figure in work.get("figures", ())}
    for one in texts.said(language, path, root):
        evidence = texts.looked_up(one) or one.key.startswith("evidence")
        for sentence in texts.sentences(one.text):
            if evidence or STUDY.search(sentence):
                bare = re.sub(r"doi \S+|10\.\d{4}/\S+", "", sentence)
                wrong = {_plain(found[0]) for found in NUMBER.finditer(bare)} - known
                yield from (f"{figure} in: {sentence}" for figure in sorted(wrong))


def banned(language: str, path: str, root: Path) -> Iterator[str]:
    """Words of leaflets, machines and diagnosis; other people's questionnaires."""
    table, _ = texts.source(language, path, root)
    for one in texts.said(language, path, root):
        words = re.sub(r"\]\([^)]*\)", "]", one.text)
        for found in (FRENCH if language == "fr" else BANNED).finditer(words):
            yield f"{one.key}: {found[0]}"
        if OWNED.search(words) and not table.get("licence"):
            yield f"{one.key}: somebody else's, and no licence"
        if re.search(r"(?<!\n)(?<!^)—| – " if language == "fr" else "[—–]", words):
            yield f"{one.key}: a dash where a full stop or a comma would do"
        if path.endswith(".toml") and "!" in words:
            yield f"{one.key}: an exclamation mark"
        named = texts.looked_up(one) or one.key.endswith(".name")
        if language == "fr" and not named and (wrong := SPACING.search(LINK.sub("]", one.text))):
            yield f"{one.key}: spacing at “{words[max(0, wrong.start() - 15) : wrong.end() + 5]}”"


def hard(language: str, path: str, root: Path) -> Iterator[str]:
    """Long sentences and long words."""
    found = texts.reading(language, path, root)
    most = LEARN_MEAN if path.startswith("learn/") else MEAN
    if found.mean > most:
        yield f"{found.mean:.1f} words a sentence, at most {most}"
    for one in texts.said(language, path, root):
        if not texts.looked_up(one):
            every = texts.sentences(one.text)
            yield from (f"over {LONGEST} words: {s}" for s in every if len(texts.words(s)) > LONGEST)
    if found.sentences >= 8 and (found.score < EASE if language == "fr" else found.score > AGE):
        yield f"reading {'ease' if language == 'fr' else 'age'} {found.score:.1f}"


def dead(language: str, path: str, root: Path) -> Iterator[str]:
    """Links that lead nowhere, and addresses by name that there are not."""
    table, body = texts.source(language, path, root)
    for link in LINK.findall(body + "\n".join(one.text for one in texts.said(language, path, root))):
        if link.startswith("/"):
            try:
                match = resolve(link.partition("#")[0])
                if match.url_name == "page":
                    queries.page(match.kwargs["id"])
            except (Resolver404, Http404):
                yield link
        elif not link.startswith("https://"):
            yield link
    for one in _tables(table):
        if one.get("url") and not one["url"].startswith("https://"):
            yield one["url"]
        for key in ("address", "tool", "own", "visitor"):
            name = one.get(key)
            if isinstance(name, str) and texts.CODE.fullmatch(name):
                try:
                    reverse(name)
                except NoReverseMatch:
                    yield f"{key} = {name}"


RULES: tuple[Rule, ...] = (unnamed, bare, unread, invented, banned, hard, dead)
# A translation lends only its words; what these ask is taken from the English file.
ENGLISH = {bare, unread}


def of(language: str, root: Path = texts.ROOT) -> list[str]:
    """Every fault of every text of a language."""
    rules = [rule for rule in RULES if language == "en" or rule not in ENGLISH]
    return [
        f"{language}/{path}: {rule.__name__}: {fault}"
        for path in texts.files(language, root)
        for rule in rules
        for fault in rule(language, path, root)
    ]


@lru_cache(maxsize=1)
def works() -> list[dict[str, Any]]:
    """The studies that were read."""
    found: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("works.toml").read_text("utf-8"))[
        "work"
    ]
    return found


def _named(work: dict[str, Any], text: str) -> bool:
    return work["key"] in text or work.get("also", work["key"]) in text


def _work(text: str) -> dict[str, Any]:
    return next((work for work in works() if _named(work, text)), {})


def _plain(number: str) -> str:
    """4,598 and 4 598 are 4598; 0,53 is 0.53."""
    return re.sub(r"[\s,.\u00a0\u202f](?=\d{3}\b)", "", number).replace(",", ".")


def _tables(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _tables(inner)
