"""Small wishes, written for somebody else: write, change, delete. Nobody sees one until its owner shows it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from footing.accounts import said
from footing.accounts.access import signed_in
from footing.accounts.models import Person
from footing.design import content
from footing.practice import adoptions
from footing.safety import queries as safety
from footing.talk import room
from footing.talk.alone.forms import WishForm
from footing.talk.models import Wish
from footing.talk.wrong import wrong
from footing.vault import keys


class FullError(Exception):
    """There are as many as can be kept."""


@dataclass(frozen=True)
class Shown:
    """One wish: its words, and when they were kept."""

    id: UUID
    text: str
    at: datetime


def words() -> dict[str, Any]:
    """The words of the page."""
    return content.table("talk/wishes.toml")


def every(person: UUID) -> list[Shown]:
    """A person's wishes, the newest first."""
    found = [_shown(row) for row in Wish.objects.filter(holder=person)]
    return sorted(found, key=lambda wish: (wish.at, wish.id), reverse=True)


def one(person: UUID, id: UUID) -> Shown | None:
    """One wish of this person; None for another's and for none alike."""
    row = Wish.objects.filter(holder=person, id=id).first()
    return _shown(row) if row else None


def keep(*, person: UUID, text: str, now: datetime, id: UUID | None = None) -> None:
    """Keep a wish, or put it in place of one of the person's own; the same one is kept once. Raises FullError."""
    with transaction.atomic():
        row = Wish.objects.select_for_update().filter(holder=person, id=id).first() if id else None
        if row is None:
            others = every(person)
            if any(wish.text == text for wish in others):
                return
            if len(others) >= words()["most"]:
                raise FullError
            row = Wish(holder=person)
        row.content = {"text": text, "at": now.isoformat()}
        row.save()


@signed_in
def wishes(request: HttpRequest, *, person: Person) -> HttpResponse:
    """All wishes, and a new one."""
    keys.prefetch([person.id])
    form = WishForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            keep(person=person.id, text=form.cleaned_data["t"], now=timezone.now())
        except FullError:
            form.add_error(None, wrong("full"))
        else:
            return room.done(request, "kept", "wishes")
    context = {
        "words": words(), "form": form, "wishes": every(person.id), "said": said.now(request),
        "help": safety.help_for(), "room": room.words()["page"], "adopted": adoptions.of("talk/wishes.toml"),
    }  # fmt: skip
    return render(request, "talk/wishes.html", context, status=422 if form.is_bound else 200)


@signed_in
def wish(request: HttpRequest, id: UUID, *, person: Person) -> HttpResponse:
    """One wish, to change."""
    keys.prefetch([person.id])
    found = one(person.id, id)
    if found is None:
        raise Http404
    form = WishForm(request.POST if request.method == "POST" else None, text=found.text)
    if form.is_bound and form.is_valid():
        keep(person=person.id, text=form.cleaned_data["t"], now=timezone.now(), id=id)
        return room.done(request, "kept", "wishes")
    context = {"words": words(), "form": form, "wish": found, "help": safety.help_for()}
    return render(request, "talk/wish.html", context, status=422 if form.is_bound else 200)


@require_POST
@signed_in
def delete(request: HttpRequest, id: UUID, *, person: Person) -> HttpResponse:
    """Delete one wish."""
    keys.prefetch([person.id])
    if not Wish.objects.filter(holder=person.id, id=id).delete()[0]:
        raise Http404
    return room.done(request, "deleted", "wishes")


def _shown(row: Wish) -> Shown:
    return Shown(row.id, row.content["text"], datetime.fromisoformat(row.content["at"]))
