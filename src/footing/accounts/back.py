"""Pages for a forgotten pass phrase. Known and unknown names get the same answer."""

from allauth.core import ratelimit
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from footing.accounts import returns, said
from footing.accounts.access import signed_in
from footing.accounts.forms import AskForm, BackForm
from footing.accounts.models import Person
from footing.accounts.names import login_of


def back(request: HttpRequest) -> HttpResponse:
    """Come back with a code, or ask the practice."""
    if request.method != "POST":
        return _page(request, BackForm(), AskForm(prefix="a"))
    if "ask" in request.POST:
        return _ask(request, AskForm(request.POST, prefix="a"))
    form = BackForm(request.POST)
    if not form.is_valid():
        return _page(request, form, AskForm(prefix="a"), status=422)
    typed = form.cleaned_data
    if not _within(request, typed["name"]):
        return _many(request, form, AskForm(prefix="a"), form)
    try:
        returns.come_back(name=typed["name"], code=typed["code"], passphrase=typed["passphrase"])
    except ValidationError as error:
        form.add_error("passphrase", error)
    except returns.ReturnError:
        form.add_error(
            "code",
            _("The name and the code do not fit together. Or the code was used, or its time has not come."),
        )
    else:
        return HttpResponseRedirect(f"{reverse('sign-in')}?new=1")
    return _page(request, form, AskForm(prefix="a"), status=422)


@require_POST
@signed_in
def stop(request: HttpRequest, *, person: Person) -> HttpResponse:
    """It was not me: nobody comes back by these requests."""
    returns.stop(person=person.id)
    said.later(request, _("It is stopped. Nobody comes in with that code."))
    return HttpResponseRedirect(reverse("account"))


def _ask(request: HttpRequest, form: AskForm) -> HttpResponse:
    if not form.is_valid():
        return _page(request, BackForm(), form, status=422)
    if not _within(request, form.cleaned_data["name"]):
        return _many(request, BackForm(), form, form)
    code = returns.ask(name=form.cleaned_data["name"])
    return render(request, "account/asked.html", {"code": f"{code[:5]}-{code[5:]}"})


def _within(request: HttpRequest, name: str) -> bool:
    return bool(ratelimit.consume(request, action="back", key=login_of(name)))


def _many(request: HttpRequest, form: BackForm, ask: AskForm, said: BackForm | AskForm) -> HttpResponse:
    said.add_error(None, _("Those were many tries. Wait an hour, then try again."))
    return _page(request, form, ask, status=429)


def _page(request: HttpRequest, form: BackForm, ask: AskForm, *, status: int = 200) -> HttpResponse:
    return render(request, "account/back.html", {"form": form, "ask": ask}, status=status)
