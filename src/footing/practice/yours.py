"""Pages of what somebody sent, for whoever has its code and second part. GET shows nothing, POST opens."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from footing.accounts import owning
from footing.accounts.access import person_of, signed_in
from footing.accounts.models import Person
from footing.practice import letters, nearby, policies, queries, services
from footing.practice.models import Inquiry
from footing.vault import codes, erase, export, files, links, opening

Answer = Callable[[HttpRequest, Inquiry, str], HttpResponse]
PAGE = "practice/yours_open.html"


def yours(request: HttpRequest) -> HttpResponse:
    """Ask for code and second part, or show how far it has come."""
    if request.method != "POST":
        return opening.ask(request, page=PAGE)
    return _with_letter(request, _show)


@require_POST
def new_link(request: HttpRequest) -> HttpResponse:
    """Make the private link anew; the old one is dead."""
    return _with_letter(request, _new_link)


@require_POST
def stop_mail(request: HttpRequest) -> HttpResponse:
    """Write no more mail to whoever sent it."""
    return _with_letter(request, _stop_mail)


@require_POST
def kept(request: HttpRequest) -> HttpResponse:
    """All that is kept, and who looked."""
    return _with_letter(request, _kept)


@require_POST
def kept_file(request: HttpRequest) -> HttpResponse:
    """The same as a file: to read, or for another program."""
    return _with_letter(request, _file)


@require_POST
def erase_all(request: HttpRequest) -> HttpResponse:
    """Ask once; then delete at once, in seven days, or not."""
    return _with_letter(request, _erase)


@signed_in
def own(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Ask for both parts, or take it into the account and go to today."""

    def taken(code: str, token: str) -> None:
        services.own(person=person.id, code=code, token=token)

    return owning.keep(request, taken, page="practice/yours_own.html")


def pair(inquiry: Inquiry, token: str) -> dict[str, str]:
    """What opens it, as pages show it: code, second part, and both as a link."""
    address = links.address(reverse("yours"), inquiry, token)
    return {"code": codes.spoken(inquiry.code), "token": token, "address": address}


def _with_letter(request: HttpRequest, answer: Answer) -> HttpResponse:
    def opened(code: str, token: str) -> HttpResponse:
        return answer(request, letters.opened(code=code, token=token), token)

    return opening.by_pair(request, opened, page=PAGE, what="yours")


def _show(
    request: HttpRequest, inquiry: Inquiry, token: str, said: str = "", *, fresh: bool = False
) -> HttpResponse:
    person = person_of(request)
    context: dict[str, Any] = {
        **pair(inquiry, token), "inquiry": inquiry, "progress": letters.progress(inquiry, now=timezone.now()),
        "said": said, "zone": queries.zone(), "erasure": erase.asked(inquiry.holder), "practice": queries.practice(),
        "mine": person is not None and letters.is_in_account(inquiry, person.id), "help": nearby.help_lines(),
        "words": policies.rules()["words"], "fresh": fresh,
    }  # fmt: skip
    return render(request, "practice/yours.html", context)


def _new_link(request: HttpRequest, inquiry: Inquiry, token: str) -> HttpResponse:
    renewed = services.renew_link(code=inquiry.code, token=token)
    said = _("Here is a new private link. The old one no longer works.")
    return _show(request, renewed, links.token(renewed), said, fresh=True)


def _stop_mail(request: HttpRequest, inquiry: Inquiry, token: str) -> HttpResponse:
    quiet = services.stop_mail(code=inquiry.code, token=token)
    return _show(
        request, quiet, token, _("No more mail goes out about this. What has left cannot be called back.")
    )


def _kept(request: HttpRequest, inquiry: Inquiry, token: str) -> HttpResponse:
    found = export.collect(holder=inquiry.holder, now=timezone.now())
    context = {**pair(inquiry, token), "kept": found, "zone": queries.zone(), "shown": export.shown}
    return render(request, "practice/yours_kept.html", context)


def _file(request: HttpRequest, inquiry: Inquiry, token: str) -> HttpResponse:
    found = export.collect(holder=inquiry.holder, now=timezone.now())
    return files.answer(found, zone=queries.zone(), json=request.POST.get("as") == "json")


def _erase(request: HttpRequest, inquiry: Inquiry, token: str) -> HttpResponse:
    return opening.erasure(
        request,
        inquiry.holder,
        gone=_("Your name, your words and our answers are gone for good. Nobody will ask why."),
        show=partial(_show, request, inquiry, token),
        sure=lambda: render(request, "practice/yours_erase.html", pair(inquiry, token)),
    )
