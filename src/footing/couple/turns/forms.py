"""What a listener wrote of what they heard."""

from collections.abc import Mapping
from typing import Any

from django import forms

from footing.couple.turns import queries


class TextForm(forms.Form):
    """`t`: a few sentences, or nothing where they were said out loud."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        words = queries.words()
        most = words["longest"]
        long = words["room"]["too_long"].replace("{most}", str(most))
        self.fields["t"] = forms.CharField(
            max_length=most, required=False, error_messages={"max_length": long}
        )
