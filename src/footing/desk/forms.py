"""Forms of the desk: joining, and the public profile with its photo."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from footing.booking.forms import MODE_WORDS
from footing.practice import policies, typed
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
    telephone_note = forms.CharField(
        label=_("How a call goes"), max_length=200, required=False, widget=forms.Textarea
    )
    address = forms.CharField(label=_("Where you meet in person"), max_length=200, required=False)
    access_notes = forms.CharField(
        label=_("Getting in: steps, lift, waiting"), max_length=400, required=False, widget=forms.Textarea
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


class GiveForm(forms.Form):
    """Whose an inquiry is to answer."""

    owner = forms.ChoiceField(
        label=_("Give it to"),
        error_messages={
            "required": _("Choose somebody of the practice."),
            "invalid_choice": _("Choose somebody from the list."),
        },
    )

    def __init__(self, *args: Any, owners: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self.fields["owner"], [("", _("Choose")), *owners])


class AnswerForm(forms.Form):
    """What is written or said to somebody."""

    text = forms.CharField(
        label=_("Your answer"),
        max_length=typed.MESSAGE_LENGTH,
        widget=forms.Textarea,
        error_messages={"required": _("Write what you say to them, or begin from one of the answers above.")},
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if sentence := typed.wrong_text(text, most=typed.MESSAGE_LENGTH, lines=True):
            raise forms.ValidationError(sentence)
        return text


class CloseForm(forms.Form):
    """Why nothing more is done."""

    reason = forms.ChoiceField(
        label=_("Why is it done?"),
        error_messages={
            "required": _("Choose why it is done."),
            "invalid_choice": _("Choose a reason from the list."),
        },
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        reasons = [(reason["id"], reason["label"]) for reason in policies.rules()["close"]]
        _choose(self.fields["reason"], [("", _("Choose")), *reasons])


def _choose(field: forms.Field, choices: Sequence[tuple[str, Any]]) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 (narrows the type)
    field.choices = list(choices)
