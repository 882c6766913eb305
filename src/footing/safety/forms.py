"""The private questions as a form: any of them may be left out."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from footing.core.gate import CODES, GateAnswers
from footing.safety import queries


class QuestionsForm(forms.Form):
    """Six questions; "not now" is all of them left out."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for question in queries.questions()["question"]:
            self.fields[question["id"]] = forms.ChoiceField(
                label=question["ask"],
                help_text=question.get("hint", ""),
                choices=[tuple(option) for option in question["options"]],
                widget=forms.RadioSelect,
                required=False,
                error_messages={"invalid_choice": _("Choose one of the answers, or none.")},
            )

    def answers(self) -> GateAnswers:
        """What was answered; nothing where "not now" was pressed."""
        if "not_now" in self.data:
            return GateAnswers()
        return GateAnswers(**{name: self.cleaned_data.get(name) or None for name in CODES})
