"""A card of somebody new, in the data of a running site: `made(site)`.

The file runs again inside that site's settings: `python -m tests.talk.cards`.
"""

import json
import sys
from dataclasses import dataclass

from bench import kill

from tests.journeys.site import Site

TEXT = "You came at ten on Tuesday.\nWould you text me?"


@dataclass(frozen=True)
class Made:
    """The id of the card, and the session cookie of whose it is."""

    card: str
    session: str


def made(site: Site) -> Made:
    """One person, signed in, who kept one card with TEXT."""
    return Made(**json.loads(kill.python(site, "-m", "tests.talk.cards")))


def main() -> None:
    """Make it, and print it."""
    import django

    django.setup()
    from django.conf import settings

    from footing.accounts.services import make_person
    from footing.talk.models import Card
    from footing.talk.say.parts import Parts
    from tests.conftest import OwnClient
    from tests.people import PASSPHRASE, signed_in

    person, at = make_person(name="Card", passphrase=PASSPHRASE), "2026-11-29T07:00:00+00:00"
    said = {"about": 1, **Parts("You came at ten.").as_dict(), "text": TEXT, "made": "", "at": at}
    card = Card(holder=person.id, content=said)
    card.save()
    session = signed_in(person, OwnClient()).cookies[settings.SESSION_COOKIE_NAME].value
    sys.stdout.write(json.dumps({"card": str(card.id), "session": session}))


if __name__ == "__main__":
    main()
