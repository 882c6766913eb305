"""Five hard situations as rounds of turns, walked through the real pages by two people; writes docs/rounds.md.

`python -m bench.rounds` makes a site of its own and writes; the test walks them again and compares.
"""

import json
import shutil
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.journeys import site

from bench import kill

SOURCE = Path(__file__).with_suffix(".toml")
REPORT = Path(__file__).resolve().parents[1] / "docs" / "rounds.md"
HEAD = """# Five hard situations, in turns

Written by `python -m bench.rounds`. Each was walked through the pages of two people in a round. Spoken words are not seen by the program; what
is written stands on the other's page, and is deleted when the round ends. People and words are invented."""


def rounds() -> list[dict[str, Any]]:
    """All of them."""
    found: list[dict[str, Any]] = tomllib.loads(SOURCE.read_text("utf-8"))["round"]
    return found


def report() -> str:
    """The document. Raises AssertionError where a page says something else."""
    return "\n".join(
        [HEAD, "", *(line for n, one in enumerate(rounds(), start=1) for line in section(n, one))]
    )


def section(number: int, one: Mapping[str, Any]) -> Iterator[str]:
    """One round, as it went and as it stood on the pages."""
    walked(one)
    yield f"## {number}. {one['title']}\n"
    for turn in one["turn"]:
        speaker, listener = (one[side] for side in _sides(turn))
        yield f"- **{speaker} says:** {turn['said']}"
        yield f"- {listener} writes: *{turn['back']}*"
        if turn.get("missing"):
            yield f"- {speaker} presses *Not quite*, and says: {turn['missing']}"
            yield f"- {listener} writes: *{turn['again']}*"
        yield f"- {speaker}: that is it."
    if one.get("stopped"):
        yield f"- {one['one']} stops. {one['other']} sees: *This round has ended.*"
    yield f"\n**Would a therapist sign it?** {one['read']}\n"


def walked(one: Mapping[str, Any]) -> None:
    """Two people go through a round; what each sees is what it should be."""
    from tests.couple.turns.conftest import Phone, met

    id, people = met(one["one"], one["other"])
    phones = {side: Phone(client, id) for side, client in zip(("one", "other"), people, strict=True)}
    agreed = []
    first, _ = _sides(one["turn"][0])
    phones[first].press("speak")
    for turn in one["turn"]:
        speaker, listener = (phones[side] for side in _sides(turn))
        assert "Your turn to speak" in speaker.page(), one["title"]
        speaker.press("said")
        listener.press("heard", turn["back"])
        if turn.get("missing"):
            speaker.press("correct")
            assert "Listen once more" in listener.page()
            speaker.press("said")
            listener.press("heard", turn["again"])
        agreed.append(turn.get("again") or turn["back"])
        assert agreed[-1] in speaker.page(), one["title"]
        speaker.press("give")
    assert all(words in phone.page() for words in agreed for phone in phones.values()), one["title"]
    phones["one"].press("stop")
    assert "This round has ended." in phones["other"].page()


def _sides(turn: Mapping[str, Any]) -> tuple[str, str]:
    return ("one", "other") if turn["by"] == "one" else ("other", "one")


def main() -> None:
    """Walk inside a site of one's own, and write what came of it."""
    if sys.argv[1:] == ["inside"]:
        import django

        django.setup()
        print(json.dumps(report()))
        return
    made = site.prepared(demo=False)
    try:
        text = json.loads(kill.python(made, "-m", "bench.rounds", "inside").splitlines()[-1])
    finally:
        shutil.rmtree(made.data, ignore_errors=True)
    REPORT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
