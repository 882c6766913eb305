"""The texts that somebody agrees to when they write: id, version, and a digest of the words.

Some come with the program. Beside each the practice may have words of its own, in versions (`OwnText`).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from footing.design import content
from footing.practice.models import OwnText, Practice

LIMITS = "own-limits"
# The practice's own, in the order in which they are shown.
OWN: Mapping[str, Any] = {
    LIMITS: _("What we say ourselves about what stays with us"),
    "own-privacy": _("What we say ourselves about what is kept"),
    "own-cancellation": _("If you cannot come"),
}
MOST = 6000


class OtherWordsError(Exception):
    """Somebody else has written another version meanwhile."""


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
    """Every text that the rules name, in order, then the practice's own."""
    return (*(_policy(content.page(path)) for path in rules()["policies"]), *own())


def own() -> tuple[Policy, ...]:
    """The practice's own texts as they stand now; one that was taken back is left out."""
    latest: dict[str, OwnText] = {}
    for row in OwnText.objects.order_by("version"):
        latest[row.policy] = row
    return tuple(policy_of(latest[id]) for id in OWN if id in latest and latest[id].text)


def limits() -> str:
    """What stays with the practice and what cannot, with its own words after the program's."""
    body = content.page("practice/limits.md").body
    return "\n\n".join([body, *(p.body for p in own() if p.id == LIMITS)])


def versions(policy: str) -> list[OwnText]:
    """Every version of one of the practice's own texts, the latest first."""
    return list(OwnText.objects.filter(policy=policy).order_by("-version"))


def write(
    *, policy: str, text: str, by: UUID, seen: int | None = None, now: datetime | None = None
) -> OwnText | None:
    """Write a new version, from now on what people agree to. The same words again make none.

    `seen`: the version that was changed, 0 for none. Raises OtherWordsError where another one stands by now.
    """
    text = text.replace("\r\n", "\n").strip()
    with transaction.atomic():
        # Two who write at once do so one after the other.
        Practice.objects.select_for_update().filter(pk=1).first()
        before = OwnText.objects.filter(policy=policy).order_by("-version").first()
        if text == (before.text if before else ""):
            return before
        if seen is not None and seen != (before.version if before else 0):
            raise OtherWordsError
        version = before.version + 1 if before else 1
        return OwnText.objects.create(
            policy=policy, version=version, text=text, by=by, at=now or timezone.now()
        )


def shown(policies: tuple[Policy, ...]) -> str:
    """One mark for all texts, carried by the form: what was agreed to is what was shown."""
    return hashlib.sha256("|".join(p.text_hash for p in policies).encode()).hexdigest()[:32]


def policy_of(row: OwnText) -> Policy:
    """One version as a text that can be agreed to."""
    digest = hashlib.sha256(row.text.encode()).hexdigest()
    return Policy(row.policy, row.version, str(OWN[row.policy]), row.text, digest)


def _policy(page: content.Page) -> Policy:
    digest = hashlib.sha256(page.body.encode()).hexdigest()
    return Policy(page.id, int(page.meta["version"]), page.meta["title"], page.body, digest)
