"""What the ways keep of somebody, in words."""

from django.utils.translation import gettext_lazy as _

from footing.talk.ways import wording
from footing.vault.registry import Policy

POLICY = Policy(
    _("What you rated and chose of ways of showing love"), _("Until you delete it."),
    left_out=frozenset({"id", "holder"}), views={"content": wording.in_words},
    words={"content": _("your ratings and choices")},
)  # fmt: skip
