"""Changing keys: whatever stops it wherever, everything stays readable and the next run finishes."""

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from footing.accounts.models import Person
from footing.outbox.models import Message
from footing.vault import keys, rewrap, rotate, secrets
from footing.vault.models import Key
from tests.vault.stops import StoppedError, stopped

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
PEOPLE = 5


@pytest.fixture
def path(tmp_path: Path, settings: Any) -> Path:
    """A key file of this test's own."""
    settings.FOOTING_KEY_FILE = tmp_path / "key"
    secrets.load_or_make(settings.FOOTING_KEY_FILE)
    return tmp_path / "key"


@pytest.fixture
def people(path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Person]:
    """People with a mail each; some at a time are two."""
    monkeypatch.setattr(rewrap, "BATCH", 2)
    monkeypatch.setattr(rotate, "BATCH", 2)
    return [make_person(n) for n in range(PEOPLE)]


def make_person(number: int) -> Person:
    holder, now = keys.make_holder(), timezone.now()
    person = Person.objects.create(
        id=holder, holder=holder, login=uuid.uuid4().hex, name=f"P{number}", created_at=now
    )
    Message.objects.create(
        holder=holder, kind="k", key=uuid.uuid4().hex, content={"n": number}, created_at=now, not_before=now
    )
    return person


def readable(people: list[Person]) -> bool:
    keys.forget()
    names = [Person.objects.get(pk=p.pk).name for p in people]
    return names == [f"P{n}" for n in range(len(people))] and [
        Message.objects.get(holder=p.pk).content["n"] for p in people
    ] == list(range(len(people)))


def change_master(path: Path) -> None:
    rewrap.begin(path)
    rewrap.rewrap()
    rewrap.finish(path)


def stops_everywhere(
    monkeypatch: pytest.MonkeyPatch, work: Callable[[], object], whole: Callable[[], bool]
) -> int:
    """Stop at every commit, before and after it; what is there is whole at once, and again after a rerun."""
    with stopped(monkeypatch, at=0, after=False) as count:
        work()
    for at in range(1, count.seen + 1):
        for after in (False, True):
            with pytest.raises(StoppedError), stopped(monkeypatch, at=at, after=after):
                work()
            assert whole(), (at, after)
            work()
            assert whole(), (at, after)
    return count.seen


def test_case_18_a_change_of_master_key_stopped_at_any_commit_is_finished_by_the_next(
    path: Path, people: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = secrets.ring(path)
    commits = stops_everywhere(monkeypatch, lambda: change_master(path), lambda: readable(people))
    assert commits == 2 + (PEOPLE + 1) // 2
    last = secrets.ring(path)
    assert (last.old, last.signing) == ((), first.signing)
    assert set(Key.objects.values_list("kek", flat=True)) == {secrets.key_id(last.current)}


@pytest.mark.half(0)
def test_case_18_a_rotation_stopped_at_any_commit_is_finished_by_the_next(
    people: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    holders = [p.holder for p in people]
    before = set(Key.objects.values_list("id", flat=True))
    commits = stops_everywhere(monkeypatch, lambda: rotate.rotate(holders), lambda: readable(people))
    assert commits == 4 * ((PEOPLE + 1) // 2)
    after = set(Key.objects.values_list("id", flat=True))
    assert len(after) == PEOPLE
    assert not before & after


def test_the_old_master_key_does_not_leave_while_a_row_needs_it(path: Path, people: list[Person]) -> None:
    rewrap.begin(path)
    with pytest.raises(rewrap.RewrapError, match="5 keys still need the old master key"):
        rewrap.finish(path)
    assert readable(people)
    with pytest.raises(rewrap.RewrapError, match="Finish it first"):
        rewrap.begin(path, new=b"x" * 32)


def test_a_key_made_while_the_master_key_changes_is_not_lost(
    path: Path, people: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wrapped under the old key just before the change, committed after the rows were gone through."""
    real, late = keys.wrap, []

    def slow(holder: uuid.UUID, data_key: bytes) -> tuple[str, bytes]:
        wrapped = real(holder, data_key)
        if not late:
            late.append(holder)
            rewrap.begin(path)
            rewrap.rewrap()
        return wrapped

    monkeypatch.setattr(keys, "wrap", slow)
    people.append(make_person(PEOPLE))
    assert late == [people[-1].holder]
    rewrap.finish(path)
    assert readable(people)


def test_what_was_written_under_the_old_key_during_a_rotation_is_moved_too(people: list[Person]) -> None:
    person = Person.objects.get(pk=people[0].pk)

    def late() -> None:
        person.save()  # loaded before: the sealed value goes back as it was, under the old key

    rotate.rotate([p.holder for p in people], settle=late)
    assert readable(people)
    assert Key.objects.count() == PEOPLE


def test_an_erasure_during_either_stays_an_erasure(path: Path, people: list[Person]) -> None:
    gone = people.pop()
    rotate._begin([gone.holder])
    keys.erase(gone.holder)
    rotate.rotate([gone.holder])
    change_master(path)
    assert not Key.objects.filter(holder=gone.holder, wrapped__isnull=False).exists()
    with pytest.raises(keys.ErasedError):
        _ = Person.objects.get(pk=gone.pk).name
    assert readable(people)


def test_a_damaged_value_keeps_its_old_key_and_is_named(people: list[Person]) -> None:
    bad = people[0]
    row = Person.objects.get(pk=bad.pk)
    blob = bytearray(row.__dict__["name"].blob)
    blob[-1] ^= 1
    from footing.vault.private import Sealed

    Person.objects.filter(pk=bad.pk).update(name=Sealed(bytes(blob)))
    assert rotate.rotate([p.holder for p in people]) == [bad.holder]
    assert Key.objects.filter(holder=bad.holder).count() == 2
    assert Message.objects.get(holder=bad.holder).content == {"n": 0}


def test_wrapped_keys_swapped_between_holders_or_with_a_flipped_byte_do_not_open(
    people: list[Person],
) -> None:
    from footing.vault import crypto

    first, second = (Key.objects.get(holder=p.holder) for p in people[:2])
    Key.objects.filter(id=first.id).update(wrapped=second.wrapped)
    with pytest.raises(crypto.OpenError):
        _ = Person.objects.get(pk=people[0].pk).name
    whole = bytes(second.wrapped or b"")
    for position in range(0, len(whole), 5):
        flipped = bytearray(whole)
        flipped[position] ^= 1
        Key.objects.filter(id=second.id).update(wrapped=bytes(flipped))
        with pytest.raises(crypto.OpenError):
            _ = Person.objects.get(pk=people[1].pk).name


def test_a_sealed_value_does_not_open_under_another_label(people: list[Person]) -> None:
    from footing.vault import crypto
    from footing.vault.private import Private, Sealed

    row = Person.objects.get(pk=people[0].pk)
    other = Private("accounts.person.other", str)
    sealed = row.__dict__["name"]
    assert isinstance(sealed, Sealed)
    with pytest.raises(crypto.OpenError):
        other.open(row, sealed)


def test_the_command_says_what_is_there_and_does_both(path: Path, people: list[Person], capsys: Any) -> None:
    call_command("keys", "rewrap", "--prepare")
    call_command("keys", "status")
    said = capsys.readouterr().out
    assert "5 data keys" in said
    assert "(old)" in said
    call_command("keys", "rewrap")
    call_command("keys", "rotate", "--all", "--settle", "0")
    said = capsys.readouterr().out
    assert "5 data keys wrapped anew" in said
    assert "5 holders have a new data key" in said
    with pytest.raises(CommandError, match="Name holders"):
        call_command("keys", "rotate")
    assert readable(people)
