"""What is kept of somebody's exercises."""

from django.utils.translation import gettext_lazy as _

from footing.exercises.models import Index, Sheet
from footing.exercises.showing import in_words
from footing.vault.registry import Policy, declare

KEPT = _("Until you delete it.")

declare(
    Sheet,
    Policy(
        _("What you wrote in the small steps"), KEPT, left_out=frozenset({"holder"}), views={"content": in_words},
        words={
            "id": _("number"), "content": _("what you wrote"), "content.title": _("step"),
            "content.about": _("about"), "content.wrote": _("your words"), "content.ratings": _("how it was"),
            "content.helped": _("whether it helped"), "content.begun": _("begun"), "content.done": _("done"),
            "content.looked": _("looked back"),
        },
    ),
)  # fmt: skip
declare(
    Index,
    Policy(
        _("Which steps you did, once more, in one place"), KEPT, left_out=frozenset({"id", "holder"}),
        words={"lines": _("numbers")}, brief=True,
    ),
)  # fmt: skip
