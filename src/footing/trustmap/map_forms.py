"""The forms of the whole map. Names of fields are neutral; what was typed comes back after an error."""

from collections.abc import Mapping
from typing import Any

from django import forms

from footing.practice import typed
from footing.trustmap import queries
from footing.trustmap.document import CANNOT_SAY, MOST_PEOPLE, MOST_QUALITIES, STEPS, Document
from footing.trustmap.forms import LINE, LONG, NAME


class NameForm(forms.Form):
    """`n`: a name that nobody else on the map has. `id` is who gets it; nothing for somebody new."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, document: Document, id: str = "") -> None:
        super().__init__(data, auto_id=f"id_%s_{id}" if id else "id_%s")
        self.document, self.id, self.words = document, id, queries.own_words()["people"]
        person = document.person(id)
        self.fields["n"] = forms.CharField(
            max_length=NAME, initial=person.name if person else "", validators=[typed.one_line],
            error_messages={**LONG, "required": self.words["required"]},
        )  # fmt: skip

    def clean_n(self) -> str:
        """A name of its own, and room for it."""
        name = str(self.cleaned_data["n"])
        others = {person.name.casefold() for person in self.document.people if person.id != self.id}
        if not self.id and len(self.document.people) >= MOST_PEOPLE:
            raise forms.ValidationError(self.words["full"])
        if name.casefold() in others:
            raise forms.ValidationError(self.words["taken"])
        return name


class HardForm(forms.Form):
    """`h`: who is hard to trust; `a`: under which number the check was taken with just them in mind."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, document: Document) -> None:
        super().__init__(data, initial={"h": document.hard, "a": document.about})
        words = queries.own_words()["people"]
        people = [(person.id, person.name) for person in document.people]
        kinds = [(str(kind["id"]), kind["label"]) for kind in words["kind"]]
        wrong = {"invalid_choice": words["hard_pick"]}
        self.fields["h"] = forms.ChoiceField(
            choices=[("", words["hard_none"]), *people], required=False, error_messages=wrong
        )
        self.fields["a"] = forms.ChoiceField(
            choices=[("0", words["about_none"]), *kinds], required=False, error_messages=wrong
        )


class QualityForm(forms.Form):
    """`m` and `l`: both ends in own words; `s`: a suggestion in their place. One of both."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, document: Document) -> None:
        super().__init__(data)
        self.document, self.words = document, queries.own_words()["qualities"]
        self.suggested = {quality.of: quality for quality in queries.suggestions(document)}
        for name in ("m", "l"):
            self.fields[name] = forms.CharField(
                max_length=LINE, required=False, error_messages=LONG, validators=[typed.one_line]
            )
        self.fields["s"] = forms.ChoiceField(
            choices=[(of, quality.more) for of, quality in self.suggested.items()], required=False,
            error_messages={"invalid_choice": self.words["taken"]},
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """One, and not one that is there already."""
        if self.errors:
            return self.cleaned_data
        more, of = self.cleaned_data["m"], self.cleaned_data["s"]
        if len(self.document.qualities) >= MOST_QUALITIES:
            self.add_error("m", self.words["full"])
        elif more and of:
            self.add_error("m", self.words["both"])
        elif not more and not of:
            self.add_error("m", self.words["required"])
        elif more and any(quality.more.casefold() == more.casefold() for quality in self.document.qualities):
            self.add_error("m", self.words["taken"])
        return self.cleaned_data

    def added_to(self, document: Document) -> Document:
        """The document with what was chosen."""
        quality = self.suggested.get(self.cleaned_data["s"])
        if quality is not None:
            return document.with_quality(quality.more, quality.less, quality.of)
        return document.with_quality(self.cleaned_data["m"], self.cleaned_data["l"])


class RateForm(forms.Form):
    """`r-` and who: 1 to 5, 0 for "can't say"; any may stay open."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, document: Document, question: str) -> None:
        super().__init__(data)
        wrong = {"invalid_choice": queries.own_words()["rate"]["pick"]}
        for who in document.asked_of(question):
            self.fields[f"r-{who}"] = forms.ChoiceField(
                choices=[(str(n), str(n)) for n in (*STEPS, CANNOT_SAY)], required=False, error_messages=wrong,
                initial=document.rated(question, who),
            )  # fmt: skip

    def answers(self) -> dict[str, int]:
        """What was answered, by who."""
        return {
            name.removeprefix("r-"): int(value) for name, value in self.cleaned_data.items() if value != ""
        }
