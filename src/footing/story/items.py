"""What somebody wrote about one cause, as a value, and all of it in the words of the page."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from footing.design import content, saying

OPEN, UNSURE, UNSAID, NO = "open", "unsure", "unsaid", "no"


@dataclass(frozen=True)
class Item:
    """One thing that belongs to a cause. Everything but the id and the cause may be left out.

    Ages are whole years from 0 to 120 with `start` not above `end`; weights 0 to 3. `note` is the wish that a line
    about the cause be offered for a note.
    """

    id: str
    cause: str
    fits: str = ""
    when: str = ""
    start: int | None = None
    end: int | None = None
    by: tuple[str, ...] = ()
    whom: str = ""
    then: int | None = None
    now: int | None = None
    helped: tuple[str, ...] = ()
    also: str = ""
    signs: tuple[str, ...] = ()
    text: str = ""
    note: bool = False

    @property
    def said(self) -> bool:
        """Whether anything was said beyond the cause."""
        return self != Item(self.id, self.cause)

    @property
    def aged(self) -> bool:
        """Whether it has ages."""
        return self.start is not None

    def as_dict(self) -> dict[str, Any]:
        """For the sealed value."""
        return asdict(self)


def from_dict(kept: Mapping[str, Any]) -> Item:
    """An item of the sealed value; what is not known any more is left out."""
    names = {field.name for field in fields(Item)}
    lists = {"by", "helped", "signs"}
    found: dict[str, Any] = {n: tuple(v) if n in lists else v for n, v in kept.items() if n in names}
    return Item(**found)


def words() -> dict[str, Any]:
    """The words of every page of the story."""
    return content.table("story/own.toml")


def label(name: str, value: object) -> str:
    """An answer in the words of the form; nothing where it was left out."""
    choices: list[list[Any]] = words()["choices"][name]
    sought = "" if value is None else str(value)
    return next((str(said) for code, said, *_ in choices if code == sought), "")


def name_of(item: Item) -> str:
    """What an item is called in lists and pictures."""
    own = words()["cause"][item.cause]["label"]
    return f"{saying.colon(own)} {item.whom}" if item.whom else str(own)


def when_of(item: Item) -> str:
    """When it was, in words: ages, or what was chosen, or that it was left open."""
    line = words()["line"]
    if item.start is not None and item.end is not None:
        age = line["age"] if item.start == item.end else line["ages"]
        return str(age.format(start=item.start, end=item.end))
    return saying.small(label("when", item.when) or line["unsaid"])


def weight_of(weight: int | None) -> str:
    """How much something weighs, in words."""
    return str(words()["line"]["unsaid"]) if weight is None else label("weight", weight)


def in_words(kept: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The whole sealed value as a person reads it: each item with questions and answers."""
    found: dict[str, dict[str, Any]] = {}
    for number, one in enumerate(kept.get("items", ()), 1):
        item = from_dict(one)
        found[f"{number}. {name_of(item)}"] = _answers(item)
    return found


def _answers(item: Item) -> dict[str, Any]:
    w, line = words()["item"], words()["line"]
    said = {
        w["fits"]: label("fits", item.fits),
        w["when"]: when_of(item),
        words()["cause"][item.cause]["by"]: [label("by", one) for one in item.by],
        line["weighed"]: weight_of(item.then),
        line["weighs"]: weight_of(item.now),
        w["helped"]: [label("helped", one) for one in item.helped],
        w["also"]: item.also,
        w["signs"]: [label("signs", one) for one in item.signs],
        w["text"]: item.text,
        w["note"]: item.note or "",
    }
    return {question: answer for question, answer in said.items() if answer}
