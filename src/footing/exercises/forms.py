"""The form of an exercise, made from its file; what was typed comes back."""

from datetime import date, timedelta
from itertools import zip_longest
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from footing.exercises import queries
from footing.exercises.reading import Exercise, Field, Rating
from footing.exercises.services import Work

LONGEST, LINE_LONGEST, MOST_LINES = 1200, 300, 60
CODE = 20
SHORT_SCALE = 3
FARTHEST = timedelta(days=366)


class LinesWidget(forms.Widget):
    """Lines as rows of inputs with one name: text, day and side of each in the order of the page."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, str]]:
        sent = [data.getlist(n) if isinstance(data, QueryDict) else [] for n in names(name)]
        rows = zip_longest(*sent, fillvalue="")
        return [{"text": text, "day": day, "side": side} for text, day, side in rows]


class LinesField(forms.Field):
    """Lines that have words; empty ones go. Days lie not ahead unless the file says so, sides are of the file."""

    widget = LinesWidget

    def __init__(self, source: Field, today: date) -> None:
        super().__init__(label=source.label, help_text=source.hint, required=False)
        self.source, self.today = source, today
        self._text = forms.CharField(
            max_length=LINE_LONGEST, required=False, error_messages={"max_length": _wrong("long")}
        )

    def clean(self, value: list[dict[str, str]]) -> list[dict[str, str]]:
        rows = [row for row in value if row["text"].strip()]
        if len(rows) > MOST_LINES:
            raise ValidationError(_wrong("many"))
        return [self._cleaned(row) for row in rows]

    def _cleaned(self, row: dict[str, str]) -> dict[str, str]:
        cleaned = {"text": self._text.clean(row["text"])}
        if self.source.dated:
            cleaned["day"] = self._day(row["day"])
        if self.source.sides:
            sides = [code for code, _ in self.source.sides]
            cleaned["side"] = row["side"] if row["side"] in sides else sides[0]
        return cleaned

    def _day(self, sent: str) -> str:
        wrong, latest = (_wrong("day_far"), FARTHEST) if self.source.ahead else (_wrong("day"), timedelta(0))
        try:
            day = date.fromisoformat(sent) if sent.strip() else _unsaid(self.source, self.today)
        except ValueError as error:
            raise ValidationError(wrong) from error
        if day > self.today + latest:
            raise ValidationError(wrong)
        return day.isoformat()


class WorkForm(forms.Form):
    """The questions of an exercise, its ratings before and after. `draft` is what was kept of it."""

    def __init__(
        self, data: Any = None, *, exercise: Exercise, today: date, draft: dict[str, Any] | None = None
    ) -> None:
        kept = draft or {}
        super().__init__(data, initial={**kept.get("answers", {}), **ratings_of(kept)})
        self.exercise = exercise
        rating = exercise.rating
        if rating and rating.before:
            self.fields["before"] = rating_field(rating, rating.before)
        for one in exercise.fields:
            self.fields[one.id] = _field(one, today)
        if rating and rating.after:
            self.fields["after"] = rating_field(rating, rating.after)

    def work(self) -> Work:
        """What was typed, of a valid form."""
        data = self.cleaned_data
        answers = {one.id: data[one.id] for one in self.exercise.fields}
        return Work(answers, number(data.get("before", "")), number(data.get("after", "")))


class LookForm(forms.Form):
    """Whether it helped; once a week has passed, how it is now."""

    def __init__(self, data: Any = None, *, exercise: Exercise | None, due: bool, helped: str = "") -> None:
        super().__init__(data, initial={"helped": helped or None})
        w = queries.words()["sheet"]
        if due and exercise and exercise.rating:
            self.fields["later"] = rating_field(exercise.rating, exercise.rating.later)
        self.fields["helped"] = forms.ChoiceField(
            label=w["helped_ask"], help_text=w["helped_hint"], choices=w["helped"], widget=forms.RadioSelect,
            error_messages={"required": _wrong("helped"), "invalid_choice": _wrong("choose")},
        )  # fmt: skip

    @property
    def later(self) -> int | None:
        """How it is now, of a valid form."""
        return number(self.cleaned_data.get("later", ""))


def names(name: str) -> tuple[str, str, str]:
    """The names of a line's inputs: text, day, side."""
    return name, f"{name}-day", f"{name}-side"


def rows(form: WorkForm, source: Field, today: date) -> list[dict[str, str]]:
    """The rows of a field of lines: what is typed or kept, then empty ones, at least two, with the usual day."""
    kept = [row for row in form[source.id].value() or () if row["text"].strip()]
    empty = {"text": "", "day": _unsaid(source, today).isoformat(), "side": ""}
    return [{**empty, **row} for row in kept] + [empty] * max(2, source.rows - len(kept))


def _unsaid(source: Field, today: date) -> date:
    """The day where none is said."""
    return today + timedelta(days=source.ahead)


def ratings_of(content: dict[str, Any]) -> dict[str, Any]:
    """The ratings of a sheet as its form has them."""
    return {name: content[name] for name in ("before", "after") if content.get(name) is not None}


def rating_words(rating: Rating) -> tuple[tuple[str, str], ...]:
    """The answers of a rating."""
    w = queries.words()["step"]
    if rating.scale == SHORT_SCALE:
        said = rating.words or tuple(w["words"])
        return (*((str(n), word) for n, word in enumerate(said)), ("", w["cannot_say"]))
    return (("", w["cannot_say"]), *((str(n), str(n)) for n in range(rating.scale + 1)))


def rating_field(rating: Rating, label: str) -> forms.ChoiceField:
    """One rating: words for a short scale, a list of numbers for a long one."""
    short = rating.scale == SHORT_SCALE
    return forms.ChoiceField(
        label=label, help_text="" if short else queries.words()["step"]["ends"], required=False,
        choices=rating_words(rating), widget=forms.RadioSelect if short else forms.Select,
        error_messages={"invalid_choice": _wrong("choose")},
    )  # fmt: skip


def number(answer: str) -> int | None:
    """A rating from its answer."""
    return int(answer) if answer else None


def _field(source: Field, today: date) -> forms.Field:
    if source.kind == "lines":
        return LinesField(source, today)
    if source.kind == "choice":
        return forms.ChoiceField(
            label=source.label, help_text=source.hint, choices=source.options, widget=forms.RadioSelect,
            required=False, error_messages={"invalid_choice": _wrong("choose")},
        )  # fmt: skip
    return forms.CharField(
        label=source.label, help_text=source.hint, max_length=LONGEST, widget=forms.Textarea, required=False,
        error_messages={"max_length": _wrong("long")},
    )  # fmt: skip


def _wrong(name: str) -> str:
    return str(queries.words()["errors"][name])
