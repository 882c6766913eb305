"""Look whether this installation is well: one finding for each thing that is not, with what to do."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count

from footing.calendars import watch
from footing.calendars.outside import queries as outside
from footing.config import env, transport
from footing.design import content
from footing.outbox import periodic
from footing.outbox.models import Message, PeriodicJob
from footing.practice import adoptions
from footing.practice import queries as practice
from footing.practice.models import Therapist
from footing.safety import queries as safety
from footing.vault import backup, keys, registry, secrets
from footing.vault.models import Key

WORKER_SILENT = timedelta(minutes=15)
BACKUP_AGE = {"data": timedelta(days=2), "keys": timedelta(days=2)}
LINES_AGE = timedelta(days=180)
# When the locked libraries were last looked through (SECURITY.md), and after how long an installation is behind.
LIBRARIES = date(2026, 11, 25)
LIBRARIES_AGE = timedelta(days=90)
NAMED = 3


def findings(now: datetime) -> list[str]:
    """What is wrong, a sentence each; empty when all is well."""
    found = [*_settings(), *_key_file(), *_databases()]
    if not any("database" in line for line in found):
        for look in (_keys, _tables, _worker, _mail, _calendars, _backups, _house):
            found += look(now)
    return [*found, *_libraries(now), *_texts(now)]


def _settings() -> Iterator[str]:
    try:
        seen = env.read()
    except env.SettingError as error:
        yield str(error)
        return
    if seen.debug:
        yield "FOOTING_DEBUG is on: errors show their insides. Set it to off."
    if not seen.rate_limits:
        yield "FOOTING_RATE_LIMITS is off: one visitor can fill every hour. Set it to on."
    if not seen.loopback and seen.mail_url.startswith(("console:", "file:")):
        yield "FOOTING_MAIL_URL sends no mail: guests who chose mail hear nothing. Set it to smtps://…"
    if seen.data_dir.is_dir() and seen.data_dir.stat().st_mode & 0o077:
        yield f"Others can look into {seen.data_dir}. Run: chmod 700 {seen.data_dir}"
    yield from transport.findings(seen)


def _key_file() -> Iterator[str]:
    path: Path = settings.FOOTING_KEY_FILE
    try:
        ring = secrets.ring(path)
        if path.stat().st_mode & 0o077:
            yield f"Others can read the key file {path}. Run: chmod 400 {path}"
        if ring.old:
            yield "A change of the master key has begun and is not done. Run: footing keys rewrap"
    except (secrets.KeyFileError, OSError) as error:
        yield str(error)


def _databases() -> Iterator[str]:
    for name in connections:
        try:
            executor = MigrationExecutor(connections[name])
            ends = executor.loader.graph.leaf_nodes()
            wanted = [
                end for app in settings.FOOTING_MIGRATED[name] for end in ends if end[:1] == app or not app
            ]
            if executor.migration_plan(wanted):
                yield f"The database {name!r} is behind this version. Run: footing migrate"
        except DatabaseError as error:
            yield f"The database {name!r} does not answer ({type(error).__name__}). Look at its address."


def _keys(now: datetime) -> Iterator[str]:
    try:
        ring = keys.ring()
    except secrets.KeyFileError:
        return
    known = {secrets.key_id(key) for key in (ring.current, *ring.old)}
    live = Key.objects.filter(wrapped__isnull=False)
    lost = live.exclude(kek__in=known).count()
    if lost:
        yield f"{lost} keys are wrapped under a master key that is not in the file. See docs/keys.md."
    if live.values("holder").annotate(n=Count("id")).filter(n__gt=1).exists():
        yield "A change of data keys has begun and is not done. Run: footing keys rotate --all"
    stray = sum(_without_key(model) for model in registry.owned())
    if stray:
        yield f"{stray} rows cannot be read: their key is not here. Restore newer keys; see docs/backup.md."


def _without_key(model: registry.Model) -> int:
    held = set(model._base_manager.values_list("holder", flat=True))
    return len(held - set(Key.objects.filter(wrapped__isnull=False).values_list("holder", flat=True)))


def _tables(now: datetime) -> Iterator[str]:
    periodic.discover()
    yield from registry.gaps(list(periodic.names()))
    for table in watch.unwatched(connections["default"]):
        yield f"Nothing tells the server when {table} changes, so that it may offer old times. Run: footing migrate"


def _worker(now: datetime) -> Iterator[str]:
    latest = PeriodicJob.objects.filter(name="booking.expire").first()
    if latest is None:
        yield "The worker has never run: no mail leaves, nothing is deleted. Start: footing work"
    elif latest.next_at < now - WORKER_SILENT:
        yield f"The worker has not run since {latest.next_at:%d %B %H:%M} UTC. Start: footing work"


def _mail(now: datetime) -> Iterator[str]:
    failed = (
        Message.objects.filter(given_up_at__isnull=False)
        .exclude(error__in=["erased", "replaced", "restored"])
        .count()
    )
    if failed:
        yield f"{failed} mails could not be sent. Look at FOOTING_MAIL_URL, and call those guests."
    late = Message.objects.filter(
        sent_at__isnull=True, given_up_at__isnull=True, not_before__lt=now - timedelta(hours=1)
    ).count()
    if late:
        yield f"{late} mails wait for over an hour. Is the worker running, and the mail server?"


def _calendars(now: datetime) -> Iterator[str]:
    """Whose outside calendars fail, and since when; never where they are kept."""
    for one in outside.health(Therapist.objects.order_by("name"), now=now):
        if one.since is not None:
            calendars = "An outside calendar" if one.failing == 1 else f"{one.failing} outside calendars"
            closed = " No time of theirs is offered." if one.closed else ""
            yield (
                f"{calendars} of {one.therapist.name} could not be read since {one.since:%d %B %H:%M} UTC.{closed}"
                " They see why at /desk/calendars/."
            )


def _backups(now: datetime) -> Iterator[str]:
    if settings.FOOTING_LOOPBACK:
        return
    for kind, longest in BACKUP_AGE.items():
        command = "footing backup --keys FILE" if kind == "keys" else "footing backup FILE"
        try:
            made = datetime.fromisoformat(backup.note(kind).read_text(encoding="ascii"))
        except (OSError, ValueError):
            yield f"No backup of the {kind} is known. Run every night: {command}"
            continue
        if now - made > longest:
            yield f"The last backup of the {kind} is {(now - made).days} days old. Run every night: {command}"


def _house(now: datetime) -> Iterator[str]:
    house = practice.practice()
    if house is None:
        if not settings.FOOTING_LOOPBACK:
            yield "There is no practice yet. Run: footing invite --manager NAME"
    elif house.is_demo and not settings.FOOTING_LOOPBACK:
        yield "Invented people are shown on a public address. Start with an empty data folder."


def _libraries(now: datetime) -> Iterator[str]:
    if now.date() - LIBRARIES > LIBRARIES_AGE:
        yield f"The libraries of this version were looked through on {LIBRARIES:%d %B %Y}. Install a newer version."


def _texts(now: datetime) -> Iterator[str]:
    try:
        table = content.table("safety/help_lines.toml")
    except content.ContentError as error:
        yield str(error)
        return
    old = [name for name, checked in _checked(table) if now.date() - checked > LINES_AGE]
    if old:
        yield f"{len(old)} help lines were checked over 180 days ago, {old[0]} first. Call them, then set last_checked."
    yield from _translations()
    try:
        house = practice.practice()
        own = safety.old_lines(now.date())
    except DatabaseError:
        return
    if own:
        yield f"{len(own)} own help lines were checked over 180 days ago. Look at /desk/practice/near/."
    if house is not None and not house.is_demo:
        lines = adoptions.lines(now=now)
        open_ = [line for line in lines if not line.is_adopted]
        if open_:
            again = sum(line.is_old for line in open_)
            yield (
                f"Nobody of the practice stands by {len(open_)} of {len(lines)} texts ({open_[0].file.path} first,"
                f" {again} to look at again). Let somebody who is registered read them at /desk/texts/."
            )


def _translations() -> Iterator[str]:
    for code, name in settings.LANGUAGES:
        there = code != content.SOURCE and (settings.FOOTING_CONTENT / code).is_dir()
        english = content.untranslated(code) if there else {}
        if english:
            named = "; ".join(f"{path} ({why})" for path, why in list(english.items())[:NAMED])
            more = ", and so on" if len(english) > NAMED else ""
            yield f"{len(english)} texts are shown in English on pages in {name}: {named}{more}."


def _checked(table: object) -> Iterator[tuple[str, date]]:
    """Every entry of a content file that has a day on which it was checked, at any depth."""
    if isinstance(table, dict):
        if isinstance(table.get("last_checked"), date):
            yield str(table.get("name") or table.get("id") or "a line"), table["last_checked"]
        for inner in table.values():
            yield from _checked(inner)
    elif isinstance(table, list):
        for inner in table:
            yield from _checked(inner)
