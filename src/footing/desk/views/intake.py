"""The intake: what people sent, whose it is, and the answer."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from footing.accounts.models import Person
from footing.desk import intake as reads
from footing.desk import services
from footing.desk.access import Staff, staff
from footing.desk.forms import AnswerForm, CloseForm, GiveForm
from footing.practice import mail, policies, queries
from footing.practice.models import Inquiry
from footing.practice.services import DoneError


@staff
def intake(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """What waits for an answer, due first: codes and days, no names."""
    who, done = request.GET.get("who", ""), request.GET.get("done", "") == "1"
    context = {
        "staff": staff, "therapist": staff.therapist(who) if who else None, "done": done,
        "lines": reads.listed(staff, done=done), "rules": policies.rules(), "zone": queries.zone(),
    }  # fmt: skip
    return render(request, "desk/intake.html", context)


@staff
def inquiry(request: HttpRequest, id: UUID, *, staff: Staff) -> HttpResponse:
    """One of them, whole; `t` names an answer to begin from."""
    found = reads.inquiry(staff, id)
    words = reads.template(found, request.GET.get("t", ""))
    return show(request, staff, found, answer=AnswerForm(initial={"text": words}))


@require_POST
@staff
def take(request: HttpRequest, id: UUID, *, staff: Staff) -> HttpResponse:
    """It is mine to answer."""
    return _taken(request, staff, reads.inquiry(staff, id), partial(services.take, owner=staff.person))


@require_POST
@staff
def give(request: HttpRequest, id: UUID, *, staff: Staff) -> HttpResponse:
    """A manager gives it to somebody of the practice."""
    found = reads.inquiry(staff, id)
    if not staff.manager:
        raise Http404
    form = GiveForm(request.POST, owners=reads.owners())
    if not form.is_valid():
        return show(request, staff, found, give=form, status=422)
    owner = Person.objects.get(id=form.cleaned_data["owner"])
    return _taken(request, staff, found, partial(services.take, owner=owner))


@require_POST
@staff
def answer(request: HttpRequest, id: UUID, *, staff: Staff) -> HttpResponse:
    """Send the answer by mail where they allowed it; else note what was said on the phone."""
    form = AnswerForm(request.POST)
    return _step(request, staff, id, services.answer, answer=form)


@require_POST
@staff
def close(request: HttpRequest, id: UUID, *, staff: Staff) -> HttpResponse:
    """End it, with the reason."""
    form = CloseForm(request.POST)
    return _step(request, staff, id, services.close, close=form)


def show(
    request: HttpRequest, staff: Staff, found: Inquiry, *, answer: AnswerForm | None = None,
    give: GiveForm | None = None, close: CloseForm | None = None, said: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page of one inquiry."""
    rules = policies.rules()
    context = {
        "staff": staff, "line": reads.line(found), "inquiry": found, "contact": found.contact, "wish": found.wish,
        "steps": reads.steps(found), "booking": reads.booking_of(found), "rules": rules, "said": said,
        "zone": queries.zone(),
        "labels": {kind: {e["id"]: e["label"] for e in rules[kind]} for kind in ("reason", "who", "guardian")},
        "by_mail": mail.may_mail(found), "answer": answer or AnswerForm(), "close": close or CloseForm(),
        "give": (give or GiveForm(owners=reads.owners())) if staff.manager else None,
    }  # fmt: skip
    return render(request, "desk/inquiry.html", context, status=status)


def over(request: HttpRequest, staff: Staff, found: Inquiry) -> HttpResponse:
    """Somebody was faster: say so, show how it ended."""
    return show(
        request, staff, reads.inquiry(staff, found.id), said=_("This one is done already."), status=409
    )


def back(found: Inquiry) -> HttpResponse:
    """To the page of the inquiry."""
    return HttpResponseRedirect(reverse("desk-inquiry", kwargs={"id": found.id}))


def _step(
    request: HttpRequest, staff: Staff, id: UUID, take: Callable[..., None], **form: Any
) -> HttpResponse:
    """Take one step with what its form says, or show the page with the form and what is wrong."""
    found, (typed,) = reads.inquiry(staff, id), form.values()
    if not typed.is_valid():
        return show(request, staff, found, **form, status=422)
    return _taken(request, staff, found, partial(take, **typed.cleaned_data))


def _taken(request: HttpRequest, staff: Staff, found: Inquiry, take: Callable[..., None]) -> HttpResponse:
    try:
        take(staff=staff, found=found)
    except DoneError:
        return over(request, staff, found)
    return back(found)
