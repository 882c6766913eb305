"""The reasons of an order in words: one short line for each thing that somebody asked about."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from footing.core.matching import Answer, Criterion, Finding
from footing.design import saying
from footing.practice import fit
from footing.practice.models import Therapist

MOST_TIMES = 3
KINDS = {Answer.YES: "yes", Answer.NO: "no", Answer.UNKNOWN: "ask", Answer.ASK: "ask"}
MODES = {
    "video": gettext_lazy("by video"), "phone": gettext_lazy("by phone"), "in-person": gettext_lazy("in person"),
}  # fmt: skip


@dataclass(frozen=True)
class Reason:
    """One line. `kind`: yes, no or ask. `must`: it is something that must be so."""

    kind: str
    text: str
    must: bool


def reasons(findings: Sequence[Finding], therapist: Therapist, musts: frozenset[Criterion]) -> list[Reason]:
    """What is so first, then what has to be asked, then what is not so; hard wishes before others."""
    found = []
    for (criterion, answer), group in groupby(sorted(findings), key=lambda f: (f.criterion, f.answer)):
        values = [finding.value for finding in group]
        text = _SAY[criterion](answer, values, therapist)
        found.append(Reason(KINDS[answer], text, criterion in musts))
    return sorted(found, key=lambda reason: (("yes", "ask", "no").index(reason.kind), not reason.must))


def _needs(answer: Answer, values: list[str], _therapist: Therapist) -> str:
    if answer == Answer.UNKNOWN:
        return _("What their talks are often about: not known, ask")
    listed = _listed(fit.words().themes, values)
    return _("Often about: %s") % listed if answer == Answer.YES else _("Does not name: %s") % listed


def _language(answer: Answer, values: list[str], _therapist: Therapist) -> str:
    if answer == Answer.UNKNOWN:
        return _("Languages: not known, ask")
    names = ", ".join(saying.language(value) for value in values)
    return _("Speaks %s") % names if answer == Answer.YES else _("Does not speak %s") % names


def _mode(answer: Answer, values: list[str], _therapist: Therapist) -> str:
    if answer == Answer.UNKNOWN:
        return _("Ways to meet: not known, ask")
    names = ", ".join(str(MODES[value]) for value in values)
    return _("Meets %s") % names if answer == Answer.YES else _("Does not meet %s") % names


def _hours(answer: Answer, values: list[str], _therapist: Therapist) -> str:
    if answer == Answer.UNKNOWN:
        return _("Times: not known, ask")
    if answer == Answer.NO:
        return _("No open time when it suits you in the next four weeks")
    times = [part_of_week(value) for value in sorted(values)]
    more = _(" and more") if len(times) > MOST_TIMES else ""
    return _("Has time on %s") % (", ".join(times[:MOST_TIMES]) + more)


def _preference(answer: Answer, values: list[str], therapist: Therapist) -> str:
    wished, said = [], []
    for value in values:
        group_id, _colon, choice = value.partition(":")
        if group := fit.words().group(group_id):
            wished.append(group.choices[choice])
            said.append(group.choices.get(therapist.says.get(group_id, ""), ""))
    if answer == Answer.UNKNOWN:
        return _("Has not said, so ask: %s") % " · ".join(wished)
    return _("Says: %s") % " · ".join(said)


def _fee(answer: Answer, _values: list[str], therapist: Therapist) -> str:
    costs = money(therapist.fee_currency, therapist.fee_minor)
    if answer == Answer.YES:
        return _("Costs %s, within what you can pay") % costs
    if answer == Answer.NO:
        return _("Costs %s, more than you can pay") % costs
    if answer == Answer.ASK:
        lowest = money(therapist.fee_currency, therapist.fee_lowest_minor or 0)
        return _("Costs %(fee)s, some places from %(lowest)s: ask if one is free") % {
            "fee": costs,
            "lowest": lowest,
        }
    if not therapist.fee_currency:
        return _("Fee: not known, ask")
    return _("Costs %s. Whether it can be less is not known, ask") % costs


def _access(answer: Answer, values: list[str], _therapist: Therapist) -> str:
    listed = _listed(fit.words().access, values)
    if answer == Answer.UNKNOWN:
        return _("%s: not known, ask") % listed
    return listed if answer == Answer.YES else _("Not here: %s") % listed


def _interpreter(answer: Answer, _values: list[str], _therapist: Therapist) -> str:
    return {
        Answer.YES: _("An interpreter can join"),
        Answer.NO: _("Works without interpreters"),
    }.get(answer, _("Whether an interpreter can join: not known, ask"))


_SAY: dict[Criterion, Callable[[Answer, list[str], Therapist], str]] = {
    Criterion.NEEDS: _needs, Criterion.LANGUAGE: _language, Criterion.MODE: _mode, Criterion.HOURS: _hours,
    Criterion.PREFERENCE: _preference, Criterion.FEE: _fee, Criterion.ACCESS: _access,
    Criterion.INTERPRETER: _interpreter,
}  # fmt: skip


def part_of_week(id: str) -> str:
    """ "1-evening" as "Tuesday evening"."""
    day, _dash, part = id.partition("-")
    words = fit.words().parts[part].split(",", maxsplit=1)[0].lower()
    return f"{WEEKDAYS[int(day)]} {words}"


def money(currency: str, minor: int) -> str:
    """A sum in words: "CAD 90", "CAD 92.50"."""
    return saying.money(currency, minor, cents=False)


def _listed(labels: Mapping[str, str], values: Sequence[str]) -> str:
    """Words in the order of the content file."""
    return " · ".join(words for id, words in labels.items() if id in values)
