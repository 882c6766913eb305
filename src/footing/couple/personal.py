"""What is kept of two people."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from footing.couple.models import Code, Given, Kept, Link, Meeting, Round, Side, Typed, Wish, Word, Yes
from footing.couple.turns.queries import words
from footing.vault.registry import Policy, declare

LINKED = _("Until one of you ends it.")
JOB = "couple.forget"
KINDS = {"kind=model": _("what makes you feel safe"), "kind=card": _("something to say"), "kind=wish": _("a wish"),
         "kind=ways": _("ways of showing love")}  # fmt: skip
STEPS = {"step=turns": _("listening turns"), "step=ways": _("looking at ways side by side")}
OWN = frozenset({"id", "holder", "link"})

declare(Link, Policy(_("That you linked yourself with somebody"), LINKED, left_out=frozenset({"id", "one", "other"}),
                     words={"made_at": _("since")}))  # fmt: skip
declare(Side, Policy(_("Your name between the two of you"), LINKED, left_out=OWN,
                     words={"name": _("the name"), "made_at": _("since")}))  # fmt: skip
declare(
    Code,
    Policy(_("A code that you made"), _("For three days."), JOB, left_out=frozenset({"id", "holder", "code_hash"}),
           words={"name": _("the name"), "made_at": _("made"), "ends_at": _("until")}),
)  # fmt: skip
declare(
    Typed,
    Policy(_("A code that you typed"), _("For three days."), JOB,
           left_out=frozenset({"id", "holder", "code_hash", "link"}),
           words={"name": _("the name"), "at": _("typed"), "ends_at": _("until")}),
)  # fmt: skip
declare(
    Given,
    Policy(_("That somebody you are linked with may see something"), _("For two weeks, or until you take it back."),
           JOB, left_out=OWN | {"item"},
           words=KINDS | {"kind": _("what"), "from_at": _("since"), "ends_at": _("until")}),
)  # fmt: skip
declare(
    Yes,
    Policy(_("Your yes to something together"), _("For one day, or until you take it back."), JOB, left_out=OWN,
           words=STEPS | {"step": _("what"), "ends_at": _("until")}),
)  # fmt: skip
declare(
    Meeting,
    # Until when would tell when the other said it.
    Policy(_("That you both said yes to something"), _("For one day."), JOB,
           left_out=frozenset({"id", "link", "ends_at"}), words=STEPS | {"step": _("what")}),
)  # fmt: skip


def said_in_words(said: dict[str, Any]) -> dict[str, Any]:
    """Kept sentences, each with who said it and who wrote what they heard."""
    source, name = words()["agreed"], said["name"]
    return {
        **said,
        "lines": [
            f"{source['mine' if line['mine'] else 'theirs']} {line['text']}".replace("{name}", name)
            for line in said["lines"]
        ],
    }


ROUND = _("Until the round ends, at most two hours.")
ROUNDS = "couple.turns"

declare(
    Round,
    Policy(_("A round of turns that is going on"), ROUND, ROUNDS,
           left_out=frozenset({"id", "meeting", "phase", "floor", "turn", "version", "minutes", "since"}),
           words={"ends_at": _("until")}),
)  # fmt: skip
declare(Word, Policy(_("What you wrote in a round"), ROUND, ROUNDS,
                     left_out=frozenset({"id", "holder", "round", "turn", "shown", "agreed"}),
                     words={"text": _("what you wrote")}))  # fmt: skip
declare(Wish, Policy(_("That you would like a copy of a round"), ROUND, ROUNDS,
                     left_out=frozenset({"id", "holder", "round"}), brief=True))  # fmt: skip
declare(
    Kept,
    Policy(
        _("What you kept of a round"), _("Until you delete it."), left_out=frozenset({"id", "holder", "round"}),
        views={"said": said_in_words},
        words={"said": _("sentences"), "said.name": _("with"), "said.lines": _("sentences"), "at": _("kept")},
    ),
)  # fmt: skip
