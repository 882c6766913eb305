"""The five parts of what somebody wants to say, and the text made of them."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from footing.design import content
from footing.talk import queries
from footing.talk.wording import before, ended, listed, without


@dataclass(frozen=True)
class Parts:
    """What happened, ticked feelings and one in own words, a need, a request; each as it was typed."""

    happened: str = ""
    feelings: tuple[str, ...] = ()
    feeling: str = ""
    need: str = ""
    request: str = ""

    def as_dict(self) -> dict[str, Any]:
        """As a card holds it."""
        return {**asdict(self), "feelings": list(self.feelings)}


def words() -> dict[str, Any]:
    """The words of the page, and the states in which it is open."""
    return content.table("talk/say.toml")


def parts_of(kept: Mapping[str, Any]) -> Parts:
    """The parts of a card."""
    named = {name: kept.get(name, "") for name in ("happened", "feeling", "need", "request")}
    return Parts(feelings=tuple(kept.get("feelings", ())), **named)


def compose(parts: Parts) -> str:
    """A few sentences from the parts that there are. No word of the person's is changed."""
    pattern = words()["compose"]
    said = (ended(parts.happened), _felt(parts, pattern), _needed(parts, pattern), _asked(parts, pattern))
    return " ".join(sentence for sentence in said if sentence)


def _felt(parts: Parts, pattern: dict[str, str]) -> str:
    named = {f["id"]: f["word"] for f in queries.words()["feeling"]}
    own = without(before(pattern["feel"]), parts.feeling)
    felt = [named[f] for f in parts.feelings if named.get(f)] + ([own] if own else [])
    if felt:
        return pattern["feel"].format(feelings=listed(felt, queries.words()["compose"]["and"]))
    return pattern["unsure"] if queries.UNSURE in parts.feelings else ""


def _needed(parts: Parts, pattern: dict[str, str]) -> str:
    need = without(pattern["need_begun"], without(before(pattern["need"]), parts.need))
    return pattern["need"].format(need=need) if need else ""


def _asked(parts: Parts, pattern: dict[str, str]) -> str:
    """A request that asks stays as it is; another one is named as a request."""
    typed = parts.request.strip()
    if not typed:
        return ""
    if _begins(typed, pattern["questions"]) and ended(typed) != typed:
        return pattern["question"].format(request=typed)
    if _begins(typed, pattern["asks"]):
        return ended(typed)
    return ended(pattern["request"].format(request=typed))


def _begins(typed: str, lines: str) -> bool:
    plain = typed.replace("’", "'")
    return any(re.search(line, plain, re.IGNORECASE) for line in lines.splitlines() if line)
