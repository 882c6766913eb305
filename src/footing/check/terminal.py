"""`footing check`: the same questions in a terminal. Nothing is written anywhere."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import DatabaseError
from django.utils.translation import gettext as _

from footing.check import queries, sentences
from footing.check.queries import About, Checked
from footing.core.scoring import SIGNS, Answers, Duration, SignAnswers, score
from footing.safety import queries as safety

Ask = Callable[[str], str]
Say = Callable[[str], None]
OFTEN = 2


def run(ask: Ask = input, say: Say = print) -> int:
    """Ask, then say the result. Ends kindly at the end of input or Ctrl-C; returns the exit status."""
    try:
        _check(ask, say)
    except (EOFError, KeyboardInterrupt):
        say("")
        say(_("Stopped. Nothing was kept."))
    _help(say)
    return 0


def _check(ask: Ask, say: Say) -> None:
    words = queries.words()
    say(
        _(
            "About five minutes. Nothing is kept, but what you type stays visible above until you clear the window."
        )
    )
    say(_("The questions are our own. They were not tested in a study, and they do not diagnose anything."))
    abouts = queries.abouts()
    whom = abouts[_choose(ask, say, _("Who is it about?"), [a.label for a in abouts], skip=False) or 0]
    if whom.hint:
        say(whom.hint)
    answers = _answers(ask, say, whom, words)
    _private(ask, say, whom)
    _result(say, Checked(whom, answers, score(answers)), words)


def _answers(ask: Ask, say: Say, whom: About, words: dict[str, Any]) -> Answers:
    given = {}
    say(f"\n{words['questions']['period']} …")
    for id, sign in zip(SIGNS, queries.signs(whom), strict=True):
        say(f"\n{sign.name}")
        if sign.hint:
            say(sign.hint)
        items = tuple(_value(ask, say, item, words["often"]) for item in sign.items)
        numbers = tuple(int(item) if item else None for item in items)
        way = None
        if any((number or 0) >= OFTEN for number in numbers):
            said = _value(ask, say, words["questions"]["way"], words["way"])
            way = int(said) if said else None
        given[id] = SignAnswers(numbers, way)
    duration = _value(ask, say, words["questions"]["duration"], words["duration"]) or "unknown"
    shock = _value(ask, say, words["questions"]["shock"], words["shock"])
    return Answers(given, Duration(duration), {"yes": True, "no": False}.get(shock))


def _private(ask: Ask, say: Say, whom: About) -> None:
    """The private questions to think over, not to type: a terminal keeps what was typed. Then the page for everyone."""
    source = safety.questions()
    say(f"\n{source['intro']['heading']}")
    say(_("Answer these in your head. Do not type the answers: a terminal shows and may keep what is typed."))
    say(_("What comes after is the same whatever you think."))
    lists = "work" if whom.context == "work" else "person"
    for question in source["question"]:
        say(f"\n{question['ask']} {question.get('hint', '')}".rstrip())
        for line in question.get("lists", {}).get(lists, ()):
            say(f"  - {line}")
    ask("\n" + _("Enter goes on. "))
    after, known = safety.after(), safety.help_for(_place())
    say(f"\n{after['heading']}. {after['intro']}")
    for part in after["part"]:
        say(f"\n{part['lead']} {part['text']}")
        _lines(say, known.of(part["lines"]))
    ask("\n" + _("Enter shows what you said. "))


def _value(ask: Ask, say: Say, question: str, options: Sequence[Sequence[str]]) -> str:
    """The value of the chosen option; empty where the question was skipped."""
    place = _choose(ask, say, question, [label for _value, label in options])
    return "" if place is None else options[place][0]


def _choose(ask: Ask, say: Say, question: str, labels: Sequence[str], *, skip: bool = True) -> int | None:
    say(f"\n{question}")
    for number, label in enumerate(labels, 1):
        say(f"  {number}  {label}")
    while True:
        typed = ask(_("Number (Enter skips): ") if skip else _("Number: ")).strip()
        if not typed and skip:
            return None
        if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(labels):
            return int(typed) - 1
        say(_("Type a number from 1 to %(most)s.") % {"most": len(labels)})


def _result(say: Say, checked: Checked, words: dict[str, Any]) -> None:
    signs = {sign.id: sign for sign in queries.signs(checked.about)}
    fixed = sentences.fixed()
    say(f"\n{fixed['first']}")
    for line in sentences.of(checked, signs):
        say(line)
    if checked.result.shock:
        say(fixed["shock"])
    say("")
    for found in checked.result.signs:
        levels = words["levels"]
        level = levels["few"] if found.level is None else levels["words"][int(found.level)]
        said = ", ".join("–" if answer is None else str(answer) for answer in found.answers)
        say(f"  {signs[found.sign].short:<34} {level:<18} {said}")
    say(f"\n{fixed['rule']}")


def _help(say: Say) -> None:
    """The lines that stand on every result, for everyone."""
    say("\n" + _("Too much just now? These people answer:"))
    _lines(say, safety.help_for(_place()).of(["suicide", "violence", "emergency"]))


def _lines(say: Say, lines: Iterable[dict[str, Any]]) -> None:
    for line in lines:
        ways = " · ".join(str(line[name]) for name in ("number", "text", "url") if line[name])
        say(f"  {line['name']}: {ways}")


def _place() -> safety.Place:
    try:
        return safety.own_place()
    except DatabaseError:  # nothing has been set up here yet
        return safety.Place("CA")
