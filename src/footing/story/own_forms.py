"""What is asked about one cause. Everything may be left out; what was typed comes back."""

import re
from dataclasses import replace
from typing import Any

from django import forms

from footing.story import items
from footing.story.items import OPEN, UNSAID, UNSURE, Item

WHOM, ALSO, TEXT = 40, 200, 600
AGE, OLDEST = re.compile(r"[0-9]{1,3}"), 120


class ItemForm(forms.Form):
    """The questions about one cause, beginning with what was said before."""

    def __init__(self, *args: Any, item: Item, **options: Any) -> None:
        options.setdefault("initial", _initial(item))
        super().__init__(*args, **options)
        self.item, w, wrong = item, items.words()["item"], items.words()["errors"]
        cause = items.words()["cause"][item.cause]
        self.fields["fits"] = _one("fits", w["fits"])
        self.fields["when"] = _one("when", w["when"])
        self.fields["start"] = _age(w["start"])
        self.fields["end"] = _age(w["end"])
        self.fields["by"] = _several("by", cause["by"], only=cause["of"])
        self.fields["whom"] = _line(w["whom"], w["whom_hint"], WHOM, wrong["whom"])
        self.fields["then"] = _one("weight", w["then"])
        self.fields["now"] = _one("weight", w["now"])
        self.fields["helped"] = _several("helped", w["helped"], w["helped_hint"])
        self.fields["also"] = _line(w["also"], "", ALSO, wrong["also"])
        self.fields["signs"] = _several("signs", w["signs"], w["signs_hint"])
        self.fields["text"] = forms.CharField(
            label=w["text"], help_text=w["text_hint"], required=False, max_length=TEXT, widget=forms.Textarea,
            error_messages={"max_length": wrong["text"]},
        )  # fmt: skip
        said = w["note_line"].format(theme=cause["theme"])
        self.fields["note"] = forms.BooleanField(
            label=w["note"], help_text=w["note_hint"].format(line=said), required=False
        )

    def found(self) -> Item:
        """What was said. Of a form with errors: what could be taken, and of the rest what was there before."""
        data: dict[str, Any] = {}
        for name, value in self.cleaned_data.items():
            data[name] = tuple(value) if isinstance(value, list) else value
        for name in ("then", "now"):
            if name in data:
                data[name] = int(data[name]) if data[name] else None
        if "signs" in data:
            named = tuple(s for s in data["signs"] if s != OPEN)
            data["signs"] = named or data["signs"]
        said = replace(self.item, **data)
        start, end = _ages(said)
        return replace(said, start=start, end=end)


def _ages(item: Item) -> tuple[int | None, int | None]:
    """One age stands for both, in order; none where somebody says that they do not know, or rather not."""
    known = sorted(age for age in (item.start, item.end) if age is not None)
    if not known or item.when in {UNSURE, UNSAID}:
        return None, None
    return known[0], known[-1]


def _initial(item: Item) -> dict[str, Any]:
    return {n: list(v) if isinstance(v, tuple) else v for n, v in item.as_dict().items()}


class AgeField(forms.CharField):
    """A whole age or nothing."""

    def clean(self, value: Any) -> int | None:
        typed = str(super().clean(value))
        if not typed:
            return None
        if not AGE.fullmatch(typed) or int(typed) > OLDEST:
            raise forms.ValidationError(items.words()["errors"]["age"])
        return int(typed)


def _age(label: str) -> AgeField:
    wrong = items.words()["errors"]["age"]
    return AgeField(
        label=label, required=False, max_length=20, error_messages={"max_length": wrong},
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip


def _line(label: str, hint: str, most: int, wrong: str) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=most, error_messages={"max_length": wrong}
    )


def _one(name: str, label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, required=False, widget=forms.RadioSelect, choices=[(c[0], c[1]) for c in _choices(name)],
        error_messages={"invalid_choice": items.words()["errors"]["choose"]},
    )  # fmt: skip


def _several(name: str, label: str, hint: str = "", *, only: list[str] | None = None) -> forms.Field:
    return forms.MultipleChoiceField(
        label=label, help_text=hint, required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(c[0], c[1]) for c in _choices(name) if only is None or c[0] in only],
        error_messages={"invalid_choice": items.words()["errors"]["choose"]},
    )  # fmt: skip


def _choices(name: str) -> list[list[Any]]:
    choices: list[list[Any]] = items.words()["choices"][name]
    return choices
