"""A note, and who may see something."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from footing.practice import typed
from footing.practice.models import Therapist

NOTE_LENGTH = 4000


class NoteForm(forms.Form):
    """What somebody wants their therapist to know before they meet."""

    text = forms.CharField(
        label=_("Your note"),
        help_text=_("Change every word as you like. Names of other people need not be in it."),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea,
        error_messages={
            "required": _("Write something, or take one of the lines above."),
            "max_length": _("That is too long. Keep what matters most."),
        },
    )

    def clean_text(self) -> str:
        """As typed, without characters that cannot be kept."""
        return _kept(self.cleaned_data["text"], NOTE_LENGTH, lines=True)


class GiveForm(forms.Form):
    """Who may see it, and who it is from."""

    reader = forms.ChoiceField(
        label=_("Who may see it?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose somebody."),
            "invalid_choice": _("Choose somebody from the list."),
        },
    )
    called = forms.CharField(
        label=_("Who shall we say it is from?"),
        help_text=_("The name that you gave for your appointment, so that they know whose it is."),
        max_length=typed.NAME_LENGTH,
        error_messages={
            "required": _("Write a name that they know you by."),
            "max_length": _("That is too long. Shorten it a little."),
        },
    )

    def __init__(self, *args: Any, team: list[Therapist], **options: Any) -> None:
        super().__init__(*args, **options)
        self._team = {str(t.id): t for t in team}
        field = self.fields["reader"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (narrows the type)
        field.choices = [(id, t.name) for id, t in self._team.items()]

    def clean_called(self) -> str:
        """On one line."""
        return _kept(self.cleaned_data["called"], typed.NAME_LENGTH)

    def chosen(self) -> Therapist:
        """The therapist who was chosen."""
        return self._team[self.cleaned_data["reader"]]


def _kept(text: str, most: int, *, lines: bool = False) -> str:
    if sentence := typed.wrong_text(text, most=most, lines=lines):
        raise forms.ValidationError(sentence)
    return text
