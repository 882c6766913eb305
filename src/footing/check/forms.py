"""The check as one form: neutral field names, every answer may be left out."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from footing.check import queries
from footing.check.queries import About
from footing.core.scoring import SIGNS, Answers, Duration, SignAnswers

OUT_OF_RANGE = {"invalid_choice": _("Choose one of the answers, or leave it out.")}


class CheckForm(forms.Form):
    """`a0`… the items in order, `w0`…`w5` how much each sign got in the way, `d` how long, `e` something big.

    A further context asks the items and nothing else; `shock` is what was said of something big in the first one.
    """

    def __init__(
        self, *args: Any, whom: About, further: bool = False, shock: bool | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.whom, self.further, self.shock = whom, further, shock
        self.signs = queries.signs(whom, further=further)
        words = queries.words()
        number = 0
        for position, sign in enumerate(self.signs):
            for item in sign.items:
                self._choice(f"a{number}", item, words["often"])
                number += 1
            if not further:
                self._choice(f"w{position}", words["questions"]["way"], words["way"])
        if further:
            return
        self._choice("d", words["questions"]["duration"], words["duration"])
        self._choice("e", words["questions"]["shock"], words["shock"])

    def _choice(self, name: str, label: str, options: list[list[str]]) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label, choices=[(v, w) for v, w in options], required=False, error_messages=OUT_OF_RANGE
        )

    def answers(self) -> Answers:
        """The typed answers of a valid form. "In the way" counts only where an answer is 2 or 3."""
        size = self.size
        signs = {}
        for position, name in enumerate(SIGNS):
            items = tuple(self._number(f"a{size * position + n}") for n in range(size))
            asked = any((a or 0) >= 2 for a in items)
            signs[name] = SignAnswers(items, self._number(f"w{position}") if asked else None)
        if self.further:
            return Answers(signs, Duration.UNKNOWN, self.shock)
        shock = {"yes": True, "no": False}.get(self.cleaned_data["e"])
        return Answers(signs, Duration(self.cleaned_data["d"] or "unknown"), shock)

    @property
    def size(self) -> int:
        """How many items a sign has here."""
        return len(self.signs[0].items)

    def _number(self, name: str) -> int | None:
        value = self.cleaned_data.get(name) or ""
        return int(value) if value else None


def initial(answers: Answers, *, further: bool = False) -> dict[str, str]:
    """The form's values for answers that were given before; of a longer form those that are asked again."""
    found: dict[str, str] = {}
    number = 0
    asked = queries.together()["ask"]
    for position, name in enumerate(SIGNS):
        items = answers.signs[name].items
        if further and len(items) > queries.FURTHER:
            items = tuple(items[n - 1] for n in asked[name])
        for item in items:
            found[f"a{number}"] = "" if item is None else str(item)
            number += 1
        way = answers.signs[name].in_the_way
        found[f"w{position}"] = "" if way is None else str(way)
    found["d"] = answers.duration.value
    found["e"] = {True: "yes", False: "no", None: "rather"}[answers.shock]
    return found
