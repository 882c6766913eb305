"""What the demo practice says of booking, and a therapist who is asked first, with two who wait for an answer."""

from datetime import datetime, timedelta

from footing.booking import services
from footing.booking.models import AsksFirst
from footing.booking.queries import search
from footing.design import content
from footing.practice.queries import by_slug

AHEAD = timedelta(days=3)


def make_requests(*, now: datetime) -> int:
    """Write what content/…/demo/requests.toml names, once; returns how many wait."""
    source = content.table("demo/requests.toml")
    services.set_rules(**source["rules"])
    therapist = by_slug(source["asks_first"])
    if AsksFirst.objects.filter(therapist=therapist).exists():
        return 0
    services.set_asks_first(therapist=therapist, on=True, now=now)
    kind = search.type_of("introduction")
    for number, entry in enumerate(source["request"]):
        since = now + AHEAD * (number + 1)
        until = since + timedelta(days=30)
        free = search.slots(kind, [therapist], start=since, end=until, now=now, mode=entry["mode"])
        guest = services.Guest(zone=therapist.time_zone, **entry["guest"])
        wish = services.Wish(type=kind.id, start=free[0].start, mode=entry["mode"], therapist=therapist.id)
        services.book(wish=wish, guest=guest, now=now)
    return len(source["request"])
