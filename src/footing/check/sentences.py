"""What a result says in words: the page and the terminal say the same."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from footing.check.queries import Checked, Sign
from footing.design import saying

MANY = 3


def fixed() -> dict[str, str]:
    """The sentences that stand on every result."""
    return {
        "first": _("This shows what you notice. It cannot tell whether your doubts are right."),
        "shock": _("Something big happened lately. After a shock this is common. Look again in some weeks."),
        "rule": _(
            "0 is “not at all”, 3 is “most days” or “very much”. A sign is the middle of its three answers, or the "
            "lower of two. With fewer we say nothing. Ongoing and overwhelming means: often or more, in the way quite "
            "a lot or more, and for a month or longer. Our own rule, not tested in a study."
        ),
    }


def of(checked: Checked, signs: Mapping[str, Sign]) -> tuple[str, ...]:
    """What weighs most and what is firm ground, in two sentences at most."""
    result, said = checked.result, []
    if len(result.overwhelming) > MANY:
        said.append(
            _(
                "%(number)s have been there for a while and get in your way. We call that ongoing and overwhelming."
            )
            % {
                "number": (_("Four of the six"), _("Five of the six"), _("All six"))[
                    len(result.overwhelming) - MANY - 1
                ]
            }
        )
    elif result.overwhelming:
        said.append(
            ngettext(
                "%(names)s has been there for a while and gets in your way. We call that ongoing and overwhelming.",
                "%(names)s have been there for a while and get in your way. We call that ongoing and overwhelming.",
                len(result.overwhelming),
            )
            % {"names": _names(result.overwhelming, signs)}
        )
    elif result.heaviest:
        said.append(_("What came most often: %(name)s.") % {"name": _names([result.heaviest], signs)})
    elif all(sign.level is None for sign in result.signs):
        said.append(_("There are too few answers to say anything. That is fine, and you can still go on."))
    else:
        said.append(_("None of the six stood out in your answers."))
    if result.quietest and result.quietest != result.heaviest:
        said.append(_("Firm ground: %(name)s hardly came up.") % {"name": _names([result.quietest], signs)})
    return tuple(said)


def _names(ids: Sequence[str], signs: Mapping[str, Sign]) -> str:
    names = [saying.quoted(signs[id].name) for id in ids]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + _(" and ") + names[-1]
