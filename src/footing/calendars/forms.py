"""Working time as people think of it: from, to, for each day of the week."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from footing.calendars import almanac
from footing.calendars.models import STEP
from footing.core.slots import Window

# From Monday on. Words of our own for them would take the place of those in written dates.
DAYS = tuple(WEEKDAYS[day] for day in range(7))
YEARS = range(2000, 2200)
FARTHEST = timedelta(days=731)
_RANGE = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|to)\s*(\d{1,2})(?:[:.](\d{2}))?\s*(?:\(([^()]*)\))?")
# Not inside brackets.
_BETWEEN = re.compile(r"(?:[,;]| and )(?![^(]*\))")
Words = Mapping[str, tuple[str, str]]


class HoursForm(forms.Form):
    """One line a day, such as "9:00-12:30, 13:30-17:00 (video)"; an empty line is a day off.

    `words` are what a span can be kept for: a word to ("mode", id) or ("type", id). `some`: at least one span is
    wanted, and this is said where there is none.
    """

    def __init__(
        self, *args: Any, windows: Iterable[Window] = (), words: Words | None = None, some: Any = "", **options: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.words, self.some = words or {}, some
        for number, name in enumerate(DAYS):
            mine = [w for w in windows if w.weekday == number]
            self.fields[f"day{number}"] = forms.CharField(
                label=name, required=False, max_length=300, initial=written(mine, self.words)
            )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        self.windows: list[Window] = []
        for number in range(7):
            try:
                self.windows += read_day(number, found.get(f"day{number}", ""), self.words)
            except forms.ValidationError as error:
                self.add_error(f"day{number}", error)
        if self.some and not self.windows and not self.errors:
            self.add_error("day0", self.some)
        return found


class SinceForm(forms.Form):
    """From which day on other usual hours hold."""

    since = forms.DateField(
        label=_("From which day on?"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": _("Choose the day from which on they hold."), "invalid": _("Write the day as 2026-12-24."),
        },
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_since(self) -> date:
        day: date = self.cleaned_data["since"]
        if not self.today < day <= self.today + FARTHEST:
            raise forms.ValidationError(_("Choose a day after today, within two years."))
        return day


class TimeOffForm(forms.Form):
    """From a day and time to a day and time, in the therapist's own zone."""

    first = forms.DateField(
        label=_("First day"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Choose the first day."), "invalid": _("Write the day as 2026-12-24.")},
    )
    last = forms.DateField(
        label=_("Last day"),
        required=False,
        help_text=_("Leave it empty for one day."),
        error_messages={"invalid": _("Write the day as 2026-12-24.")},
    )
    hours = forms.CharField(
        label=_("Only part of the day"),
        required=False,
        help_text=_("Such as 13:00-15:00. Leave it empty for whole days."),
    )

    def __init__(self, *args: Any, zone: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.zone = ZoneInfo(zone)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        first, last = found.get("first"), found.get("last") or found.get("first")
        if not first or not last:
            return found
        if first.year not in YEARS or last.year not in YEARS:
            self.add_error("first", _("There is no such day in our calendar. Choose another."))
            return found
        if last < first or last - first > timedelta(days=366):
            self.add_error("last", _("The last day comes after the first, within a year."))
            return found
        try:
            parts = read_day(0, found.get("hours", ""))
        except forms.ValidationError as error:
            self.add_error("hours", error)
            return found
        if len(parts) > 1:
            self.add_error("hours", _("Write one span of time, such as 13:00-15:00."))
            return found
        low, high = (parts[0].start, parts[0].end) if parts else (0, 1440)
        self.start, self.end = self._at(first, low), self._at(last, high)
        return found

    def _at(self, day: date, minute: int) -> datetime:
        return datetime.combine(
            day + timedelta(days=minute // 1440), time(minute % 1440 // 60, minute % 60), self.zone
        )


class RulesForm(forms.Form):
    """How the time is offered."""

    pause = forms.TypedChoiceField(
        label=_("Pause after each appointment"),
        coerce=int,
        choices=[(n, _("%d minutes") % n) for n in (0, 5, 10, 15, 20, 30)],
    )
    step = forms.TypedChoiceField(
        label=_("A start every"), coerce=int, choices=[(n, _("%d minutes") % n) for n in (10, 15, 20, 30, 60)]
    )
    notice_hours = forms.IntegerField(
        label=_("Earliest, hours from now"), min_value=0, max_value=720,
        error_messages={"invalid": _("Write a whole number of hours, from 0 to 720.")},
    )  # fmt: skip
    horizon_days = forms.IntegerField(
        label=_("Latest, days from now"), min_value=1, max_value=365,
        error_messages={"invalid": _("Write a whole number of days, from 1 to 365.")},
    )  # fmt: skip
    most = forms.IntegerField(
        label=_("Most appointments on one day"), min_value=1, max_value=50, required=False,
        help_text=_("Leave it empty for as many as fit."),
        error_messages={"invalid": _("Write a whole number, from 1 to 50.")},
    )  # fmt: skip


class PlaceForm(forms.Form):
    """Whose public holidays are kept: the practice's, those of a country and region, or none."""

    HOUSE, NONE = "house", "none"

    country = forms.ChoiceField(
        label=_("Public holidays of"),
        error_messages={
            "required": _("Choose one from the list."),
            "invalid_choice": _("Choose one from the list."),
        },
    )
    region = forms.CharField(
        label=_("Province or region"), required=False, max_length=60,
        help_text=_("Its name or letters, such as Ontario or ON. Leave it empty for the whole country."),
    )  # fmt: skip

    def __init__(self, *args: Any, house: str, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["country"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (narrows the type)
        first = [
            (self.HOUSE, _("As the practice: %s") % house),
            (self.NONE, _("None. I work on all of them.")),
        ]
        field.choices = [*first, *almanac.countries()]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        country, said = found.get("country", ""), found.get("region", "").strip()
        if country in {"", self.HOUSE, self.NONE}:
            return {**found, "region": ""}
        regions = almanac.regions(country)
        codes = {name.casefold(): code for code, name in regions.items()}
        codes |= {code.casefold(): code for code in regions}
        if said and said.casefold() not in codes:
            sentence = _("Write one of these: %(codes)s.") if regions else _("Leave this empty here.")
            self.add_error("region", sentence % {"codes": ", ".join(regions.values())})
        return {**found, "region": codes.get(said.casefold(), "")}


def read_day(weekday: int, text: str, words: Words | None = None) -> list[Window]:
    """Windows of one day from words. Raises ValidationError with what to do."""
    found: list[Window] = []
    for part in filter(None, (p.strip() for p in _BETWEEN.split(text))):
        match = _RANGE.fullmatch(part)
        if not match:
            raise forms.ValidationError(_("Write times as 9:00-12:30, with a comma between two spans."))
        low, high = (int(match[i]) * 60 + int(match[i + 1] or 0) for i in (1, 3))
        if int(match[2] or 0) > 59 or int(match[4] or 0) > 59 or high > 1440:
            raise forms.ValidationError(_("There is no such time of day. Write times from 0:00 to 24:00."))
        if low % STEP or high % STEP:
            raise forms.ValidationError(_("Use multiples of five minutes, such as 9:05."))
        if low >= high:
            raise forms.ValidationError(_("A span ends after it begins. Write it as 9:00-12:30."))
        found.append(Window(weekday, low, high, None, None, *_kept_for(match[5] or "", words or {})))
    found.sort()
    for one, two in pairwise(found):
        if two.start < one.end:
            raise forms.ValidationError(_("Two spans of this day overlap. Make them one, or move one."))
    return found


def written(windows: Iterable[Window], words: Words) -> str:
    """Windows of one day as `read_day` reads them."""
    known = {meant: word for word, meant in words.items()}
    spans = []
    for window in windows:
        meant = [("mode", id) for id in window.modes] + [("type", id) for id in window.types]
        kept = f" ({', '.join(known.get(one, one[1]) for one in meant)})" if meant else ""
        spans.append(f"{_clock(window.start)}-{_clock(window.end)}{kept}")
    return ", ".join(spans)


def _kept_for(text: str, words: Words) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Types and modes that a span is kept for."""
    said = [" ".join(word.lower().split()) for word in _BETWEEN.split(text) if word.strip()]
    if unknown := [word for word in said if word not in words]:
        sentence = _("“%(word)s” is not known here. In brackets stand only: %(words)s.")
        raise forms.ValidationError(sentence % {"word": unknown[0], "words": ", ".join(words)})
    meant = dict.fromkeys(words[word] for word in said)
    types, modes = (tuple(id for part, id in meant if part == name) for name in ("type", "mode"))
    return types, modes


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02d}"
