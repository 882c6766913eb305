"""The texts that somebody agrees to when they write: id, version, and a digest of the words."""

import hashlib
from dataclasses import dataclass
from typing import Any

from footing.design import content


@dataclass(frozen=True)
class Policy:
    """One text as it stands now; `text_hash` is the SHA-256 of its words."""

    id: str
    version: int
    title: str
    body: str
    text_hash: str


def rules() -> dict[str, Any]:
    """The practice's rules and words for those who write: `practice/intake.toml`."""
    return content.table("practice/intake.toml")


def current() -> tuple[Policy, ...]:
    """Every text that the rules name, in order."""
    return tuple(_policy(content.page(path)) for path in rules()["policies"])


def shown(policies: tuple[Policy, ...]) -> str:
    """One mark for all texts, carried by the form: what was agreed to is what was shown."""
    return hashlib.sha256("|".join(p.text_hash for p in policies).encode()).hexdigest()[:32]


def _policy(page: content.Page) -> Policy:
    digest = hashlib.sha256(page.body.encode()).hexdigest()
    return Policy(page.id, int(page.meta["version"]), page.meta["title"], page.body, digest)
