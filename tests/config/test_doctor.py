"""The doctor says nothing of a house that is well, and one sentence for each thing that is not."""

import re
import uuid
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from footing.calendars.outside.models import Feed
from footing.config import doctor, env
from footing.config import settings as settings_file
from footing.outbox import periodic
from footing.outbox.models import Message, PeriodicJob
from footing.practice import adoptions
from footing.practice.models import Adoption, Practice
from footing.safety import services as safety
from footing.vault import backup, keys, rewrap, rotate, secrets
from footing.vault.models import Key
from tests.people import World, make_world

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])


@pytest.fixture
def well(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """A public house of today with a worker, backups of today and texts that somebody has read."""
    settings.FOOTING_DATA_DIR, settings.FOOTING_LOOPBACK = tmp_path, False
    settings.FOOTING_KEY_FILE = tmp_path / "key"
    secrets.load_or_make(tmp_path / "key")
    tmp_path.chmod(0o700)
    given = {
        "FOOTING_URL": "https://rooms.example", "FOOTING_DATA_DIR": str(tmp_path), "FOOTING_MAIL_URL": "smtps://mail.example",
        "FOOTING_PROXIES": "1",
    }  # fmt: skip
    monkeypatch.setattr(doctor.env, "read", lambda: READ(given))
    monkeypatch.setattr(doctor.adoptions, "lines", lambda *, now: [])
    monkeypatch.setattr(doctor, "LIBRARIES", timezone.now().date())
    world = make_world(demo=False)
    now = timezone.now()
    PeriodicJob.objects.create(name="booking.expire", next_at=now)
    for kind in ("data", "keys"):
        backup.note(kind).write_text(now.isoformat())
    return world


READ = env.read
LINES = adoptions.lines
LOOKED_THROUGH = doctor.LIBRARIES


def said(**later: float) -> list[str]:
    found = doctor.findings(timezone.now() + timedelta(**later))
    assert all(re.fullmatch(r"[A-Z0-9].* .*", line) for line in found)
    return found


def test_a_house_that_is_well_gets_no_line(well: World) -> None:
    assert said() == []


def test_a_silent_worker_old_backups_and_old_help_lines(well: World) -> None:
    assert [line.split()[:3] for line in said(minutes=20)] == [["The", "worker", "has"]]
    later = said(days=400)
    for words in (
        "last backup of the data",
        "last backup of the keys",
        "help lines were checked over 180 days",
    ):
        assert any(words in line for line in later)
    PeriodicJob.objects.all().delete()
    backup.note("keys").unlink()
    assert "The worker has never run" in said()[0]
    assert "No backup of the keys is known." in said()[1]


def test_libraries_that_nobody_looked_through_for_three_months(
    well: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = timezone.now().date()
    for days, lines in ((90, 0), (91, 1)):
        monkeypatch.setattr(doctor, "LIBRARIES", today - timedelta(days=days))
        assert len([line for line in said() if "Install a newer version." in line]) == lines
    assert date(2026, 11, 25) <= LOOKED_THROUGH <= today


def test_settings_that_are_for_trying_only(
    well: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"FOOTING_DEBUG": "on", "FOOTING_RATE_LIMITS": "off", "FOOTING_DATA_DIR": str(tmp_path)}
    monkeypatch.setattr(doctor.env, "read", lambda: READ(given))
    assert [line.split()[0] for line in said()] == ["FOOTING_DEBUG", "FOOTING_RATE_LIMITS"]
    public = {
        "FOOTING_URL": "https://rooms.example", "FOOTING_DATA_DIR": str(tmp_path), "FOOTING_PROXIES": "1"
    }  # fmt: skip
    monkeypatch.setattr(doctor.env, "read", lambda: READ(public))
    assert said() == [
        "FOOTING_MAIL_URL sends no mail: guests who chose mail hear nothing. Set it to smtps://…"
    ]
    Practice.objects.update(is_demo=True)
    assert any("Invented people are shown on a public address." in line for line in said())


@pytest.mark.parametrize(
    ("setting", "value", "said_of_it"),
    [
        ("FOOTING_PROXIES", "0", "FOOTING_PROXIES is 0 at a public address"),
        ("FOOTING_MAIL_URL", "smtp://mail.example:25", "FOOTING_MAIL_URL may send mail in the clear"),
        ("FOOTING_MAIL_URL", "smtp://user:word@mail.example:587", ""),
        ("FOOTING_MAIL_URL", "smtp://127.0.0.1:25", ""),
        ("FOOTING_MAIL_URL", "smtp://localhost", ""),
        (
            "FOOTING_DATABASE_URL",
            "postgres://f@db.example/footing",
            "FOOTING_DATABASE_URL may go in the clear",
        ),
        (
            "FOOTING_CACHE_URL",
            "postgres://f@db.example/c?sslmode=prefer",
            "FOOTING_CACHE_URL may go in the clear",
        ),
        ("FOOTING_KEYS_DATABASE_URL", "postgres://f@db.example/k?sslmode=require", "takes any certificate"),
        ("FOOTING_KEYS_DATABASE_URL", "postgres://f@db.example/k?sslmode=verify-full", ""),
        ("FOOTING_DATABASE_URL", "postgresql://f@[::1]/footing", ""),
        ("FOOTING_DATABASE_URL", "postgresql://f@127.0.0.1/footing", ""),
        ("FOOTING_DATABASE_URL", "postgresql://f@%2Fvar%2Frun%2Fpostgresql/footing", ""),
    ],
)
def test_what_may_go_in_the_clear_to_another_machine_is_said(
    well: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str, value: str, said_of_it: str
) -> None:
    given = {
        "FOOTING_URL": "https://rooms.example", "FOOTING_DATA_DIR": str(tmp_path), "FOOTING_PROXIES": "1",
        "FOOTING_MAIL_URL": "smtps://mail.example", setting: value,
    }  # fmt: skip
    monkeypatch.setattr(doctor.env, "read", lambda: READ(given))
    found = said()
    assert len(found) == bool(said_of_it)
    assert all(said_of_it in line and "word" not in line for line in found)


def test_what_an_address_says_of_tls_reaches_the_connection() -> None:
    address = "postgres://f@db.example/k?sslmode=verify-full&sslrootcert=/etc/ca.pem"
    options = settings_file._database(address)["OPTIONS"]
    assert (options["sslmode"], options["sslrootcert"]) == ("verify-full", "/etc/ca.pem")
    assert "pool" in options


def test_on_this_machine_nothing_is_said_of_the_clear(
    well: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"FOOTING_DATA_DIR": str(tmp_path), "FOOTING_MAIL_URL": "smtp://localhost:1025"}
    monkeypatch.setattr(doctor.env, "read", lambda: READ(given))
    assert said() == []


def test_keys_that_do_not_fit_are_half_changed_or_readable_by_others(well: World, tmp_path: Path) -> None:
    rewrap.begin(tmp_path / "key")
    assert said() == ["A change of the master key has begun and is not done. Run: footing keys rewrap"]
    rewrap.rewrap()
    rewrap.finish(tmp_path / "key")
    (tmp_path / "key").chmod(0o440)
    assert said() == [f"Others can read the key file {tmp_path}/key. Run: chmod 400 {tmp_path}/key"]
    (tmp_path / "key").chmod(0o400)
    rotate._begin([well.booking.holder])
    assert "A change of data keys has begun" in said()[0]
    Key.objects.filter(holder=well.booking.holder).delete()
    assert "1 rows cannot be read" in said()[0]
    secrets.replace(tmp_path / "key", secrets.Ring(b"x" * 32, (), b"x" * 32))
    assert "4 keys are wrapped under a master key that is not in the file" in said()[0]


def test_mails_that_failed_or_wait(well: World) -> None:
    now = timezone.now()
    for number, error in enumerate(("SMTPError", "erased", "restored")):
        Message.objects.create(
            holder=keys.make_holder(), kind="k", key=str(number), content={}, created_at=now, not_before=now,
            given_up_at=now, error=error,
        )  # fmt: skip
    Message.objects.create(
        holder=keys.make_holder(), kind="k", key="late", content={}, created_at=now,
        not_before=now - timedelta(hours=2),
    )  # fmt: skip
    assert [line.split(".")[0] for line in said()] == [
        "1 mails could not be sent",
        "1 mails wait for over an hour",
    ]


def test_outside_calendars_that_fail_are_said_by_therapist_without_their_address(well: World) -> None:
    now = timezone.now()
    source = {"name": "Canary", "address": "https://calendar.example/canary.ics"}
    for since in (now - timedelta(hours=30), now - timedelta(hours=2), None):
        Feed.objects.create(
            holder=well.dana.id, therapist=well.room, kind="address", source=source, added_at=now,
            trouble="slow" if since else "", failing_since=since,
            closes_at=since + timedelta(hours=24) if since else None,
        )  # fmt: skip
    (line,) = said()
    assert line == (
        f"2 outside calendars of {well.room.name} could not be read since {now - timedelta(hours=30):%d %B %H:%M} UTC."
        " No time of theirs is offered. They see why at /desk/calendars/."
    )
    Feed.objects.filter(failing_since__lt=now - timedelta(hours=10)).delete()
    (line,) = said()
    assert line.startswith(f"An outside calendar of {well.room.name} could not be read since")
    assert not any(word in line.lower() for word in ("offered", "canary", "calendar.example"))
    Feed.objects.update(failing_since=None)
    assert said() == []


def test_texts_that_nobody_has_read_count_outside_the_demo(
    well: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor.adoptions, "lines", LINES)
    every, first = len(adoptions.files()), adoptions.files()[0].path
    assert said() == [
        f"Nobody of the practice stands by {every} of {every} texts ({first} first, 0 to look at again)."
        " Let somebody who is registered read them at /desk/texts/."
    ]
    stand_by_all(timezone.now() - timedelta(days=181))
    lines = sum(file.path == adoptions.HELP_LINES for file in adoptions.files())
    assert (
        f"by {lines} of {every} texts ({adoptions.HELP_LINES} first, {lines} to look at again)" in said()[0]
    )
    stand_by_all(timezone.now())
    assert said() == []
    Adoption.objects.all().delete()
    Practice.objects.update(is_demo=True)
    assert not any("stands by" in line for line in said())


def test_own_help_lines_are_asked_about_again_after_half_a_year(well: World) -> None:
    today = timezone.now().date()
    for days in (179, 181):
        safety.add_line(
            by=well.erin.id, kind="stop", name="Near", number="988", hours="Always", languages="",
            checked_on=today - timedelta(days=days),
        )  # fmt: skip
    assert said() == ["1 own help lines were checked over 180 days ago. Look at /desk/practice/near/."]


def stand_by_all(at: datetime) -> None:
    for file in adoptions.files():
        Adoption.objects.create(
            path=file.path, language=file.language, version=file.version, text_hash=file.text_hash, name="Dana",
            by=uuid.uuid4(), at=at,
        )  # fmt: skip


def test_the_command_ends_with_one_or_with_all_is_well(well: World, capsys: Any) -> None:
    call_command("doctor")
    assert capsys.readouterr().out == "All is well.\n"
    PeriodicJob.objects.all().delete()
    with pytest.raises(SystemExit, match="1"):
        call_command("doctor")
    assert "footing work" in capsys.readouterr().out
    assert periodic.names()


def test_texts_that_are_shown_in_english_on_french_pages_are_named(
    well: World, settings: Any, tmp_path: Path
) -> None:
    lines = settings.FOOTING_CONTENT / "en" / "safety" / "help_lines.toml"
    texts = {"en/safety/help_lines.toml": lines.read_text("utf-8")}
    for name in "abcd":
        texts[f"en/learn/{name}.toml"] = 'version = 2\nline = "A line"\n'
    texts["en/learn/e.toml"] = 'version = 1\nopen_in = ["O"]\n'
    texts["fr/safety/help_lines.toml"] = texts["en/safety/help_lines.toml"]
    texts["fr/learn/a.toml"] = 'version = 1\nline = "Une ligne"\n'
    texts["fr/learn/d.toml"] = 'version = 2\nline = "Une ligne"\n'
    for path, text in texts.items():
        (tmp_path / "texts" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "texts" / path).write_text(text, encoding="utf-8")
    settings.FOOTING_CONTENT = tmp_path / "texts"
    (line,) = [one for one in said() if "texts are shown in English" in one]
    assert line.startswith(
        "3 texts are shown in English on pages in Français: learn/a.toml (version 1, not 2); "
    )
    assert "learn/b.toml (learn/b.toml: no such content file in fr)" in line
    assert "learn/d.toml" not in line
