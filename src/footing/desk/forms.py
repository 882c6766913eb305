"""Forms of the desk: joining, and the public profile with its photo."""

from django import forms
from django.utils.translation import gettext_lazy as _

from footing.booking.forms import MODE_WORDS
from footing.practice.models import Therapist


class JoinForm(forms.Form):
    """An invitation's secret, a name to sign in with, a pass phrase."""

    secret = forms.CharField(
        label=_("Invitation"), max_length=100, help_text=_("The part of the link after the #.")
    )
    name = forms.CharField(
        label=_("Name to sign in with"), max_length=80, help_text=_("Any case, spaces allowed.")
    )
    passphrase = forms.CharField(
        label=_("Pass phrase"), max_length=200, widget=forms.PasswordInput,
        help_text=_("At least ten characters. Four or five words that do not belong together are good."),
    )  # fmt: skip


class ProfileForm(forms.Form):
    """What visitors read about a therapist."""

    line = forms.CharField(label=_("One line about your work"), max_length=160)
    bio = forms.CharField(label=_("About you"), max_length=4000, widget=forms.Textarea)
    modes = forms.MultipleChoiceField(
        label=_("How you meet people"), choices=list(MODE_WORDS.items()), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one way to meet.")},
    )  # fmt: skip
    fee = forms.DecimalField(
        label=_("Fee for 50 minutes"), min_value=0, max_value=10000, decimal_places=2,
        error_messages={"invalid": _("Write the fee as 120.00.")},
    )  # fmt: skip
    fee_note = forms.CharField(label=_("About the fee"), max_length=200, required=False)
    video_room = forms.URLField(
        label=_("Address of your video room"), required=False, assume_scheme="https",
        error_messages={"invalid": _("Write the whole address, such as https://meet.example/room.")},
    )  # fmt: skip
    telephone_note = forms.CharField(label=_("How a call goes"), max_length=200, required=False)
    address = forms.CharField(label=_("Where you meet in person"), max_length=200, required=False)
    access_notes = forms.CharField(
        label=_("Getting in: steps, lift, waiting"), max_length=400, required=False
    )

    @classmethod
    def initial_of(cls, therapist: Therapist) -> dict[str, object]:
        """The form's values for a therapist as they are saved."""
        names = (
            "line",
            "bio",
            "modes",
            "fee_note",
            "video_room",
            "telephone_note",
            "address",
            "access_notes",
        )
        return {**{n: getattr(therapist, n) for n in names}, "fee": f"{therapist.fee_minor / 100:.2f}"}


class ConfirmForm(forms.Form):
    """The code of somebody who asks to be let back in, and that one knows them."""

    code = forms.CharField(
        label=_("The code that they brought"),
        max_length=40,
        error_messages={
            "required": _("Type the code that they brought."),
            "max_length": _("That is too long. Type the ten signs only."),
        },
    )
    known = forms.BooleanField(
        label=_("I have met this person and know who they are"),
        help_text=_("A voice on the phone is not enough. Somebody else may want to get in."),
        error_messages={"required": _("Tick this only if it is so. Otherwise ask them to come by.")},
    )
