"""Somebody with kept checks, private answers and a map, and every step that they come to at one moment.

Needs Django set up. `taken` asks the lists, the addresses and what is kept when it is sent; `pressed` opens the pages
and presses everything on them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.exercises.crawl import Presses, sent

# A step is its id and about whom it is: a number of the check, 0 for oneself.
Step = tuple[str, int]
ME, NO_ONE = 0, 5
ABOUT_OTHERS = ("e10", "e11", "e7", "e8", "e9")
NAME, WORDS = "Eli", "seven quiet stepping stones"
# As often three other ideas, so that each that asks has its turn.
TURNS = 4
# Numbers that somebody may type: asked about or not, and nobody.
TYPED = (0, 1, 2, 5, 8)


class Somebody:
    """Somebody with kept checks and a map, who begins all that is open in a first week in which nothing is closed."""

    def __init__(self, name: str, kept: Mapping[int, str], *, now: datetime) -> None:
        from footing.accounts.services import make_person
        from footing.plan import services as plan

        self.kept, self.person = dict(kept), make_person(name=name, passphrase=WORDS)
        self.id = self.person.id
        entry = {"items": "2" * 18, "way": "2" * 6, "duration": "longer", "shock": "n"}
        plan.keep(person=self.id, state={"check": [{"about": number, **entry} for number in kept]})
        self.answer(dict.fromkeys(kept, "O."), now=now)
        for step in ABOUT_OTHERS:
            self.keep(step, min(kept), now=now)
        self.rate(min(kept), now=now)
        for step in ("e13", "e16"):
            self.keep(step, ME, now=now)
        self.answer(kept, now=now)

    def answer(self, kept: Mapping[int, str], *, now: datetime) -> None:
        """Answer the private questions about each."""
        from footing.safety import services as safety

        state = {"safety": {str(number): code for number, code in kept.items()}}
        safety.keep(person=self.id, state=state, now=now)

    def keep(self, id: str, about: int, *, now: datetime) -> bool:
        """Whether a sheet of an exercise about somebody is taken."""
        from footing.exercises import reading, services

        found = reading.exercise(id)
        assert found is not None
        text = next(field.id for field in found.fields if field.kind == "text")
        try:
            services.keep(
                person=self.id, exercise=found, about=about, work=services.Work({text: "A quoll"}), now=now
            )
        except services.ClosedError:
            return False
        return True

    def rate(self, about: int, *, now: datetime) -> bool:
        """Whether ratings of ways with somebody in mind are taken."""
        from footing.talk.ways import services

        try:
            services.rate(person=self.id, about=about, aspect="wish", ratings={"words": 4}, now=now)
        except services.ClosedError:
            return False
        return True

    def fear(self, about: int, *, now: datetime) -> bool:
        """Whether a fear about somebody is taken; it is deleted at once."""
        from footing.log import services

        seen, due = "mine" if about == ME else "there", (now + timedelta(days=3)).date().isoformat()
        try:
            id = services.write(
                person=self.id, fear=services.Fear("A quoll", about, seen, due, 50, 1, 1), now=now
            )
        except services.ClosedError:
            return False
        services.delete(person=self.id, id=id)
        return True

    def hard(self, about: int, *, now: datetime) -> None:
        """Put somebody on the map as the hard one, with this number of the check."""
        from footing.trustmap import mapping
        from footing.trustmap.document import Document

        drawn = Document().with_person(NAME).with_quality("keeps a promise", "forgets it")
        drawn = drawn.with_hard(drawn.people[0].id, about)
        mapping.change(person=self.id, kind="", by=lambda _: drawn, now=now)


def asked(text: str, about: int) -> Iterator[Step]:
    """The ideas in a text that are about the hard one."""
    from footing.design import content

    for idea in content.table("trustmap/ideas.toml")["idea"]:
        if "{name}" in idea["text"] and idea["text"].format(name=NAME, thing="\0").split("\0")[0] in text:
            yield idea["id"], about


def taken(one: Somebody, *, now: datetime) -> Iterator[Step]:
    """What is listed, what stands at each address, and what is taken when it is sent, at one moment."""
    from footing.exercises import offering, queries, reading
    from footing.talk.ways import queries as ways
    from footing.trustmap import ideas
    from footing.trustmap import queries as maps
    from footing.vault import keys

    numbers = (ME, NO_ONE, *one.kept)
    keys.prefetch([one.id])
    for step in offering.every(one.id, now=now):
        yield from ((step.id, number) for number, _ in step.abouts or ((ME, ""),))
    yield from ((step.id, ME) for door in offering.doors() for step in door.steps)
    for exercise in reading.exercises():
        for number in numbers:
            found, about = queries.at(one.id, exercise, number, now=now)
            yield found.id, about
            if not exercise.about_me and one.keep(exercise.id, number, now=now):
                yield exercise.id, number
    for number in numbers:
        yield "ways", ways.at(one.id, number, now=now)
        if one.rate(number, now=now):
            yield "ways", number
    yield from (("log", number) for number in numbers if one.fear(number, now=now))
    for number in one.kept:
        one.hard(number, now=now)
        drawn = maps.own(one.id)
        assert drawn is not None
        for turn in range(TURNS):
            for line in ideas.three(one.id, drawn.document, turn=turn, today=now.date()):
                yield from asked(line, number)


def pressed(one: Somebody, *, now: datetime) -> Counter[Step]:
    """The steps of all pages that any sequence of presses comes to at one moment, each with how many pages have it."""
    from django.conf import settings
    from django.test import Client

    client = Client(headers={"Host": urlsplit(settings.FOOTING_URL).netloc, "Sec-Fetch-Site": "same-origin"})
    client.force_login(one.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    found: Counter[Step] = Counter()
    for rooms, number in zip((ROOMS, *[(IDEAS,)] * len(one.kept)), one.kept, strict=False):
        one.hard(number, now=now)
        _walk(client, rooms, number, found)
    return found


IDEAS = "/map/more/"
ROOMS = ("/steps/", "/log/", IDEAS, "/plan/", "/today/", "/talk/ways/")
# What takes steps away is not pressed: all that deletes, and the button that erases the private answers.
ENDS = ("delete", "/today/private/")


def _walk(client: Any, rooms: tuple[str, ...], hard: int, found: Counter[Step]) -> None:
    """From the rooms and from typed addresses about everybody, asked about or not."""
    waiting = [*rooms]
    if IDEAS not in rooms[:1]:
        waiting += [f"/steps/e{n}/?about={about}" for n in range(1, 18) for about in TYPED]
        waiting += [f"{to}?about={about}" for to in ("/log/new/", "/talk/ways/rate/") for about in TYPED]
    seen = set(waiting)
    while waiting:
        answers = [client.get(waiting.pop())]
        while answers:
            links, forms = _looked(answers.pop(), hard, found)
            for form in forms:
                for button in [(name, value) for name, value, _ in form["buttons"]] or [None]:
                    fields = sent(form, button)
                    if form["method"] == "get":
                        links.append(f"{form['to']}?{urlencode(fields, doseq=True)}")
                    elif (mark := f"POST {form['to']} {button} {fields.get('about')}") not in seen:
                        seen.add(mark)
                        answers.append(client.post(form["to"], fields))
            new = {
                link for link in links if urlsplit(link).path.startswith(rooms) and not _again(link)
            } - seen
            seen |= new
            waiting += new


def _again(link: str) -> bool:
    """Whether a link is to three ideas that were there before: they go round."""
    path, _, turn = link.partition("?n=")
    return path == IDEAS and int(turn or 0) > TURNS


def _looked(answer: Any, hard: int, found: Counter[Step]) -> tuple[list[str], list[dict[str, Any]]]:
    """The links and forms of a page; its steps are counted. What deletes is left out."""
    if answer.status_code in {301, 302}:
        return [answer["Location"]], []
    assert answer.status_code in {200, 422}, answer.status_code
    presses = Presses(answer.content.decode())
    forms = [
        form
        for form in presses.forms
        if form["to"].startswith(ROOMS) and not any(end in form["to"] for end in ENDS)
    ]
    for form in forms:
        room, about = form["to"].split("/")[1:3], dict((n, v) for n, v, _ in form["fields"]).get("about", "0")
        if form["method"] == "post" and room[0] == "steps" and room[1] != "kept":
            found[room[1], int(about)] += 1
        elif form["method"] == "post" and room == ["log", "new"]:
            found["log", int(about)] += 1
        elif form["to"] == "/talk/ways/rate/" and form["method"] == "post":
            found["ways", int(about)] += 1
    found.update(asked(answer.content.decode(), hard))
    return [link.split("#")[0] for link in presses.links], forms
