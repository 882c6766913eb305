"""Whether a talk is for somebody: four questions, none of which has to be answered, and what follows from them."""

from dataclasses import dataclass
from typing import Any

from django import forms

from footing.design import content

PATH = "booking/first.toml"
MANY = ("reasons", "holds", "ask")
NAMES = {"reasons": "reason", "company": "company", "holds": "hold", "today": "today", "ask": "question"}
Row = dict[str, Any]


@dataclass(frozen=True)
class Said:
    """What was said, as rows of the content file; the company of whoever said nothing is its last row.

    `tries` is a list in Markdown.
    """

    reasons: list[Row]
    company: Row
    holds: list[Row]
    tries: str
    later: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said that changes what fits."""
        return not (self.reasons or self.company["id"])


def words() -> dict[str, Any]:
    """The words of the page."""
    return content.table(PATH)


class FirstForm(forms.Form):
    """`reasons`, `company`, `holds`, `today`; and `ask`, the questions that somebody takes along."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        source = words()
        for name, part in NAMES.items():
            rows = [(row["id"], row.get("label") or row["text"]) for row in source[part] if row["id"]]
            several = name in MANY
            kind = forms.MultipleChoiceField if several else forms.ChoiceField
            self.fields[name] = kind(
                label=source["page"].get(name, ""), help_text=source["page"].get(f"{name}_hint", ""),
                choices=rows, required=False, error_messages={"invalid_choice": source["page"]["cannot"]},
                widget=forms.CheckboxSelectMultiple if several else forms.RadioSelect,
            )  # fmt: skip

    def said(self) -> Said:
        """What the answers of a valid form come to."""
        source, data = words(), self.cleaned_data
        reasons = [row for row in source["reason"] if row["id"] in data["reasons"]]
        tries = sorted(
            (r for r in source["try"] if r["reason"] in ("", *data["reasons"])), key=lambda r: not r["reason"]
        )
        return Said(
            reasons=reasons,
            company=next(row for row in source["company"] if row["id"] == data["company"]),
            holds=[row for row in source["hold"] if row["id"] in data["holds"]],
            tries="\n".join(f"- {row['text']}" for row in tries),
            later=data["today"] == "later",
        )

    def carried(self) -> list[tuple[str, str]]:
        """The answers as hidden fields of the next form; the picked questions are asked there."""
        names = [name for name in NAMES if name != "ask"]
        given = [(name, self.cleaned_data[name]) for name in names]
        return [
            (name, one) for name, value in given for one in ([value] if isinstance(value, str) else value)
        ]

    def questions(self) -> list[Row]:
        """The questions that were picked; all where none was."""
        picked = self.cleaned_data["ask"]
        return [row for row in words()["question"] if not picked or row["id"] in picked]
