"""A result in sentences: the page and the terminal say the same."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from footing.core.scoring import Result, SignResult

MANY = 3
MOMENT = lazy("Is this a good moment?")
INTRO = lazy(
    "It takes about five minutes. You tick how often some things happened in the last four weeks. "
    "Skip whatever you like."
)
OWN = lazy("The questions are our own. They were not tested in a study, and they do not diagnose anything.")
FIRST = lazy("This shows what you notice. It cannot tell whether your doubts are right.")
RULE = lazy(
    "0 is “not at all”, 3 is “most days” or “very much”. A sign is the middle of its three answers, or the "
    "lower of two. With fewer we say nothing. Ongoing and overwhelming means: often or more, in the way quite "
    "a lot or more, and for a month or longer. Our own rule, not tested in a study."
)
SHOCK = lazy("Something big happened lately. After a shock this is common. Look again in some weeks.")
OVERWHELMING = lazy("ongoing and overwhelming")
FIRST_LOOK = lazy("A first look, from one question.")


def sentences(result: Result, names: Mapping[str, str]) -> tuple[str, ...]:
    """What stands out, what was rare, and what a recent shock means for it."""
    found = [_loud(result, names)]
    if result.quietest and result.quietest != result.heaviest:
        found.append(_("Firm ground: “%(sign)s” was rare.") % {"sign": names[result.quietest]})
    if result.shock:
        found.append(str(SHOCK))
    return tuple(found)


def in_the_way(sign: SignResult, words: Mapping[str, Any]) -> str:
    """How much a sign got in the way, or nothing."""
    if not sign.in_the_way:
        return ""
    return _("In the way: %(much)s.") % {"much": words["way"][sign.in_the_way][1].lower()}


def _loud(result: Result, names: Mapping[str, str]) -> str:
    loud = [f"“{names[sign]}”" for sign in result.overwhelming]
    meaning = _("We call that ongoing and overwhelming.")
    if len(loud) > MANY:
        several = _("%(count)d of the six have been there for a while and get in your way.")
        return f"{several % {'count': len(loud)}} {meaning}"
    if len(loud) > 1:
        listed = _(" and ").join((", ".join(loud[:-1]), loud[-1]))
        return f"{listed} {_('have been there for a while and get in your way.')} {meaning}"
    if loud:
        return f"{loud[0]} {_('has been there for a while and gets in your way.')} {meaning}"
    if result.heaviest:
        return _("What came most often: “%(sign)s”.") % {"sign": names[result.heaviest]}
    return _("None of the six stood out in your answers.")
