"""What a story keeps."""

from django.utils.translation import gettext_lazy as _

from footing.story import items
from footing.story.models import Kept, Story
from footing.vault.registry import Policy, declare

declare(
    Kept,
    Policy(
        _("The causes that you ticked"), _("Until you delete it."), left_out=frozenset({"id", "holder"}),
        words={"causes": _("which"), "at": _("kept")},
    ),
)  # fmt: skip
declare(
    Story,
    Policy(
        _("What you wrote about causes"), _("Until you delete it."), left_out=frozenset({"id", "holder"}),
        views={"content": items.in_words}, words={"content": _("your story")},
    ),
)  # fmt: skip
