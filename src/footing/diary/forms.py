"""A check-in and how often to be asked, with the choices of the content file; what was typed comes back."""

from typing import Any

from django import forms

from footing.diary import queries
from footing.diary.services import Said

LONGEST = 400
BEFORE = "q_"


class CheckInForm(forms.Form):
    """The questions as `q_…`, what was tried, a line. Each can be left out, but not all of them."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        words = queries.words()
        w, wrong = words["form"], words["errors"]
        for question in queries.questions():
            choices = [(str(n), said) for n, said in enumerate(question.answers)]
            self.fields[BEFORE + question.id] = forms.ChoiceField(
                label=question.ask, help_text=question.hint, choices=[*choices, ("", w["cannot"])], required=False,
                widget=forms.RadioSelect, error_messages={"invalid_choice": wrong["choose"]},
            )  # fmt: skip
        self.fields["tried"] = forms.MultipleChoiceField(
            label=w["tried"], help_text=w["tried_hint"], choices=queries.steps(), required=False,
            widget=forms.CheckboxSelectMultiple, error_messages={"invalid_choice": wrong["choose"]},
        )  # fmt: skip
        self.fields["line"] = forms.CharField(
            label=w["line"], help_text=w["line_hint"], max_length=LONGEST, required=False, widget=forms.Textarea,
            error_messages={"max_length": wrong["long"]},
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Something was said."""
        data = super().clean() or {}
        if not self.errors and not any(data.values()):
            raise forms.ValidationError(queries.words()["errors"]["nothing"])
        return data

    def said(self) -> Said:
        """What was said, of a valid form."""
        data = self.cleaned_data
        given = {q.id: data[BEFORE + q.id] for q in queries.questions()}
        answers = {id: int(answer) for id, answer in given.items() if answer}
        return Said(answers, tuple(data["tried"]), data["line"])


def initial(said: dict[str, Any]) -> dict[str, Any]:
    """The form's values for what was said before."""
    answers = {BEFORE + q.id: str(said["answers"].get(q.id, "")) for q in queries.questions()}
    return {**answers, "tried": said["tried"], "line": said["line"]}


class OftenForm(forms.Form):
    """How often to be asked."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        words = queries.words()
        self.fields["every"] = forms.ChoiceField(
            label=words["often"]["ask"], choices=[tuple(choice) for choice in words["often"]["choices"]],
            widget=forms.RadioSelect,
            error_messages=dict.fromkeys(("required", "invalid_choice"), words["errors"]["choose"]),
        )  # fmt: skip
