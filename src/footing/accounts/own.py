"""Pages of one's own account: where one is signed in, pass phrase, safe contact, what came too late."""

from typing import Any
from uuid import UUID

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core import ratelimit
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from footing.accounts import contact, limits, notices, returns, said, services, sittings, zones
from footing.accounts.access import held_for, signed_in
from footing.accounts.forms import ContactForm, PassphraseForm
from footing.accounts.models import Person
from footing.vault import erase


@signed_in
def account(request: HttpRequest, *, person: Person) -> HttpResponse:
    """The account on one page."""
    return _page(request, person, now=said.now(request))


@require_POST
@signed_in
def end(request: HttpRequest, *, person: Person) -> HttpResponse:
    """End one sign-in, or all but this one."""
    here = request.session.session_key
    if "all" in request.POST:
        sittings.end(person=person.id, but=here)
        return _page(request, person, now=_("You are signed out everywhere else."))
    try:
        ended = sittings.end(person=person.id, sitting=UUID(request.POST.get("sitting", "")), but=here)
    except ValueError:
        ended = 0
    over = _("That sign-in is over.") if ended else _("That one was over already.")
    return _page(request, person, now=over)


@require_POST
@signed_in
def device(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Whether others use this device too; for this sign-in."""
    sittings.share(request, shared="shared" in request.POST)
    return _page(request, person, now=_("Done. It counts for this sign-in."))


@require_POST
@signed_in
def seen(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Put the notices away."""
    notices.put_away(person=person.id)
    return HttpResponseRedirect(reverse("account"))


@require_POST
@signed_in
def stay(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Somebody is still here: this request is all that it takes."""
    request.session[limits.SEEN] = limits.now()
    return HttpResponse(status=204)


@signed_in
def passphrase(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Change the pass phrase; every other sign-in ends."""
    if request.method != "POST":
        return render(request, "account/passphrase.html", {"form": PassphraseForm()})
    form, status = PassphraseForm(request.POST), 422
    if form.is_valid():
        if not ratelimit.consume(request, action="change_password", user=person):
            form.add_error(None, _("Those were many tries. Wait a few minutes, then try again."))
            status = 429
        elif not person.check_password(form.cleaned_data["old"]):
            form.add_error("old", _("That is not your pass phrase. Look at capital letters and spaces."))
        else:
            return _changed(request, person, form)
    return render(request, "account/passphrase.html", {"form": form}, status=status)


def _changed(request: HttpRequest, person: Person, form: PassphraseForm) -> HttpResponse:
    try:
        services.change_passphrase(person=person, passphrase=form.cleaned_data["passphrase"])
    except ValidationError as error:
        form.add_error("passphrase", error)
        return render(request, "account/passphrase.html", {"form": form}, status=422)
    sittings.end(person=person.id, but=request.session.session_key)
    before = request.session.session_key
    update_session_auth_hash(request, person)
    sittings.follow(before=before, after=request.session.session_key)
    reauthenticate_by_password(request)
    said.later(request, _("Your pass phrase is changed. Every other sign-in has ended."))
    return HttpResponseRedirect(reverse("account"))


@signed_in
def safe_contact(request: HttpRequest, *, person: Person) -> HttpResponse:
    """How the practice may reach this person."""
    if request.method != "POST":
        form = ContactForm(initial=contact.contact_of(person.id))
        return render(request, "account/contact.html", {"form": form})
    form = ContactForm(request.POST)
    if not form.is_valid():
        return render(request, "account/contact.html", {"form": form}, status=422)
    contact.choose(person=person.id, **form.cleaned_data)
    return _page(request, person, now=_("That is kept. You can change it whenever you like."))


@signed_in
def held(request: HttpRequest, *, person: Person) -> HttpResponse:
    """What somebody sent after the end of their session, to be sent now."""
    found = held_for(request, person)
    if found is None:
        return HttpResponseRedirect(reverse("account"))
    return render(request, "account/held.html", {"held": found})


def _page(request: HttpRequest, person: Person, *, now: str = "") -> HttpResponse:
    context: dict[str, Any] = {
        "name": person.name, "said": now, "notices": notices.unseen(person.id),
        "asked": returns.asked(person.id),
        "sittings": sittings.going_on(person=person.id, here=request.session.session_key),
        "shared": bool(request.session.get(limits.SHARED)), "contact": contact.contact_of(person.id),
        "erasure": erase.asked(person.id), "zone": zones.name(),
    }  # fmt: skip
    return render(request, "account/account.html", context)
