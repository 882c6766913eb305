"""Feelings, needs and the words of the room; one sentence in the sealed state."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from footing.design import content
from footing.talk.models import Kept
from footing.talk.wording import before, listed, without

PART = "talk"
UNSURE = "unsure"


def words() -> dict[str, Any]:
    """The words of every page of the room."""
    return content.table("talk/texts.toml")


def part(state: dict[str, Any]) -> dict[str, Any]:
    """This room's part of the sealed state."""
    found: dict[str, Any] = state.setdefault(PART, {})
    return found


def feelings() -> tuple[tuple[str, str], ...]:
    """Feelings to tick; not knowing is the first."""
    return tuple((f["id"], f["label"]) for f in words()["feeling"])


def needs(state: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Needs to pick from; what fits the person's answers comes first."""
    first = part(state).get("first", [])
    found = [(n["id"], n["label"]) for n in words()["need"]]
    found.sort(key=lambda n: first.index(n[0]) if n[0] in first else len(first))
    return tuple(found)


def sentence(state: dict[str, Any]) -> str:
    """The sentence that was kept, or nothing."""
    return str(part(state).get("sentence", ""))


def compose(*, feelings: Sequence[str], feeling: str, when: str, need: str, own_need: str) -> str:
    """One sentence, or two, from what was picked. Own words come after ticked feelings and before a picked need."""
    source = words()
    named = {f["id"]: f["word"] for f in source["feeling"]}
    pattern = source["compose"]
    own = without(before(pattern["feel"]), feeling)
    felt = [named[f] for f in feelings if named.get(f)] + ([own] if own else [])
    picked = next((n["label"] for n in source["need"] if n["id"] == need != UNSURE), "")
    wanted = without(pattern["need_begun"], without(before(pattern["need"]), own_need)) or picked
    moment = without(before(pattern["feel_when"].partition("}")[2]), when)
    first = pattern[("feel" if felt else "unsure") + ("_when" if moment else "")]
    second = pattern["need" if wanted else "no_need"]
    return f"{first.format(feelings=listed(felt, pattern['and']), when=moment)} {second.format(need=wanted)}"


def kept(person: UUID) -> dict[str, Any] | None:
    """What a person kept, as the sealed state has it; None before they did."""
    row = Kept.objects.filter(holder=person).first()
    return row.sentence if row else None
