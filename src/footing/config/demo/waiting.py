"""Who waits for a time of the demo practice: three people, one of them with a time that came free."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from footing.booking import blocks
from footing.booking.queries import search
from footing.booking.services import Guest
from footing.booking.waiting import offering, queries, services, wishes
from footing.design import content
from footing.practice.models import Therapist


def make_waiting(team: Sequence[Therapist], *, now: datetime) -> int:
    """Put those whom content/…/demo/waiting.toml names on the list; returns how many."""
    by_slug = {therapist.slug: therapist for therapist in team}
    entries = content.table("demo/waiting.toml")["waiting"]
    for entry in entries:
        _wait(entry, by_slug, now)
    offering.run(now=now)
    return len(entries)


def _wait(entry: dict[str, Any], by_slug: dict[str, Therapist], now: datetime) -> None:
    """All but one are suited by nothing that is open now, so that one offer stands when somebody looks."""
    named = by_slug.get(entry.get("who", ""))
    zone = (named or next(iter(by_slug.values()))).time_zone
    wanted = wishes.Wanted(
        type=entry["type"], mode=entry["mode"], therapist=named.id if named else None, days=tuple(entry["days"]),
        parts=tuple(entry["parts"]), weeks=entry["weeks"],
    )  # fmt: skip
    guest = Guest(
        name=entry["name"], phone=entry.get("phone", ""), email=entry.get("email", ""),
        may_mail=entry.get("mail", False), hours=entry.get("hours", ""), say=entry.get("say", ""), zone=zone,
    )  # fmt: skip
    since = now - timedelta(days=entry["ago"])
    end = now + timedelta(days=120)
    fits = queries.open_now(wanted, search.type_of(wanted.type), zone=zone, now=now, end=end)
    passed = [] if entry.get("offered") else [blocks.block_of(start) for start in fits]
    services.wait(wanted=wanted, guest=guest, passed=passed, now=since)
