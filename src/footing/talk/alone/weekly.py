"""Half an hour a week with somebody: put together, kept, and as a neutral entry for a calendar."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from icalendar import Calendar, Event

from footing.accounts import said
from footing.accounts.access import person_of, signed_in
from footing.accounts.models import Person
from footing.check import asked
from footing.check import queries as check
from footing.design import content, language
from footing.practice import adoptions
from footing.practice.queries import local_day
from footing.safety import queries as safety
from footing.talk import room
from footing.talk.alone import shelf
from footing.talk.alone.forms import EntryForm, WeeklyForm
from footing.talk.say import queries as say
from footing.vault import keys

PART = "weekly"
FILE_NAME = "time.ics"
LENGTH, TIMES = timedelta(minutes=30), 8


def words() -> dict[str, Any]:
    """The words of the page, with the parts to choose from."""
    return content.table("talk/weekly.toml")


def kept(person: UUID) -> dict[int, dict[str, Any]]:
    """What was put together, by the number of whom it is with."""
    return {int(about): one for about, one in shelf.kept(person, PART).get("of", {}).items()}


def weekly(request: HttpRequest) -> HttpResponse:
    """The half hour with somebody. Where that is closed the sentence for oneself stands here."""
    if request.method == "POST":
        answer: HttpResponse = _write(request)
        return answer
    person, about = person_of(request), asked.about(request)
    if person is None:
        return room.about(request, PART)
    keys.prefetch([person.id])
    if about == say.ME:
        return _all(request, person)
    if not say.opens(person.id, about, now=timezone.now()):
        return room.private(request, person)
    return _page(request, person, about)


@signed_in
def _write(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Keep what was put together, hand out an entry, or delete it."""
    keys.prefetch([person.id])
    about, step, now = asked.about(request), request.POST.get("step", ""), timezone.now()
    if step == "delete":
        _put(person.id, about, None)
        return room.done(request, "deleted", PART)
    if about == say.ME or not say.opens(person.id, about, now=now):
        return room.private(request, person, [request.POST.get("t", "")])
    if step == "entry":
        entry_form = EntryForm(request.POST, today=local_day(now))
        if entry_form.is_valid():
            return _file(entry(entry_form.start(), each=entry_form.cleaned_data["e"], now=now))
        return _page(request, person, about, entry_form=entry_form, status=422)
    form = WeeklyForm(request.POST, kept={})
    if not form.is_valid():
        return _page(request, person, about, form, status=422)
    _put(person.id, about, {"parts": form.cleaned_data["p"], "own": form.cleaned_data["t"]})
    return room.done(request, "kept", PART, about=about)


def entry(start: datetime, *, each: bool, now: datetime) -> bytes:
    """An entry of half an hour (RFC 5545), by the clock of whoever opens it; it names nobody and nothing."""
    event = Event()
    event.add("uid", str(uuid4()))
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", start)
    event.add("dtend", start + LENGTH)
    event.add("summary", words()["page"]["entry"])
    event.add("class", "PRIVATE")
    if each:
        event.add("rrule", {"freq": "weekly", "count": TIMES})
    calendar = Calendar()
    calendar.add("prodid", "-//Footing//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _file(text: bytes) -> HttpResponse:
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response


def _put(person: UUID, about: int, one: dict[str, Any] | None) -> None:
    def changed(own: dict[str, Any]) -> dict[str, Any]:
        others = {n: value for n, value in own.get("of", {}).items() if n != str(about)}
        return {"of": {**others, str(about): one} if one else others}

    shelf.put(person=person, part=PART, changed=changed)


def _all(request: HttpRequest, person: Person) -> HttpResponse:
    language.stands_for(request, {}, {})
    context = {
        "words": words(), "known": check.named(person.id), "room": room.words()["page"], "help": safety.help_for(),
        "kept": [(n, check.label(n), _lines(one)) for n, one in sorted(kept(person.id).items())],
        "said": said.now(request), "adopted": adoptions.of("talk/weekly.toml"),
    }  # fmt: skip
    return render(request, "talk/weekly.html", context)


def _page(
    request: HttpRequest, person: Person, about: int, form: WeeklyForm | None = None, *,
    entry_form: EntryForm | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    language.stands_for(request, {}, {"about": about})
    own = kept(person.id).get(about, {})
    context = {
        "words": words(), "about": about, "whom": check.label(about), "lines": _lines(own), "said": said.now(request),
        "form": form or WeeklyForm(kept=own), "entry": entry_form or EntryForm(today=local_day(timezone.now())),
        "bad": form is not None, "help": safety.help_for(), "room": room.words()["page"],
        "adopted": adoptions.of("talk/weekly.toml"),
    }  # fmt: skip
    return render(request, "talk/weekly_one.html", context, status=status)


def _lines(own: dict[str, Any]) -> list[tuple[str, int]]:
    """The half hour in its order, each with its minutes; one's own thing comes last, without."""
    parts = [(p["label"], p["minutes"]) for p in words()["part"] if p["id"] in own.get("parts", ())]
    return parts + ([(own["own"], 0)] if own.get("own") else [])
