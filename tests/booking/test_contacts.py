"""A second time under the same address or number: what is shown to be one's own counts, a stranger learns nothing."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from footing.booking import services
from footing.booking.errors import InvalidError
from footing.booking.models import Booking, ContactMark
from footing.booking.queries import contacts
from footing.booking.services import Booked, Guest, Pair
from footing.outbox import services as outbox
from footing.practice.models import Therapist
from footing.vault import export
from tests.booking.world import ALICE, BOB, NOW, at, wish

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
CHARLIE = Guest(name="Alice Canary", email="alice@example.org", zone="America/Toronto", may_mail=True)


def book(hour: int, guest: Guest = ALICE, earlier: Booked | None = None, **more: Any) -> Booked:
    pair = Pair(earlier.booking.code, earlier.token) if earlier else None
    return services.book(wish=wish(at(hour)), guest=guest, earlier=pair, now=NOW, **more)


def sent() -> list[str]:
    """The codes in mails that leave now, by the booking that each is about."""
    mail.outbox.clear()
    outbox.send_due()
    return re.findall(r"#([2-9A-Z]{10})\.", "".join(one.body for one in mail.outbox))


def test_the_second_without_proof_is_booked_like_any_other_and_nothing_is_sent(dana: Therapist) -> None:
    """Case 41: whoever typed the address the second time may be another person."""
    first, second = book(9), book(11, CHARLIE)
    assert sent() == [first.booking.code]
    services.move(code=second.booking.code, token=second.token, start=at(12), now=NOW)
    services.cancel(code=second.booking.code, token=second.token, now=NOW)
    assert sent() == []
    services.move(code=first.booking.code, token=first.token, start=at(13), now=NOW)
    assert sent() == [first.booking.code], "the first goes on as ever"


def test_the_second_with_the_code_of_the_first_is_written_about(dana: Therapist) -> None:
    first = book(9)
    second = book(11, earlier=first)
    third = book(13, Guest(name="A", email=" ALICE@Example.org ", zone="UTC", may_mail=True), earlier=second)
    assert sorted(sent()) == sorted(one.booking.code for one in (first, second, third))


def test_a_known_address_and_an_unknown_one_get_the_same(dana: Therapist, client: Any) -> None:
    """All that a stranger sees who types Alice's address beside one that nobody has: pages, API, and what is kept."""
    book(9)
    sent()
    mail.outbox.clear()
    start = timezone.now().replace(hour=11, minute=0, second=0, microsecond=0) + timedelta(days=3)
    seen: dict[str, list[str]] = {}
    for number, address in enumerate(("alice@example.org", "nobody@example.org")):
        moment = start + timedelta(hours=number)
        said = {
            "type": "introduction", "who": "dana", "mode": "video", "tz": "UTC", "start": moment.isoformat(),
            "key": address, "name": "Sam", "email": address, "may_mail": "on", "old_enough": "on",
        }  # fmt: skip
        page = client.post("/book/done/", said)
        pair = dict(re.findall(r'name="(code|token)" value="([^"]+)"', page.content.decode()))
        outbox.send_due()
        pages = [page, client.post("/book/manage/", pair), client.post("/book/manage/kept/", pair)]
        api = client.generic(
            "POST", "/api/v1/bookings",
            json.dumps({"type": "introduction", "start": f"{moment + timedelta(hours=2):%Y-%m-%dT%H:%M:%SZ}",
                        "mode": "video", "name": "Sam", "contact": {"email": address, "may_mail": True}, "tz": "UTC"}),
            content_type="application/json",
        )  # fmt: skip
        assert api.status_code == 201
        kept = export.as_json(export.collect(holder=Booking.objects.get(start=moment).holder, now=NOW))
        seen[address] = [shape(one.content.decode()) for one in (*pages, api)] + [shape(kept)]
        assert len(mail.outbox) == number, "nothing left to Alice's address, and to the other it did"
    first, second = seen.values()
    assert first == second


def shape(text: str) -> str:
    """A page without what differs from booking to booking: codes, times, the address, ids."""
    text = re.sub(r"(alice|nobody)@example\.org", "…", text)
    text = re.sub(r"\b[0-9a-f]{64}\b", "…", text)
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|[2-9A-Z]{5}-?[2-9A-Z]{5}|[a-z2-7]{26}", "…", text)
    return re.sub(r"\d+", "0", text)


def test_a_wrong_proof_says_nothing_of_anybody_elses_times(dana: Therapist) -> None:
    alice, bob = book(9), book(10, BOB)
    said = set()
    for pair in (Pair(alice.booking.code, bob.token), Pair("2345678923", alice.token), Pair("", "")):
        with pytest.raises(InvalidError) as refusal:
            services.book(wish=wish(at(12)), guest=CHARLIE, earlier=pair, now=NOW)
        said.add((refusal.value.field, str(refusal.value)))
    assert len(said) == 1
    for address in ("alice@example.org", "nobody@example.org"):
        with pytest.raises(InvalidError, match="another address and number"):
            book(12, Guest(name="B", email=address, zone="UTC"), earlier=bob)


def test_the_cap_counts_what_is_shown_to_be_one_persons(dana: Therapist, femi: Therapist) -> None:
    first = book(9)
    second = book(10, earlier=first)
    book(11, earlier=second)
    with pytest.raises(InvalidError) as refusal:
        book(12, earlier=first)
    assert (refusal.value.field, refusal.value.cause) == ("earlier", "too-many-open")
    assert "You have 3 times to come" in str(refusal.value)
    services.cancel(code=second.booking.code, token=second.token, now=NOW)
    book(12, earlier=first)
    services.set_rules(open_per_person=4, late_hours=0, late_words="")
    book(13, earlier=first)


def test_without_proof_nobody_is_refused_and_the_manager_sees_how_many(dana: Therapist) -> None:
    """A refusal would tell a stranger that somebody with this address comes here."""
    made = [book(hour) for hour in (9, 10, 11, 12, 13)]
    assert contacts.others(made[0].booking, NOW) == 4


def test_a_time_that_is_over_or_given_up_shows_nothing_and_leaves_no_mark(dana: Therapist) -> None:
    first, second = book(9), book(10, BOB)
    services.cancel(code=first.booking.code, token=first.token, now=NOW)
    with pytest.raises(InvalidError, match="over or given up"):
        book(11, earlier=first)
    assert set(ContactMark.objects.values_list("booking", flat=True)) == {second.booking.id}
    services.expire(now=at(12))
    assert not ContactMark.objects.exists()


def test_marks_are_keyed_and_folded() -> None:
    assert contacts.marks(" Alice@Example.ORG", "+1 (416) 555-0134") == contacts.marks(
        "alice@example.org", "14165550134"
    )
    one, two = contacts.marks("alice@example.org", "1")
    assert re.fullmatch(r"[0-9a-f]{64}", one)
    assert one != two
    assert contacts.marks("", "") == []


def test_no_mark_can_be_read_back(dana: Therapist) -> None:
    book(9)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM booking_contactmark")
        assert "example" not in repr(cursor.fetchall())
