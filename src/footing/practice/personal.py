"""Seats of people who work here. A public profile belongs to the practice; erasure takes the sign-in off it."""

from django.utils.translation import gettext_lazy as _

from footing.practice.models import Manager, Therapist
from footing.vault.registry import Policy, declare

declare(Manager, Policy(_("That you run the practice"), _("Until you delete your sign-in.")))
declare(
    Therapist,
    Policy(
        _("Your public profile"), _("Until the practice deletes it; your sign-in is taken off it before.")
    ),
)
