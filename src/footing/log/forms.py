"""What is written before and after, with the choices of the content file; what was typed comes back."""

from typing import Any

from django import forms

from footing.log import queries
from footing.log.lines import ME
from footing.log.services import Fear, Found

LONGEST = 600
CODE = 20


class FearForm(forms.Form):
    """The six questions about one person, or about oneself."""

    def __init__(self, *args: Any, about: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.about, words = about, queries.words()
        w, wrong = words["form"], words["errors"]
        me = about == ME
        self.fields["fear"] = _text(
            w["fear"], w["fear_hint_me" if me else "fear_hint"], wrong["fear_long"], required=wrong["fear"]
        )
        self.fields["seen"] = _choice("seen", w["seen"], wrong["choose"], w["seen_hint"], wrong["seen"])
        self.fields["due"] = forms.CharField(
            label=w["due"], help_text=w["due_hint"], required=False, max_length=CODE,
            widget=forms.DateInput(attrs={"type": "date"}),
            error_messages={"max_length": words["refusal"]["no-day"]["text"]},
        )  # fmt: skip
        self.fields["sure"] = _choice("sure", w["sure"], wrong["choose"], required=wrong["sure"])
        self.fields["feared"] = _choice("feared", w["feared"], wrong["choose"])
        self.fields["expected"] = _choice("expected", w["expected"], wrong["choose"])

    def fear(self) -> Fear:
        """What was written, of a valid form."""
        data = self.cleaned_data
        return Fear(
            text=data["fear"], about=self.about, seen=data["seen"], due=data["due"], sure=int(data["sure"]),
            feared=_number(data["feared"]), expected=_number(data["expected"]),
        )  # fmt: skip

    def refuse(self, reasons: tuple[str, ...]) -> None:
        """Put the words of each refusal beside its question."""
        for reason in reasons:
            said = queries.words()["refusal"][reason]
            self.add_error(said["on"], said["text"])


class FoundForm(forms.Form):
    """What came, how bad it was, how one coped. Before its day only that it happened."""

    def __init__(self, *args: Any, early: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        words = queries.words()
        w, wrong = words["entry"], words["errors"]
        self.fields["outcome"] = _choice(
            "outcome", w["outcome"], wrong["too_early" if early else "choose"], w["outcome_hint"], wrong["outcome"],
            only=("happened",) if early else (),
        )  # fmt: skip
        self.fields["found"] = _choice("found", w["found"], wrong["choose"], w["found_hint"])
        self.fields["coped"] = _choice("coped", w["coped"], wrong["choose"])
        self.fields["did"] = _text(w["did"], w["did_hint"], wrong["did_long"])

    def said(self) -> Found:
        """What was said, of a valid form."""
        data = self.cleaned_data
        return Found(data["outcome"], _number(data["found"]), _number(data["coped"]), data["did"])


def _text(label: str, hint: str, long: str, required: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=LONGEST, widget=forms.Textarea, required=bool(required),
        error_messages={"required": required, "max_length": long},
    )  # fmt: skip


def _choice(
    name: str, label: str, wrong: str, hint: str = "", required: str = "", *, only: tuple[str, ...] = ()
) -> forms.ChoiceField:
    choices = [(c[0], c[1]) for c in queries.words()["choices"][name] if not only or c[0] in only]
    return forms.ChoiceField(
        label=label, help_text=hint, choices=choices, widget=forms.RadioSelect, required=bool(required),
        error_messages={"required": required, "invalid_choice": wrong},
    )  # fmt: skip


def _number(answer: str) -> int | None:
    return int(answer) if answer else None
