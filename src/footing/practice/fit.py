"""Words and weights by which people and therapists find each other: `practice/fit.toml` and the practice's own row."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from footing.core.matching import Criterion
from footing.design import content
from footing.practice.models import Practice, Therapist

MOST_WEIGHT = 4
NAMES = {
    Criterion.NEEDS: _("What it is about"),
    Criterion.LANGUAGE: _("Language"),
    Criterion.MODE: _("Way to meet"),
    Criterion.HOURS: _("Hours"),
    Criterion.PREFERENCE: _("What the therapist is like"),
    Criterion.FEE: _("Fee"),
    Criterion.ACCESS: _("Getting in, and being there"),
    Criterion.INTERPRETER: _("Interpreter"),
    Criterion.LOAD: _("Room in the week"),
}


@dataclass(frozen=True)
class Group:
    """One thing that a therapist may say of themselves, by id and words. `desk`: how their form asks it."""

    id: str
    label: str
    hint: str
    desk: str
    choices: Mapping[str, str]


@dataclass(frozen=True)
class Words:
    """The content file: themes, access and parts of the day by id, in the file's order."""

    words: Mapping[str, str]
    themes: Mapping[str, str]
    groups: tuple[Group, ...]
    access: Mapping[str, str]
    parts: Mapping[str, str]
    part_from: Mapping[str, int]
    weights: Mapping[str, int]
    people: tuple[dict[str, Any], ...]

    def group(self, id: str) -> Group | None:
        """The group of that id."""
        return next((group for group in self.groups if group.id == id), None)


def words() -> Words:
    """The words in the current language. Raises ContentError."""
    file = content.table("practice/fit.toml")
    try:
        return Words(
            words=file["words"],
            themes=_labels(file["theme"]),
            groups=tuple(
                Group(g["id"], g["label"], g["hint"], g["desk"], _labels(g["choice"])) for g in file["group"]
            ),
            access=_labels(file["access"]),
            parts=_labels(file["part"]),
            part_from={part["id"]: part["from"] for part in file["part"]},
            weights={name: file["weights"][name] for name in Criterion},
            people=tuple(file["person"]),
        )
    except (KeyError, TypeError) as error:
        raise content.ContentError(f"practice/fit.toml: {error} is missing") from error


def _labels(rows: list[dict[str, str]]) -> dict[str, str]:
    return {row["id"]: row["label"] for row in rows}


def weights(house: Practice | None) -> dict[Criterion, float]:
    """How much each criterion counts: the practice's own choice, else the file's."""
    own = house.fit_weights if house else {}
    return {name: float(own.get(name, words().weights[name])) for name in Criterion}


@dataclass(frozen=True)
class Facts:
    """What a therapist says of themselves, in words; what was not said is left out."""

    themes: tuple[str, ...]
    said: tuple[tuple[str, str], ...]
    has: tuple[str, ...]
    has_not: tuple[str, ...]


def facts(therapist: Therapist) -> Facts:
    """For the public page. Ids that the content file no longer has are left out."""
    known = words()
    said = ((group, group.choices.get(therapist.says.get(group.id, ""))) for group in known.groups)
    features = {id: therapist.access_features.get(id) for id in known.access}
    return Facts(
        themes=tuple(label for id, label in known.themes.items() if id in therapist.themes),
        said=tuple((group.label, label) for group, label in said if label),
        has=tuple(known.access[id] for id, has in features.items() if has is True),
        has_not=tuple(known.access[id] for id, has in features.items() if has is False),
    )
