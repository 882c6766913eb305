"""The third way's step: which reasons are mine, and alone or together. Both may stay empty."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from footing.plan import queries, services


class TalkForm(forms.Form):
    """`r`: reasons, `a`: alone, together or unsure."""

    def __init__(
        self, data: Mapping[str, Any] | None, *, state: dict[str, Any], first: tuple[str, ...] = ()
    ) -> None:
        super().__init__(data)
        own = queries.talk_part(state)
        wrong = {"invalid_choice": _("Choose from the list, or leave it out.")}
        self.fields["r"] = forms.MultipleChoiceField(
            choices=queries.reasons(first),
            required=False,
            initial=own.get("reasons", []),
            error_messages=wrong,
        )
        self.fields["a"] = forms.ChoiceField(
            choices=[(w["id"], w["label"]) for w in queries.words()["who"]],
            required=False,
            initial=own.get("who"),
            error_messages=wrong,
        )

    def keep(self, state: dict[str, Any]) -> None:
        """Put the valid answers into the state."""
        services.keep_talk(state, reasons=self.cleaned_data["r"], who=self.cleaned_data["a"])
