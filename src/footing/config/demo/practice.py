"""The demo practice and its therapists, from content/…/demo/practice.toml."""

from typing import Any

from django.utils import timezone

from footing.accounts import demo
from footing.accounts import services as accounts
from footing.calendars.models import BookingRules, WorkingHours
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
    for weekday, low, high in entry["hours"]:
        WorkingHours.objects.create(
            therapist=therapist, weekday=weekday, start_minute=_minute(low), end_minute=_minute(high)
        )
    BookingRules.objects.create(
        therapist=therapist, pause_minutes=entry["pause"], notice_hours=entry["notice_hours"], step_minutes=30
    )


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
