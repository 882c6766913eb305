"""What is kept of oneself: to see, take along and delete, with the pass phrase once more; and who looked."""

from functools import partial

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from footing.accounts import said, zones
from footing.accounts.access import freshly, signed_in
from footing.accounts.models import Person
from footing.vault import export, files, opening


@signed_in
@freshly()
def kept(request: HttpRequest, *, person: Person) -> HttpResponse:
    """All that is kept, but for what the private questions came to."""
    found = export.collect(holder=person.id, now=timezone.now())
    return render(
        request,
        "account/kept.html",
        {"kept": found, "zone": zones.name(), "shown": export.shown, "said": said.now(request)},
    )


@require_POST
@signed_in
@freshly(page="account-kept")
def kept_file(request: HttpRequest, *, person: Person) -> HttpResponse:
    """The same as a file."""
    found = export.collect(holder=person.id, now=timezone.now())
    return files.answer(found, zone=zones.name(), json="json" in request.POST)


@signed_in
@freshly(seconds=60)
def private(request: HttpRequest, *, person: Person) -> HttpResponse:
    """A file of what the private questions came to: asked for by itself, with the pass phrase just typed.

    The page is the same whether there is anything, and shows nothing of it.
    """
    if request.method != "POST":
        return render(request, "account/private.html")
    found = export.collect(holder=person.id, now=timezone.now(), gate=True)
    return files.answer(found, zone=zones.name())


@signed_in
@freshly()
def erasure(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Ask once; then delete all at once, in seven days, or not."""
    holder = person.id
    if request.POST.get("sure") == "now":
        logout(request)
    return opening.erasure(
        request,
        holder,
        gone=_("Your account and all that was in it are gone for good. Nobody will ask why."),
        show=partial(_back, request),
        sure=lambda: render(request, "account/erase.html"),
    )


def _back(request: HttpRequest, sentence: str) -> HttpResponse:
    said.later(request, sentence)
    return HttpResponseRedirect(reverse("account"))


@signed_in
def looks(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Who looked at what is this person's, the latest first."""
    found = export.looks(person.id)
    return render(
        request, "account/access.html", {"looks": found, "zone": zones.name(), "shown": export.shown}
    )
