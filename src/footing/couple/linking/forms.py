"""A name to be called by, and a code that was handed over."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from footing.couple.linking import codes
from footing.practice import typed


class NameForm(forms.Form):
    """How somebody wants to be called between the two."""

    called = forms.CharField(
        label=_("What shall the other person call you there?"),
        help_text=_("They see this name, and no other, once you have both said yes."),
        max_length=typed.NAME_LENGTH,
        error_messages={
            "required": _("Write a name. It can be a short one."),
            "max_length": _("That is too long. Shorten it a little."),
        },
        validators=[typed.one_line],
    )


class TypedForm(NameForm):
    """The same, and the code."""

    # Not `code`: that would be left out where a form goes through the pass phrase.
    handed = forms.CharField(
        label=_("The code"),
        help_text=_("Ten letters and numbers. Capitals and the dash do not matter."),
        max_length=40,
        error_messages={
            "required": _("Write the code that you were given."),
            "max_length": _("That is too long. Type only the code."),
        },
    )
    field_order = ("handed", "called")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["called"].help_text = _(
            "Whoever gave you the code sees this name, to know that it is you."
        )

    def clean_handed(self) -> str:
        """One that was typed without a slip."""
        if not codes.is_right(self.cleaned_data["handed"]):
            raise forms.ValidationError(_("There is a slip in the code. Look at it once more."))
        return str(self.cleaned_data["handed"])
