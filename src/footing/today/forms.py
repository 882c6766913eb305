"""A name, a pass phrase, and that one is old enough."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from footing.accounts import names
from footing.practice.reach import ask_age

NAME_LENGTH, LONGEST = 80, 200


class NewForm(forms.Form):
    """What an account needs; nothing else is asked."""

    name = forms.CharField(
        label=_("A name to sign in with"),
        help_text=_("Any name. It need not be yours, and the practice does not see it."),
        max_length=NAME_LENGTH,
        error_messages={
            "required": _("Write a name. Any name that you like will do."),
            "max_length": _("That is too long. Shorten it a little."),
        },
    )
    passphrase = forms.CharField(
        label=_("A pass phrase"),
        help_text=_("Ten letters or more. Four words that only you would put together are good."),
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput,
        error_messages={
            "required": _("Choose a pass phrase of ten letters or more."),
            "max_length": _("That is too long. Shorten it a little."),
        },
    )
    old_enough = forms.BooleanField()

    def __init__(self, *args: Any, minimum_age: int, **options: Any) -> None:
        super().__init__(*args, **options)
        ask_age(self.fields["old_enough"], minimum_age)

    def clean_name(self) -> str:
        """One line that folds to something."""
        name: str = self.cleaned_data["name"]
        if not names.fold(name) or not name.isprintable():
            raise forms.ValidationError(_("There is a character in it that cannot be kept. Type it again."))
        return name
