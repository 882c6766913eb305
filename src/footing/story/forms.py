"""One question with seven boxes, all of which may stay empty."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from footing.story import queries


class CausesForm(forms.Form):
    """`c`: the causes that fit."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["c"] = forms.MultipleChoiceField(
            label=queries.words()["hint"],
            choices=[(cause.id, cause.label) for cause in queries.causes()],
            required=False,
            error_messages={"invalid_choice": _("Tick some of the seven, or none.")},
        )
