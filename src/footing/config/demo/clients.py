"""Two clients of the demo practice, by the same services as real ones: Alice with a plan, Bob with little, linked."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from footing.accounts import demo
from footing.accounts import services as accounts
from footing.accounts.models import Person
from footing.accounts.names import login_of
from footing.booking import services
from footing.booking.models import AppointmentType
from footing.booking.queries import search
from footing.booking.services import Guest, Wish
from footing.config.demo.two import make_talk
from footing.config.demo.weeks import make_weeks
from footing.design import content
from footing.exercises import reading
from footing.exercises import services as exercises
from footing.log import services as log
from footing.plan import services as plan
from footing.practice import services as letters
from footing.practice.queries import by_slug
from footing.sharing import services as sharing
from footing.story import services as story
from footing.story.items import from_dict
from footing.trustmap import mapping
from footing.trustmap import queries as trustmap
from footing.trustmap.document import CLOSE, TRUST, Document
from footing.vault import links

ROLE = "client"


def make_clients() -> None:
    """Give each client of the demo file a sign-in with a random pass phrase, and what they kept; once."""
    for entry in content.table("demo/clients.toml")["client"]:
        if not Person.objects.filter(login=login_of(entry["name"])).exists():
            _make(entry)


def _make(entry: dict[str, Any]) -> None:
    known = demo.DemoPerson(entry["id"], entry["name"], ROLE, demo.passphrase())
    person = accounts.make_person(name=known.name, passphrase=known.passphrase)
    if entry.get("books"):
        _book(person)
    if "letter" in entry:
        _write(person, entry["letter"])
    make_weeks(person, entry)
    if "state" in entry:
        plan.keep(person=person.id, state=entry["state"])
    if "map" in entry:
        _map(person, entry["map"])
    for written in entry.get("log", ()):
        _log(person, written)
    for told in entry.get("story", ()):
        story.write(person=person.id, item=from_dict({"id": str(uuid4()), **told}))
    for written in entry.get("sheet", ()):
        _sheet(person, written)
    if "note" in entry:
        _share(person, entry["note"])
    make_talk(person, entry)
    demo.write([*demo.people(), known])


def _map(person: Person, entry: dict[str, Any]) -> None:
    """A map of people with all ratings, and a copy from six weeks ago."""
    document, now = Document(), timezone.now()
    for name in entry["people"]:
        document = document.with_person(name)
    for quality in entry["quality"]:
        short = next((q.more for q in trustmap.suggestions(Document()) if q.of == quality.get("of")), "")
        less = trustmap.less_of().get(quality.get("of", ""), quality.get("less", ""))
        document = document.with_quality(quality.get("more", short), less, quality.get("of", ""))
        rated = dict(zip(document.asked_of(document.qualities[-1].id), quality["ratings"], strict=True))
        document = document.with_ratings(document.qualities[-1].id, rated)
    ids = [p.id for p in document.people]
    document = document.with_hard(ids[entry["people"].index(entry["hard"])], 1)
    document = document.with_ratings(CLOSE, dict(zip(ids, entry["close"], strict=True)))
    for trust, at in ((entry["then"], now - timedelta(weeks=6)), (entry["trust"], now)):
        made = document.with_ratings(TRUST, dict(zip(ids, trust, strict=True)))
        mapping.change(person=person.id, kind="rated", by=lambda _, made=made: made, now=at)  # type: ignore[misc]
        if at < now:
            mapping.keep_copy(person=person.id, now=at)


def _log(person: Person, entry: dict[str, Any]) -> None:
    """One entry of a log: written so many days ago, with a day so many days from now, and what came of it."""
    now, found = timezone.now(), entry.get("came")
    due = timezone.localdate() + timedelta(days=entry["day"])
    fear = log.Fear(
        text=entry["text"], about=entry["about"], seen=entry["seen"], due=due.isoformat(), sure=entry["sure"],
        feared=entry["feared"], expected=entry["expected"],
    )  # fmt: skip
    id = log.write(person=person.id, fear=fear, now=now - timedelta(days=entry["ago"]))
    if found:
        after = log.Found(found["outcome"], found.get("found"), found["coped"], found.get("did", ""))
        log.answer(person=person.id, id=id, found=after, now=now)


def _sheet(person: Person, entry: dict[str, Any]) -> None:
    """A sheet of so many days ago, its lines dated as many days before today, and what was said later."""
    now, found = timezone.now(), reading.exercise(entry["exercise"])
    if found is None:
        return
    answers = {name: _dated(answer) for name, answer in entry["answers"].items()}
    work = exercises.Work(answers, entry.get("before"), entry.get("after"))
    id = exercises.keep(
        person=person.id, exercise=found, about=entry["about"], work=work, now=now - timedelta(days=entry["ago"]),
        done=entry["done"],
    )  # fmt: skip
    if "helped" in entry:
        exercises.look(person=person.id, id=id, helped=entry["helped"], later=entry.get("later"), now=now)


def _dated(answer: Any) -> Any:
    """Lines with the day so many days ago; all else as it is."""
    if not isinstance(answer, list):
        return answer
    today = timezone.localdate()
    return [
        {
            **{k: v for k, v in line.items() if k != "ago"},
            "day": (today - timedelta(days=line["ago"])).isoformat(),
        }
        if "ago" in line
        else line
        for line in answer
    ]


def _share(person: Person, text: str) -> None:
    """A note and the model, which Dana may see."""
    now = timezone.now()
    sharing.write(person=person.id, text=text, now=now)
    for kind in ("note", "model"):
        sharing.give(person=person.id, kind=kind, reader=by_slug("dana"), name=person.name, now=now)


def _book(person: Person) -> None:
    """A first talk with Dana in some days, taken into the account as a guest would."""
    dana, now, kind = by_slug("dana"), timezone.now(), AppointmentType.objects.filter(active=True)[0]
    span = {"start": now + timedelta(days=2), "end": now + timedelta(days=12), "now": now}
    free = search.slots(kind, [dana], mode=dana.modes[0], **span)
    if free:
        guest = Guest(name=person.name, phone="+1 416 555 0182", zone=dana.time_zone)
        wish = Wish(type=kind.id, start=free[0].start, mode=dana.modes[0], therapist=dana.id)
        done = services.book(wish=wish, guest=guest, now=now)
        services.own(person=person.id, code=done.booking.code, token=done.token)


def _write(person: Person, entry: dict[str, str]) -> None:
    """A question from three days ago, answered by Dana on the phone and taken into the account."""
    dana, now = by_slug("dana").person, timezone.now()
    if dana is None:
        return
    contact: dict[str, str | bool] = {
        "email": "", "phone": "+1 416 555 0182", "say": "", "hours": "", "may_mail": False, "may_leave_message": False,
    }  # fmt: skip
    letter = letters.Letter(
        kind="contact", name=person.name, contact=contact, wish={"words": entry["words"]}, body=str(person.id).encode()
    )  # fmt: skip
    inquiry = letters.receive(letter=letter, now=now - timedelta(days=3))
    letters.assign(inquiry=inquiry, owner=dana, by=dana.id, now=now - timedelta(days=2))
    letters.answer(inquiry=inquiry, text=entry["answer"], by=dana.id, now=now - timedelta(days=1))
    letters.own(person=person.id, code=inquiry.code, token=links.token(inquiry))
