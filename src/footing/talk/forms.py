"""Two pages as forms: what I feel and need, and the sentence. Neutral names, bounded lines."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from footing.talk import queries, services

WORD, LINE, SENTENCE = 60, 120, 480
LONG = {"max_length": _("That is a little long. %(limit_value)d letters fit.")}
OTHER = {"invalid_choice": _("Pick from the list, or write your own below.")}


class PickForm(forms.Form):
    """`f`: feelings, `g`: one in own words, `w`: when, `n`: a need, `o`: one in own words. One of them at least."""

    def __init__(self, data: Mapping[str, Any] | None, *, state: dict[str, Any]) -> None:
        super().__init__(data)
        own = queries.part(state).get("picked", {})
        self.fields["f"] = forms.MultipleChoiceField(
            choices=queries.feelings(), required=False, initial=own.get("feelings", []), error_messages=OTHER
        )
        self.fields["n"] = forms.ChoiceField(
            choices=queries.needs(state), required=False, initial=own.get("need"), error_messages=OTHER
        )
        for name, key, most in (("g", "feeling", WORD), ("w", "when", LINE), ("o", "own_need", LINE)):
            self.fields[name] = forms.CharField(
                max_length=most, required=False, initial=own.get(key, ""), error_messages=LONG
            )

    def clean_f(self) -> list[str]:
        """At most as many as fit into a sentence."""
        chosen: list[str] = self.cleaned_data["f"]
        if len(chosen) > queries.words()["feelings_most"]:
            raise forms.ValidationError(_("Three fit into one sentence. Keep the loudest."))
        return chosen

    def clean(self) -> dict[str, Any]:
        """A sentence needs one word; not knowing is one of the answers."""
        if not self.errors and not any(self.cleaned_data.values()):
            self.add_error("f", _("Tick one, or write a word of your own. “I don't know” is an answer too."))
        return self.cleaned_data

    def keep(self, state: dict[str, Any]) -> None:
        """Put the picks and the draft into the state."""
        said = self.cleaned_data
        services.keep_picks(
            state,
            feelings=said["f"],
            feeling=said["g"],
            when=said["w"],
            need=said["n"],
            own_need=said["o"],
        )


class SentenceForm(forms.Form):
    """`s`: the sentence, free to change."""

    def __init__(self, data: Mapping[str, Any] | None, *, state: dict[str, Any]) -> None:
        super().__init__(data)
        self.fields["s"] = forms.CharField(
            max_length=SENTENCE,
            initial=queries.part(state).get("draft", ""),
            error_messages={**LONG, "required": _("Write a few words, or go back and pick some.")},
        )

    def keep(self, state: dict[str, Any]) -> None:
        """Put the sentence into the state, on one line."""
        services.keep_sentence(state, sentence=" ".join(self.cleaned_data["s"].split()))


FORMS: dict[str, type[PickForm] | type[SentenceForm]] = {"pick": PickForm, "sentence": SentenceForm}
