"""Leave, sign-in and sign-out, and the demo's one-click sign-in."""

from contextlib import suppress
from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from footing.accounts import demo, homes, sittings
from footing.accounts.models import Person
from footing.accounts.names import login_of
from footing.vault import sealed

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LOOPBACK_PEERS = {"127.0.0.1", "::1"}


def leave(request: HttpRequest) -> HttpResponse:
    """Decision 8: the one address that leads to another host.

    A script goes there by itself and only tells us (POST); what it notes in its tab keeps Back from showing us again,
    so that storage is not cleared then.
    """
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        logout(request)
    if request.method == "POST":
        return _cleared(HttpResponse(status=204), what='"cache", "cookies"')
    return _cleared(HttpResponseRedirect(settings.FOOTING_LEAVE_URL))


class SignIn(LoginView):  # type: ignore[misc]
    """Name and pass phrase; in a demo, people to try it as. A visitor's sealed state may come along."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        carried = self.request.POST.get(sealed.FIELD, "")
        own = {"people": demo.people(), "carried": carried, "held": self.request.POST.get("held", "")}
        return {**super().get_context_data(**kwargs), **own}

    def form_valid(self, form: Any) -> HttpResponse:
        with suppress(sealed.StateError):
            sealed.open_state(self.request.POST.get(sealed.FIELD, ""))
            self.request.session[sittings.CARRIED] = self.request.POST[sealed.FIELD]
        if "held" in self.request.POST:
            self.request.session[sittings.HELD] = self.request.POST["held"]
        sittings.share(self.request, shared="shared" in self.request.POST)
        response: HttpResponse = super().form_valid(form)
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        response.status_code = 422
        return response


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session and clear what the browser kept. The first page says so: by its address, not by a cookie."""
    logout(request)
    return _cleared(HttpResponseRedirect(f"{reverse('home')}?out"))


@require_POST
def demo_sign_in(request: HttpRequest, id: str) -> HttpResponse:
    """Sign in as a demo person: from this machine only; 404 for everybody and everything else."""
    known = next((p for p in demo.people() if p.id == id), None)
    if known is None or request.META.get("REMOTE_ADDR") not in LOOPBACK_PEERS:
        raise Http404
    person = Person.objects.filter(login=login_of(known.name), is_active=True).first()
    if person is None:
        raise Http404
    login(request, person, backend=BACKEND)
    return HttpResponseRedirect(reverse(homes.TODAY if known.role == "client" else homes.DESK))


def nothing(request: HttpRequest, **_: str) -> HttpResponse:
    """Addresses that allauth names but we do not offer."""
    raise Http404


def _cleared(response: HttpResponse, *, what: str = '"cache", "cookies", "storage"') -> HttpResponse:
    response.headers["Clear-Site-Data"] = what
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
