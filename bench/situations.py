"""Five hard situations, walked through say-it by the real pages: the hints, the text, the card.

Needs Django set up and a migrated database. What is handed back stood on a page. The section of docs/personas.md.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import walks

SOURCE = Path(__file__).with_suffix(".toml")
FIELDS = {"happened": "w", "need": "n", "request": "r"}


@dataclass(frozen=True)
class Said:
    """One situation as the pages answered: the first text with its hints, and the card in the end."""

    first: str
    hints: tuple[tuple[str, str, str], ...]
    card: str


def situations() -> list[dict[str, Any]]:
    """All of them."""
    found: list[dict[str, Any]] = tomllib.loads(SOURCE.read_text("utf-8"))["situation"]
    return found


def section() -> Iterator[str]:
    """What is written of them. Raises NotSaidError, AssertionError where a page or a hint is another."""
    yield "## Five hard things to say\n"
    yield "Each was walked through the page for saying it, by somebody whose answers to the private questions open it: as it first came out, what the hints said, and the card in the end."
    yield "Nothing of it was blocked, changed or sent.\n"
    for number, one in enumerate(situations(), start=1):
        said = walked(one, number)
        yield f"### {number}. {one['title']}\n\n{one['who']}\n"
        yield f"*As it first came out:*\n\n> {said.first}\n"
        for title, wrote, why in said.hints:
            yield f"- *{title}.* {wrote}: {why}"
        yield f"\n*The card:*\n\n> {said.card}\n"
        yield f"**Would a therapist sign it?** {one['read']}\n"


def walked(one: Mapping[str, Any], number: int) -> Said:
    """Walk one through the pages as somebody of their own."""
    from django.utils import timezone
    from tests.conftest import OwnClient
    from tests.people import signed_in

    from footing.accounts.services import make_person
    from footing.plan import services as plan
    from footing.talk.say import queries
    from footing.talk.say.parts import Parts, compose

    person = make_person(name=f"Situation {number} {one['title']}", passphrase=walks.PHRASE)
    check = {"items": "1" * 18, "way": "000000", "duration": "longer", "shock": "n", "about": one["about"]}
    plan.keep(person=person.id, state={"check": [check], "safety": {str(one["about"]): one["state"]}})
    assert queries.opens(person.id, one["about"], now=timezone.now())
    client = signed_in(person, OwnClient())

    def text(parts: Mapping[str, str]) -> str:
        return compose(Parts(feelings=tuple(one["felt"]), **parts))

    def page(parts: Mapping[str, str], step: str) -> walks.Page:
        sent = {name: parts[part] for part, name in FIELDS.items()}
        answer = client.post(
            "/talk/say/", {**sent, "f": one["felt"], "about": one["about"], "step": step, "s": text(parts)}
        )
        return walks.Page(answer)

    first, then = text(one["first"]), text(one["then"])
    read = page(one["first"], "read")
    read.says(first)
    told = queries.told(first)
    assert [hint.id for hint in told] == one["hints"], (one["title"], told)
    for hint in told:
        read.says(hint.title, hint.why, hint.idea)
    assert not queries.told(then), (one["title"], queries.told(then))
    page(one["then"], "card").says(then)
    return Said(first, tuple((hint.title, f"“{hint.wrote}”", hint.why) for hint in told), then)
