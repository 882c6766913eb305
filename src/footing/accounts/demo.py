"""Demo people: random pass phrases in a file of the data folder, one-click sign-in on loopback only."""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

FILE = "demo-people.json"
WORDS = (
    "amber", "basin", "cedar", "delta", "ember", "fjord", "grove", "harbour", "island", "juniper", "kelp", "linen",
    "meadow", "north", "orchard", "pebble", "quarry", "river", "saffron", "timber", "umber", "valley", "willow",
    "yarrow",
)  # fmt: skip


@dataclass(frozen=True)
class DemoPerson:
    """Somebody to try the desk as."""

    id: str
    name: str
    role: str
    passphrase: str


def passphrase() -> str:
    """Five random words and a number."""
    return "-".join(secrets.choice(WORDS) for _ in range(5)) + f"-{secrets.randbelow(900) + 100}"


def write(people: list[DemoPerson]) -> None:
    """Keep the demo people in a file that only this user can read."""
    whole = _file().with_suffix(".new")
    whole.touch(mode=0o600)
    whole.write_text(json.dumps([vars(p) for p in people], indent=1), encoding="utf-8")
    whole.replace(_file())


def people() -> list[DemoPerson]:
    """The demo people; none where there is no demo or the address is not this machine's."""
    if not settings.FOOTING_LOOPBACK or not _file().exists():
        return []
    return [DemoPerson(**entry) for entry in json.loads(_file().read_text(encoding="utf-8"))]


def _file() -> Path:
    return Path(settings.FOOTING_DATA_DIR) / FILE
