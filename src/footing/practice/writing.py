"""Pages where somebody registers or writes: one form each, then one page that is the same for everyone."""

import json
import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from footing.accounts import contact as account
from footing.accounts.access import person_of
from footing.practice import letters, mail, nearby, policies, queries, reach, services, yours
from footing.practice.forms import ContactForm, RegisterForm, WriteForm
from footing.practice.models import Therapist
from footing.vault import links, opening, visitors

LIMIT, HOUR = 10, 3600


def register(request: HttpRequest) -> HttpResponse:
    """Become a client: read what is kept, say how to be reached and what you would like."""
    form = _register_form(request)
    if request.method != "POST":
        return _page(request, "register", form)
    named = form.therapist() if form.is_valid() else None
    return _received(request, "register", form, named)


def contact(request: HttpRequest) -> HttpResponse:
    """Write to the team."""
    form = ContactForm(request.POST or None, initial=_known(request), minimum_age=queries.minimum_age())
    if request.method != "POST":
        return _page(request, "contact", form)
    return _received(request, "contact", form, None)


def _register_form(request: HttpRequest) -> RegisterForm:
    house = queries.practice()
    asked = {"who": request.GET["who"]} if "who" in request.GET else {}
    return RegisterForm(
        request.POST if request.method == "POST" else None,
        initial={**_known(request), **asked},
        minimum_age=queries.minimum_age(),
        asks_guardian=bool(house and house.asks_guardian),
        team=queries.listed(),
    )


def _known(request: HttpRequest) -> dict[str, object]:
    """How a signed-in person said that they may be reached: filled in, for them to send or to change."""
    person = person_of(request)
    return reach.known(account.contact_of(person.id)) if person else {}


def _received(
    request: HttpRequest, kind: str, form: WriteForm, therapist: Therapist | None
) -> HttpResponse:  # fmt: skip
    """Keep it and give the code; or the form again, filled in, with what to do."""
    if not form.is_valid():
        return _page(request, kind, form, status=422)
    if not visitors.within(request, "write", limit=LIMIT, seconds=HOUR):
        form.add_error(None, _("Those were many from one place. Wait an hour, or call us."))
        return _page(request, kind, form, status=429)
    sent = {name: request.POST.getlist(name) for name in sorted(request.POST)}
    inquiry = services.receive(
        letter=services.Letter(
            kind=kind,
            name=form.cleaned_data["name"],
            contact=_contact(form),
            wish=form.wish(),
            therapist=therapist,
            body=json.dumps([kind, sent]).encode(),
            texts=form.texts,
        )
    )
    if not letters.shows_link(inquiry, now=timezone.now()):
        return opening.ask(request, page=yours.PAGE)
    own = yours.pair(inquiry, links.token(inquiry))
    return render(request, "practice/sent.html", {**own, "answer_by": inquiry.answer_by, **_around()})


def _contact(form: WriteForm) -> dict[str, str | bool]:
    language = mail.spoken()
    return {**form.contact(), "language": language} if language else form.contact()


def _page(request: HttpRequest, kind: str, form: WriteForm, status: int = 200) -> HttpResponse:
    """The form. Its key makes one press of the button one message, and a second text another."""
    texts = policies.current()
    if form.has_error("agree"):
        form.data = request.POST.copy()
        form.data.pop("agree", None)  # what is shown now was not read yet
    context = {
        "form": form, "key": request.POST.get("key", "") or secrets.token_hex(16), "policies": texts,
        "shown": policies.shown(texts), "action": kind, **_around(),
    }  # fmt: skip
    return render(request, f"practice/{kind}.html", context, status=status)


def _around() -> dict[str, object]:
    return {"words": policies.rules()["words"], "help": nearby.help_lines(), "practice": queries.practice()}
