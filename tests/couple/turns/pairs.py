"""Pairs with a round that is going on, in the data of a running site: `made(site, count)`.

The file runs again inside that site's settings: `python -m tests.couple.turns.pairs COUNT`.
"""

import json
import sys
from dataclasses import dataclass

from bench import kill

from tests.journeys.site import Site


@dataclass(frozen=True)
class Going:
    """One round, the token of its number, and the session cookies of the two."""

    link: str
    round: str
    token: str
    one: str
    other: str


def made(site: Site, count: int) -> list[Going]:
    """So many pairs of new people, each signed in and in a round."""
    return [
        Going(**one) for one in json.loads(kill.python(site, "-m", "tests.couple.turns.pairs", str(count)))
    ]


def main() -> None:
    """Make them, and print them."""
    import django

    django.setup()
    from django.conf import settings
    from django.utils import timezone

    from footing.accounts.models import Person
    from footing.couple import services as linked
    from footing.couple.turns import now, services
    from footing.vault import keys
    from tests.conftest import OwnClient
    from tests.couple.conftest import linked as link

    def person(name: str) -> tuple[Person, str]:
        id, moment = keys.make_holder(), timezone.now()
        someone = Person(id=id, holder=id, login=f"{name}-{id.hex}", name=name, created_at=moment)
        someone.set_unusable_password()
        someone.save(force_insert=True)
        client = OwnClient()
        client.force_login(someone, backend="allauth.account.auth_backends.AuthenticationBackend")
        return someone, client.cookies[settings.SESSION_COOKIE_NAME].value

    found = []
    for _ in range(int(sys.argv[1])):
        (one, hers), (other, his) = (person(name) for name in ("one", "other"))
        id, moment = link(one, other), timezone.now()
        for each in (one, other):
            linked.say_yes(person=each.id, id=id, step="turns", now=moment)
        round = services.begin(person=one.id, link=id, minutes=3, now=moment)
        found.append(Going(str(id), str(round), now.token(round), hers, his))
    sys.stdout.write(json.dumps([vars(going) for going in found]))


if __name__ == "__main__":
    main()
