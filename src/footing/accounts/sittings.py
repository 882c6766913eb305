"""Sign-ins that are going on: where they are at home, and when they began and were last used."""

import time

from django.http import HttpRequest

from footing.accounts import homes
from footing.accounts.models import Person

# The sealed state that somebody brought to the sign-in; it can only be kept by a press of theirs.
CARRIED = "carried"
BEGAN, SEEN = "began", "seen"


def begin(request: HttpRequest, person: Person) -> None:
    """Note what the limits of a session need to know."""
    request.session[homes.HOME] = homes.of(person)
    request.session[BEGAN] = request.session[SEEN] = time.time()
