"""Forms of one's own account."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from footing.accounts import contact, names

LONG = {"max_length": _("That is too long. Shorten it a little.")}


class PassphraseForm(forms.Form):
    """The old one, and a new one."""

    old = forms.CharField(
        label=_("Your pass phrase now"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput,
        error_messages={**LONG, "required": _("Write the pass phrase that you have now.")},
    )
    passphrase = forms.CharField(
        label=_("A new one"),
        help_text=_("Ten letters or more. Four words that only you would put together are good."),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput,
        error_messages={**LONG, "required": _("Choose a pass phrase of ten letters or more.")},
    )


class CodesForm(forms.Form):
    """Make paper codes. They can stand alone: they also open the way back after a forgotten pass phrase."""

    def __init__(self, *args: Any, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)


class ContactForm(forms.Form):
    """None, mail, or phone at some hours."""

    how = forms.ChoiceField(
        label=_("May the practice reach you?"),
        widget=forms.RadioSelect,
        choices=[
            ("none", _("No, I come here by myself")),
            ("mail", _("By e-mail, in plain words")),
            ("hours", _("By phone, at the hours I name")),
        ],
        error_messages={
            "required": _("Choose one of the three."),
            "invalid_choice": _("Choose one of the three."),
        },
    )
    address = forms.CharField(
        label=_("E-mail address or phone number"), required=False, max_length=254, error_messages=LONG
    )
    hours = forms.CharField(
        label=_("When is it safe?"),
        help_text=_("Such as: weekdays before four."),
        required=False,
        max_length=200,
        error_messages=LONG,
    )

    def clean(self) -> dict[str, Any]:
        """What the choice needs is there."""
        found = super().clean() or self.cleaned_data
        how, address = found.get("how"), found.get("address", "")
        if how == "mail":
            try:
                validate_email(address)
            except ValidationError:
                self.add_error("address", _("Write the e-mail address in full, such as sam@example.org."))
        if how == "hours":
            if not contact.is_phone(address):
                self.add_error("address", _("Write the telephone number in digits, such as +1 416 555 0134."))
            if names.has_unseen(found.get("hours", "")):
                self.add_error("hours", _("There is a character in it that cannot be kept. Type it again."))
            if not found.get("hours"):
                self.add_error("hours", _("Write the hours at which a call is safe."))
        return found


class AskForm(forms.Form):
    """The name of an account that somebody wants to come back to."""

    name = forms.CharField(
        label=_("The name you sign in with"),
        max_length=80,
        error_messages={**LONG, "required": _("Write the name that you sign in with.")},
    )


class BackForm(AskForm):
    """A name, a code, and a new pass phrase."""

    code = forms.CharField(
        label=_("A paper code, or the code that the practice confirmed"),
        max_length=40,
        error_messages={**LONG, "required": _("Write one of your codes.")},
    )
    passphrase = forms.CharField(
        label=_("A new pass phrase"),
        help_text=_("Ten letters or more. Four words that only you would put together are good."),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput,
        error_messages={**LONG, "required": _("Choose a pass phrase of ten letters or more.")},
    )
