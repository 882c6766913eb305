"""Erasure takes every row of a holder, whatever table it is in; a stop in the middle is made good."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from footing.booking.models import Booking, Claim, Move
from footing.booking.services import Guest, book, move
from footing.outbox.models import Message
from footing.practice.models import Manager, Therapist
from footing.vault import access, erase, export, keys, registry
from footing.vault.models import AccessLog, Erasure, Key
from tests.conftest import OwnClient
from tests.people import World, make_world, signed_in, wish

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def alice(world: World) -> Booking:
    """A booking with a mail, a move, a look and a wish to be deleted: a row in every table of a guest."""
    guest = Guest(name="Alice Numbat", email="alice@example.org", may_mail=True, message="Numbat words")
    done = book(wish=wish(world.room, timedelta(days=4)), guest=guest)
    later = wish(world.room, timedelta(days=6)).start
    moved = move(code=done.booking.code, token=done.token, start=later)
    access.record(actor=world.dana.id, subjects=[moved.holder], kind="booking", action="look", purpose="week")
    erase.ask(holder=moved.holder, by=moved.holder)
    return moved


def rows_of(booking: Booking) -> dict[str, int]:
    found = {
        t.model._meta.label: t.model._base_manager.filter(**{t.path: booking.holder}).count()
        for t in registry.personal()
    }
    return {name: count for name, count in found.items() if count}


def test_an_erasure_takes_every_row_of_every_personal_table_and_leaves_the_others(
    world: World, alice: Booking
) -> None:
    assert {"booking.Booking", "booking.Move", "booking.Claim", "outbox.Message", "vault.AccessLog"} <= set(
        rows_of(alice)
    )
    before = rows_of(world.booking)
    erase.now(holder=alice.holder)
    assert rows_of(alice) == {}
    assert rows_of(world.booking) == before
    assert world.booking.name == "Alice Canary"
    stamped = Key.objects.get(holder=alice.holder)
    assert (stamped.wrapped, stamped.erased_at is not None) == (None, True)
    assert not Claim.objects.filter(booking=alice.id).exists()


def test_an_erasure_waits_seven_days_at_most_and_can_be_taken_back(alice: Booking) -> None:
    due = erase.asked(alice.holder)
    assert due is not None
    with pytest.raises(ValueError, match="seven days"):
        erase.ask(holder=alice.holder, by=alice.holder, after=timedelta(days=8))
    assert erase.carry_out(moment=due.due_at - timedelta(minutes=1)) == 0
    assert Booking.objects.filter(id=alice.id).exists()
    assert erase.take_back(holder=alice.holder)
    assert erase.carry_out(moment=due.due_at) == 0
    assert Booking.objects.get(id=alice.id).name == "Alice Numbat"


def test_the_worker_erases_when_the_time_is_over(alice: Booking) -> None:
    from footing.outbox import periodic

    periodic.discover()
    periodic.run_due(now=timezone.now() + timedelta(days=7, minutes=1))
    assert rows_of(alice) == {}
    assert not Erasure.objects.exists()


def test_a_stop_after_the_key_leaves_rows_that_nobody_reads_and_the_next_round_deletes(
    alice: Booking,
) -> None:
    keys.erase(alice.holder)
    with pytest.raises(keys.ErasedError):
        _ = Booking.objects.get(id=alice.id).name
    assert erase.replay() > 0
    assert rows_of(alice) == {}
    assert erase.replay() == 0


def test_an_erasure_at_once_is_noted_before_it_begins_even_where_seven_days_were_asked_for(
    alice: Booking, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed right after the note: the worker has the rest to do, and does it in its next round."""
    monkeypatch.setattr(erase, "now", lambda *, holder: None)
    erase.at_once(holder=alice.holder, by=alice.holder)
    monkeypatch.undo()
    assert Booking.objects.get(id=alice.id).name == "Alice Numbat"
    assert erase.carry_out(moment=timezone.now()) == 1
    assert rows_of(alice) == {}


def test_the_erasure_of_a_person_ends_their_sessions_and_takes_their_seats(world: World) -> None:
    erin, dana = signed_in(world.erin, OwnClient()), signed_in(world.dana, OwnClient())
    assert Session.objects.count() == 2
    erase.now(holder=world.erin.id)
    assert Session.objects.count() == 1
    assert erin.get("/desk/")["Location"].startswith("/account/sign-in/")
    assert dana.get("/desk/").status_code == 200
    assert not Manager.objects.exists()
    erase.now(holder=world.dana.id)
    assert Therapist.objects.get(slug="dana").person is None


def test_an_export_has_every_row_and_every_column_that_is_not_left_out(alice: Booking) -> None:
    kept = export.collect(holder=alice.holder, now=timezone.now())
    parts = {part.table: part for part in kept.parts}
    assert set(parts) == set(rows_of(alice)) - {"vault.AccessLog"}
    for table in registry.personal():
        name, policy = table.model._meta.label, registry.policy_of(table)
        assert policy is not None
        if name in parts:
            columns = {c.name for c in table.model._meta.concrete_fields} - policy.left_out
            assert {entry.name for entry in parts[name].rows[0]} == columns
    assert [(look.who, look.what) for look in kept.looks] == [
        ("Dana Whitlock", "looked at your booked time, in the list of a week")
    ]
    text = export.as_json(kept)
    assert all(word in text for word in ("Alice Numbat", "Numbat words", "alice@example.org"))
    assert "Canary" not in text


def test_the_json_is_what_the_document_says(alice: Booking) -> None:
    text = (Path(__file__).resolve().parents[2] / "docs" / "export.md").read_text(encoding="utf-8")
    whole = json.loads(export.as_json(export.collect(holder=alice.holder, now=timezone.now())))
    assert f"`{whole['format']}`" in text
    names = {*whole, *whole["kept"][0], *whole["looks"][0]}
    for part in whole["kept"]:
        names |= {part["table"], *part["rows"][0]}
    assert not {name for name in names if f"`{name}`" not in text}


def test_answers_to_private_questions_are_exported_only_when_asked_for(
    alice: Booking, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    registry.discover()
    monkeypatch.setitem(registry._policies, Move, replace(registry._policies[Move], gate=True))
    names = {gate: {p.table for p in export.collect(holder=alice.holder, now=timezone.now(), gate=gate).parts}
             for gate in (False, True)}  # fmt: skip
    assert names[True] - names[False] == {"booking.Move"}


def test_lines_of_the_access_log_go_after_their_time_only(alice: Booking) -> None:
    from footing.vault.sweep import sweep_access_log

    now, keep = timezone.now(), timedelta(days=2200)
    assert sweep_access_log(now=now + keep - timedelta(hours=1), keep=keep) == 0
    assert sweep_access_log(now=now + keep + timedelta(hours=1), keep=keep) == AccessLog.objects.count() + 1
    assert not AccessLog.objects.exists()


def test_a_mail_of_an_erased_guest_never_leaves(alice: Booking, client: Client) -> None:
    from footing.outbox import services as outbox

    keys.erase(alice.holder)
    assert outbox.send_due() == 0
    assert Message.objects.get(holder=alice.holder).error == "erased"
