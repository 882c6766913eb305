"""What clients of the demo wrote for somebody, and two of them linked, by the same services as real ones."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from footing.accounts.models import Person
from footing.accounts.names import login_of
from footing.couple import queries as couple
from footing.couple.giving import services as giving
from footing.couple.linking import queries as waiting
from footing.couple.linking import services as linking
from footing.sharing import things
from footing.talk.alone import wishes
from footing.talk.say import services as say
from footing.talk.say.parts import Parts, compose
from footing.talk.ways import services as ways


def make_talk(person: Person, entry: dict[str, Any]) -> None:
    """Keep cards, wishes and ratings of so many days ago."""
    now = timezone.now()
    for written in entry.get("card", ()):
        parts = Parts(**{**written["parts"], "feelings": tuple(written["parts"].get("feelings", ()))})
        at = now - timedelta(days=written["ago"])
        say.keep(person=person.id, about=written["about"], parts=parts, text=compose(parts), now=at)
    for written in entry.get("wish", ()):
        wishes.keep(person=person.id, text=written["text"], now=now - timedelta(days=written["ago"]))
    if rated := entry.get("ways"):
        for aspect, ratings in rated["ratings"].items():
            ways.rate(person=person.id, about=rated["about"], aspect=aspect, ratings=ratings, now=now)
    if linked := entry.get("two"):
        _link(Person.objects.get(login=login_of(linked["with"])), linked["with"], person, entry["name"])


def _link(maker: Person, called: str, typer: Person, name: str) -> None:
    """A code from hand to hand four days ago; then each shows what they have of what is shown by both, or by one."""
    at = timezone.now() - timedelta(days=4)
    code = linking.make(person=maker.id, name=called, now=at)
    linking.type_in(person=typer.id, code=code, name=name, now=at)
    (made,) = waiting.made(maker.id, at)
    if made.typed is None:
        return
    linking.accept(person=maker.id, id=made.id, typed=made.typed, now=at)
    link = couple.links(maker.id)[0].id
    for person, kinds in ((maker.id, ("card", "ways")), (typer.id, ("wish", "ways"))):
        for kind in things.between_two():
            items = kind.items(person) if kind.id in kinds else ()
            for item in items[:1]:
                giving.give(
                    person=person, id=link, kind=kind.id, item=item.id, now=timezone.now(), tomorrow=False
                )
