"""Words to start again, the half hour, what was heard, a wish: forms with neutral names."""

from datetime import date, datetime, time
from typing import Any

from django import forms

from footing.design import content
from footing.talk.wrong import long, wrong

LINE, HEARD, CODE = 240, 800, 20


class RepairForm(forms.Form):
    """`t`: a sentence of one's own, `o`: for which moment."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        source = content.table("talk/repair.toml")
        w = source["page"]
        self.fields["t"] = _line(w["text"], w["text_hint"])
        self.fields["o"] = forms.ChoiceField(
            label=w["occasion"], required=False, error_messages={"invalid_choice": wrong("choose")},
            choices=[("", w["any"]), *((one["id"], one["label"]) for one in source["occasion"])],
        )  # fmt: skip


class WeeklyForm(forms.Form):
    """`p`: parts of the half hour, `t`: one of one's own. One of them at least."""

    def __init__(self, data: Any = None, *, kept: dict[str, Any]) -> None:
        super().__init__(data)
        source = content.table("talk/weekly.toml")
        w = source["page"]
        self.fields["p"] = forms.MultipleChoiceField(
            label=w["parts"], help_text=w["parts_hint"], required=False, initial=kept.get("parts", ["good"]),
            choices=[(one["id"], one["label"]) for one in source["part"]], widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": wrong("choose")},
        )  # fmt: skip
        self.fields["t"] = _line(w["own"], w["own_hint"], required=False, initial=kept.get("own", ""))

    def clean(self) -> dict[str, Any]:
        """Something has to be there."""
        if not self.errors and not any(self.cleaned_data.values()):
            self.add_error("p", wrong("nothing"))
        return self.cleaned_data


class EntryForm(forms.Form):
    """`d`: the day, `h`: the time, `e`: each week."""

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"h": "19:30"})
        w = content.table("talk/weekly.toml")["page"]
        self.today = today
        day, hour = (
            forms.CharField(
                label=w[name], max_length=CODE, widget=forms.DateInput(attrs={"type": kind}),
                error_messages=dict.fromkeys(("required", "max_length"), wrong(name)),
            )
            for name, kind in (("day", "date"), ("hour", "time"))
        )  # fmt: skip
        self.fields["d"], self.fields["h"] = day, hour
        self.fields["e"] = forms.BooleanField(label=w["each"], required=False)

    def clean_d(self) -> date:
        """A day from today on."""
        try:
            day = date.fromisoformat(self.cleaned_data["d"])
        except ValueError as error:
            raise forms.ValidationError(wrong("day")) from error
        if day < self.today:
            raise forms.ValidationError(wrong("day"))
        return day

    def clean_h(self) -> time:
        """A time of the day."""
        try:
            return time.fromisoformat(self.cleaned_data["h"]).replace(second=0, microsecond=0, tzinfo=None)
        except ValueError as error:
            raise forms.ValidationError(wrong("hour")) from error

    def start(self) -> datetime:
        """When it begins, by the clock of whoever opens it."""
        return datetime.combine(self.cleaned_data["d"], self.cleaned_data["h"])


class HeardForm(forms.Form):
    """`t`: what one heard, said back."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        w = content.table("talk/listening.toml")["page"]
        self.fields["t"] = forms.CharField(
            label=w["answer"], help_text=w["answer_hint"], max_length=HEARD, widget=forms.Textarea,
            error_messages={**long(), "required": wrong("nothing")},
        )  # fmt: skip


class WishForm(forms.Form):
    """`t`: a wish."""

    def __init__(self, data: Any = None, *, text: str = "") -> None:
        super().__init__(data)
        w = content.table("talk/wishes.toml")["page"]
        self.fields["t"] = _line(w["text"], w["text_hint"], initial=text)


def _line(label: str, hint: str, *, required: bool = True, initial: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=LINE, widget=forms.Textarea, required=required, initial=initial,
        error_messages={**long(), "required": wrong("nothing")},
    )  # fmt: skip
