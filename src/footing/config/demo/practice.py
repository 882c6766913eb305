"""The demo practice and its therapists, from content/…/demo/practice.toml."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from footing.accounts import demo
from footing.accounts import services as accounts
from footing.booking.forms import MODE_WORDS
from footing.calendars import holidays, services
from footing.calendars.models import BookingRules, WorkingHours
from footing.core.slots import Window
from footing.design import content
from footing.practice.models import Manager, Practice, Therapist

PUBLIC = (
    "slug", "name", "pronouns", "profession", "registration_body", "registration_number", "line", "languages",
    "ways_of_working", "modes", "fee_minor", "fee_currency", "fee_note", "video_room", "telephone_note", "address",
    "access_notes", "time_zone",
)  # fmt: skip
# What a therapist may leave unsaid.
SAID = ("fee_lowest_minor", "themes", "says", "access_features", "takes_interpreter")


def entries() -> list[dict[str, Any]]:
    """The therapists as the file describes them."""
    return list(content.table("demo/practice.toml")["therapist"])


def public(entry: dict[str, Any]) -> dict[str, Any]:
    """What the file says of a therapist's public profile, but for the address of the page and the long text."""
    said = {name: entry[name] for name in SAID if name in entry}
    return {name: entry[name] for name in PUBLIC if name != "slug"} | said


def make_practice() -> tuple[Practice, list[Therapist]]:
    """Write the practice and its team; a second call leaves them as they are."""
    source = content.table("demo/practice.toml")
    practice, _ = Practice.objects.get_or_create(
        pk=1,
        defaults={
            **{name: source[name] for name in ("name", "country", "region", "time_zone", "telephone")},
            "is_demo": True,
        },
    )
    team = []
    for position, entry in enumerate(entries()):
        values = {**public(entry), "bio": entry["bio"].strip(), "position": position}
        therapist, _ = Therapist.objects.get_or_create(slug=entry["slug"], defaults=values)
        if not WorkingHours.objects.filter(therapist=therapist).exists():
            _set_time(therapist, entry)
        team.append(therapist)
    return practice, team


def _set_time(therapist: Therapist, entry: dict[str, Any]) -> None:
    for window in windows(entry["hours"]):
        WorkingHours.objects.create(
            therapist=therapist, weekday=window.weekday, start_minute=window.start, end_minute=window.end,
            types=" ".join(window.types), modes=" ".join(window.modes),
        )  # fmt: skip
    BookingRules.objects.create(
        therapist=therapist, pause_minutes=entry["pause"], notice_hours=entry["notice_hours"], step_minutes=30,
        most_a_day=entry.get("most"),
    )  # fmt: skip


def windows(rows: list[list[Any]]) -> list[Window]:
    """Weekly windows from rows of the file: weekday, from, to and, at times, what they are kept for."""
    return [
        Window(
            weekday, _minute(low), _minute(high),
            types=tuple(id for id in only if id not in MODE_WORDS), modes=tuple(id for id in only if id in MODE_WORDS),
        )
        for weekday, low, high, *only in rows
    ]  # fmt: skip


def make_hours(team: list[Therapist], *, now: datetime) -> None:
    """Public holidays of each, one week that differs, and a holiday that somebody works on; by the manager."""
    manager = Manager.objects.values_list("person_id", flat=True)[0]
    by_slug = {t.slug: t for t in team}
    holidays.fill(team, now=now)
    for entry in entries():
        therapist = by_slug[entry["slug"]]
        if "holidays" in entry:
            country, region = entry["holidays"]
            holidays.set_place(by=manager, therapist=therapist, country=country, region=region)
        ahead = holidays.ahead(therapist, since=now)
        for number in entry.get("works", ()):
            holidays.work(by=manager, therapist=therapist, day=ahead[number].day)
        if week := entry.get("week"):
            monday = now.date() - timedelta(days=now.weekday()) + timedelta(weeks=week["ahead"])
            services.set_week(by=manager, therapist=therapist, monday=monday, windows=windows(week["hours"]))


def _minute(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def make_people(team: list[Therapist]) -> list[demo.DemoPerson]:
    """Give the manager and every therapist a sign-in with a random pass phrase; once."""
    if Manager.objects.exists():
        return demo.people()
    source = content.table("demo/practice.toml")
    people = [demo.DemoPerson("manager", source["manager"], "manager", demo.passphrase())]
    manager = accounts.make_person(name=people[0].name, passphrase=people[0].passphrase)
    Manager.objects.create(person=manager, since=timezone.now())
    for therapist in team:
        people.append(demo.DemoPerson(therapist.slug, therapist.name, "therapist", demo.passphrase()))
        person = accounts.make_person(name=people[-1].name, passphrase=people[-1].passphrase)
        Therapist.objects.filter(pk=therapist.pk).update(person=person)
    demo.write(people)
    return people
