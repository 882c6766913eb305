"""Which reminders, and at which hours. None unless somebody ticks one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from footing.booking.reminders import whens
from footing.booking.reminders.choices import BY_MAIL, Choice
from footing.practice.mail import allows_mail


class RemindForm(forms.Form):
    """When to be reminded, and at which hours a mail may arrive."""

    ahead = forms.MultipleChoiceField(
        label=_("Remind me by mail"),
        help_text=_("None unless you tick one. Plain words, but whoever reads your mail can read it too."),
        required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose from the list.")},
    )  # fmt: skip
    mail_hours = forms.ChoiceField(
        label=_("When may a mail arrive?"), required=False,
        help_text=_("By the clock where you are. A reminder that falls outside comes earlier."),
        error_messages={"invalid_choice": _("Choose from the list.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, choices in (("ahead", whens.ahead()), ("mail_hours", whens.windows())):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 (narrows the type)
            field.choices = choices

    def hours(self) -> str:
        """The chosen hours; the first of the list where none were chosen."""
        return self.cleaned_data["mail_hours"] or whens.usual()

    def choice(self) -> Choice:
        """What these answers want."""
        return Choice(tuple(self.cleaned_data["ahead"]), self.hours())


class BookingRemindForm(RemindForm):
    """The same while booking, where mail is allowed on the same page."""

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("ahead") and not allows_mail(self.data):
            self.add_error("ahead", BY_MAIL)
        return found
