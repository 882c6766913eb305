"""Take what somebody made without an account into theirs, once, with its private link."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from footing.accounts import homes, said
from footing.vault import links, opening


def take(rows: type[models.Model], *, person: UUID, anothers: str, **thing: models.Model) -> None:
    """Write the row that says whose a thing is; a second time changes nothing.

    Raises OwnedError with the sentence `anothers` where it is in another person's account.
    """
    table: Any = rows._default_manager
    try:
        with transaction.atomic():
            row, _made = table.get_or_create(**thing, defaults={"person_id": person, "at": timezone.now()})
    except IntegrityError:
        row = table.get(**thing)
    if row.person_id != person:
        raise links.OwnedError(anothers)


def keep(request: HttpRequest, taken: Callable[[str, str], None], *, page: str) -> HttpResponse:
    """Ask for both parts, or take what they open into the account and go to today."""
    if request.method != "POST":
        return opening.ask(request, page=page)

    def done(code: str, token: str) -> HttpResponse:
        taken(code, token)
        said.later(request, _("Done. It is in your account now, and you can open it from this page."))
        return HttpResponseRedirect(reverse(homes.TODAY))

    return opening.by_pair(request, done, page=page, what="own", always=True)
