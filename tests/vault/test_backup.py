"""A backup while the site runs, whole or refused; what was erased since does not come back with it."""

import shutil
import tarfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from footing.booking.models import Booking, Claim
from footing.booking.services import Guest, book
from footing.outbox.models import Message
from footing.practice.models import Inquiry
from footing.vault import archive, backup, erase, keys
from footing.vault.models import Key
from tests.conftest import OwnClient
from tests.people import World, make_world, signed_in, wish
from tests.practice.letters import letter, pair

DATABASE = pytest.mark.django_db(databases=["default", "keys", "marks"], transaction=True)


@pytest.fixture
def world(db: None, settings: Any, tmp_path: Path) -> World:
    if connection.vendor == "postgresql" and not shutil.which("pg_dump"):
        pytest.skip("pg_dump is not here")
    settings.FOOTING_DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "photos"
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "one.webp").write_bytes(b"photo")
    return make_world()


@pytest.fixture
def gone(world: World) -> Booking:
    """Kim, who will be erased after the backup."""
    guest = Guest(name="Kim Numbat", email="kim@example.org", may_mail=True)
    return book(wish=wish(world.room, timedelta(days=4)), guest=guest).booking


@DATABASE
def test_case_15_a_month_old_backup_after_an_erasure_brings_nobody_back(
    world: World, gone: Booking, tmp_path: Path
) -> None:
    """The rows return with the backup; they cannot be read, and they are deleted again."""
    signed_in(world.dana, OwnClient())
    sent, other = letter(name="Kim Numbat"), letter(2)
    client = OwnClient()
    backup.make(tmp_path / "old.tar", now=timezone.now() - timedelta(days=30))
    erase.now(holder=gone.holder)
    assert client.post("/contact/yours/erase/", {**pair(sent), "sure": "now"}).status_code == 200
    manifest = backup.restore(tmp_path / "old.tar", over=True)
    assert manifest.kind == "data"
    back = Booking.objects.get(id=gone.id)
    with pytest.raises(keys.ErasedError):
        _ = back.name
    assert Inquiry.objects.filter(id=sent.id).exists()
    backup_again = call_command("restore", str(tmp_path / "old.tar"), "--over")
    assert backup_again is None
    assert not Booking.objects.filter(id=gone.id).exists()
    assert not Claim.objects.filter(booking=gone.id).exists()
    assert not Message.objects.filter(holder=gone.holder).exists()
    assert client.post("/contact/yours/", pair(sent)).status_code == 404
    assert Inquiry.objects.get() == other
    assert Booking.objects.get(id=world.booking.id).name == "Alice Canary"
    assert Key.objects.get(holder=gone.holder).wrapped is None
    assert not Session.objects.exists()


@DATABASE
def test_a_backup_has_rows_and_photos_and_no_key(world: World, gone: Booking, tmp_path: Path) -> None:
    backup.make(tmp_path / "data.tar")
    backup.make(tmp_path / "keys.tar", kind="keys")
    manifest = archive.extract(tmp_path / "data.tar", tmp_path / "out")
    assert set(manifest.entries) == {"database", "photos/one.webp"}
    wrapped = [bytes(blob or b"") for blob in Key.objects.values_list("wrapped", flat=True)]
    assert not any(blob in (tmp_path / "data.tar").read_bytes() for blob in wrapped)
    assert b"Numbat" not in (tmp_path / "data.tar").read_bytes()
    assert (tmp_path / "data.tar").stat().st_mode & 0o777 == 0o600
    Booking.objects.filter(id=gone.id).delete()
    (tmp_path / "photos" / "one.webp").write_bytes(b"another")
    backup.restore(tmp_path / "data.tar", over=True)
    assert Booking.objects.get(id=gone.id).name == "Kim Numbat"
    assert (tmp_path / "photos" / "one.webp").read_bytes() == b"photo"
    Key.objects.all().delete()
    backup.restore(tmp_path / "keys.tar", over=True)
    keys.forget()
    assert Booking.objects.get(id=gone.id).name == "Kim Numbat"


@DATABASE
def test_data_that_are_there_are_not_replaced_unasked_and_mails_do_not_leave_twice(
    world: World, gone: Booking, tmp_path: Path
) -> None:
    assert Message.objects.filter(given_up_at__isnull=True).count() == 1
    call_command("backup", str(tmp_path / "data.tar"))
    with pytest.raises(CommandError, match="Say --over"):
        call_command("restore", str(tmp_path / "data.tar"))
    with pytest.raises(CommandError, match="there already"):
        call_command("backup", str(tmp_path / "data.tar"))
    call_command("restore", str(tmp_path / "data.tar"), "--over")
    assert Message.objects.get().error == "restored"
    assert not list(tmp_path.glob("backup-*")) + list(tmp_path.glob("restore-*"))


@DATABASE
def test_a_damaged_backup_changes_nothing(world: World, tmp_path: Path) -> None:
    backup.make(tmp_path / "data.tar")
    whole = (tmp_path / "data.tar").read_bytes()
    (tmp_path / "bad.tar").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(CommandError, match=r"cut short|damaged|cannot be read"):
        call_command("restore", str(tmp_path / "bad.tar"), "--over")
    assert Booking.objects.get().name == "Alice Canary"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A backup of two small files, and its bytes."""
    folder = tmp_path_factory.mktemp("archive")
    (folder / "a").write_bytes(b"a" * 700)
    (folder / "b").write_bytes(b"b")
    files = {"database": folder / "a", "photos/b.webp": folder / "b"}
    archive.write(folder / "x.tar", kind="data", database="sqlite", made_at=timezone.now(), files=files)
    return folder, (folder / "x.tar").read_bytes()


@given(st.data())
@examples(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_flipped_byte_or_a_cut_is_refused_or_changes_nothing(
    small: tuple[Path, bytes], data: st.DataObject
) -> None:
    """Only what tar itself does not read (padding, owner, times) may change without being noticed."""
    folder, whole = small
    changed = bytearray(whole)
    changed[data.draw(st.integers(0, len(whole) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    cut = data.draw(st.one_of(st.just(len(whole)), st.integers(0, 3000)))
    (folder / "bad.tar").write_bytes(bytes(changed[:cut]))
    out = folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    try:
        archive.extract(folder / "bad.tar", out)
    except archive.ArchiveError:
        return
    assert (out / "database").read_bytes() == b"a" * 700
    assert (out / "photos" / "b.webp").read_bytes() == b"b"


@pytest.mark.parametrize("name", ["../key", "/etc/passwd", "extra"])
def test_an_entry_that_is_not_in_the_list_is_refused(small: tuple[Path, bytes], name: str) -> None:
    folder, whole = small
    (folder / "more.tar").write_bytes(whole)
    with tarfile.open(folder / "more.tar", "a") as tar:
        tar.add(folder / "b", arcname=name)
    with pytest.raises(archive.ArchiveError, match="does not belong"):
        archive.check(folder / "more.tar")
