"""Ratings of one page. `r-` and the way: 0 to 4, "-" for "does not fit"; any may stay open."""

from collections.abc import Mapping
from typing import Any

from django import forms

from footing.talk.ways import queries
from footing.talk.ways.queries import CANNOT_SAY, STEPS, Said

CANNOT = "-"


class RateForm(forms.Form):
    """All ways, for one of wish, get and give."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, said: Said, aspect: str) -> None:
        super().__init__(data)
        before, wrong = said.ratings.get(aspect, {}), {"invalid_choice": queries.words()["rate"]["pick"]}
        for way in queries.ways():
            given = before.get(way.id)
            self.fields[f"r-{way.id}"] = forms.ChoiceField(
                choices=[(str(n), str(n)) for n in STEPS] + [(CANNOT, CANNOT)], required=False,
                error_messages=wrong, initial=CANNOT if given == CANNOT_SAY else given,
            )  # fmt: skip

    def ratings(self) -> dict[str, int]:
        """What was answered, by way, of a valid form."""
        return {
            name.removeprefix("r-"): CANNOT_SAY if value == CANNOT else int(value)
            for name, value in self.cleaned_data.items()
            if value != ""
        }
