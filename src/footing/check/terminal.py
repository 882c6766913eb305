"""`footing check`: the same check in a terminal. No answer is written anywhere, and no database is needed."""

import textwrap
from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from footing.check import queries, said
from footing.check.queries import About
from footing.core.scoring import Answers, Duration, Result, SignAnswers, score
from footing.safety import queries as safety
from footing.safety.queries import Help, Place

WIDTH = 76
Ask = Callable[[str], str]
Say = Callable[[str], None]


def run(ask: Ask = input, say: Say = print) -> int:
    """Ask, then print the result. Ctrl-C or the end of input stops kindly. Returns the exit code."""
    try:
        _check(ask, say)
    except (KeyboardInterrupt, EOFError):
        _lines(say, "", _("Stopped. Nothing was kept."))
        _help(say)
    return 0


def _check(ask: Ask, say: Say) -> None:
    words = queries.words()
    _lines(say, str(said.MOMENT), str(said.INTRO), str(said.OWN))
    _lines(say, _("Nothing is kept. This window may remember what you see: close it when you are done."), "")
    abouts = queries.abouts()
    whom = abouts[_choose(ask, say, _("Who is it about?"), [a.label for a in abouts])]
    _lines(say, "", f"{words['questions']['period']}. {whom.hint}".strip())
    _lines(say, _("Type a number. Press Enter to skip."))
    signs = {sign.id: _sign(ask, say, sign, words) for sign in queries.signs(whom)}
    duration = _pick(ask, say, words["questions"]["duration"], words["duration"])
    shock = {"yes": True, "no": False}.get(_pick(ask, say, words["questions"]["shock"], words["shock"]))
    result = score(Answers(signs, Duration(duration or "unknown"), shock))
    _after(say)
    for line in lines(whom, result):
        _lines(say, line)
    _help(say)
    _lines(say, "", _("Your answers are kept nowhere."))


def lines(whom: About, result: Result) -> Sequence[str]:
    """A result as text, in the sentences of the page."""
    words, signs = queries.words(), {s.id: s for s in queries.signs(whom)}
    names = {id: sign.name for id, sign in signs.items()}
    found = ["", str(said.FIRST), "", *said.sentences(result, names), ""]
    for sign in result.signs:
        level = words["levels"]["few"] if sign.level is None else words["levels"]["words"][sign.level]
        tag = f" {said.OVERWHELMING.capitalize()}." if sign.overwhelming else ""
        way = said.in_the_way(sign, words)
        look = f" {said.FIRST_LOOK}" if sign.first_look else ""
        found.append(f"{signs[sign.sign].name}: {level}.{tag}{' ' if way else ''}{way}{look}")
    return [*found, "", str(said.RULE), ""]


def _sign(ask: Ask, say: Say, sign: queries.Sign, words: dict[str, Any]) -> SignAnswers:
    _lines(say, "", sign.name, sign.hint)
    items = tuple(_number(_pick(ask, say, item, words["often"])) for item in sign.items)
    if not any((item or 0) >= 2 for item in items):
        return SignAnswers(items)
    return SignAnswers(items, _number(_pick(ask, say, words["questions"]["way"], words["way"])))


def _pick(ask: Ask, say: Say, question: str, options: list[list[str]]) -> str:
    """The value of the chosen option; empty where it was skipped."""
    chosen = _choose(ask, say, question, [label for _value, label in options], skip=True)
    return "" if chosen < 0 else options[chosen][0]


def _choose(ask: Ask, say: Say, question: str, labels: list[str], *, skip: bool = False) -> int:
    _lines(say, "", question)
    for number, label in enumerate(labels, start=1):
        say(f"  {number}  {label}")
    while True:
        typed = ask("> ").strip()
        if skip and not typed:
            return -1
        if typed.isascii() and typed.isdigit() and 1 <= int(typed[:3]) <= len(labels):
            return int(typed) - 1
        _lines(say, _("Type a number from 1 to %(most)d.") % {"most": len(labels)})


def _after(say: Say) -> None:
    """The page that everyone sees before a result."""
    source = safety.after()
    _lines(say, "", source["heading"], source["intro"])
    for part in source["part"]:
        _lines(say, "", f"{part['lead']} {part['text']}")


def _help(say: Say) -> None:
    """The lines of the practice's place, or of the default one where no database is set up."""
    _lines(say, "", _("Too much just now?") + " " + _("Nobody reads along here. These people answer:"))
    for line in _help_here().of(["suicide", "violence", "emergency"]):
        parts = [line["number"], line["text"], line["url"], line["hours"]]
        _lines(say, f"- {line['name']}: {'. '.join(part for part in parts if part)}")


def _help_here() -> Help:
    from django.db import Error

    try:
        return safety.help_for()
    except Error:
        return safety.help_for(Place("CA"))


def _number(value: str) -> int | None:
    return int(value) if value else None


def _lines(say: Say, *paragraphs: str) -> None:
    for paragraph in paragraphs:
        say(textwrap.fill(paragraph, WIDTH) if paragraph else "")
