"""Private links: made again, not stored; each kind its own; and those that people keep stay good."""

from typing import Any
from uuid import UUID

from footing.booking.models import Booking
from footing.practice.models import Inquiry
from footing.vault import links

ID = UUID("7f000000-0000-4000-8000-000000000001")


def test_a_link_that_somebody_kept_stays_good_in_later_versions(settings: Any) -> None:
    """Made by the first version: a changed label, form or length would end every link that is out there."""
    settings.FOOTING_KEY = bytes(range(32))
    booking = Booking(id=ID, code="ABCDE23456")
    assert links.token(booking) == "psjefmuadufjalqtvy66slstei"
    assert links.token(booking, version=2) == "dm5nj2qd4ilpoccwcdrxjwhqbe"
    kept = links.address("/book/manage/", booking, links.token(booking))
    assert kept == "http://localhost:8000/book/manage/#ABCDE23456.psjefmuadufjalqtvy66slstei"
    assert links.fingerprint("idempotency-key", b"k").startswith("fa94cdeb8e48e0c7958b81e479e39f63")


def test_the_token_of_one_kind_opens_nothing_of_another_nor_of_another_version() -> None:
    rows = (Booking(id=ID), Inquiry(id=ID))
    tokens = {links.token(row, version=version) for row in rows for version in (1, 2)}
    assert len(tokens) == 4
    assert all(len(token) == 26 for token in tokens)
