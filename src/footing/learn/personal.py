"""Articles belong to the practice and are public; erasure takes the writer's sign-in off them."""

from django.utils.translation import gettext_lazy as _

from footing.learn.models import Article
from footing.vault.registry import Policy, declare

declare(
    Article,
    Policy(
        _("An article that you wrote"),
        _("Until the practice deletes it; your sign-in is taken off it before."),
        words={"code": _("its address"), "language": _("language"), "made_at": _("begun")},
    ),
)
