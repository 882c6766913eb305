"""Who may come to the desk: therapists and managers with a second factor."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db.models import Exists
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from footing.accounts import access
from footing.accounts.models import Person
from footing.practice import queries as practice
from footing.practice.models import Manager, Practice, Therapist


@dataclass(frozen=True)
class Staff:
    """A signed-in person of the practice. A manager sees every therapist, a therapist only themselves."""

    person: Person
    own: Therapist | None
    manager: bool

    def team(self) -> list[Therapist]:
        """The therapists whose time this person may see and change."""
        if self.manager:
            return list(Therapist.objects.select_related("person"))
        return [self.own] if self.own else []

    def therapist(self, slug: str) -> Therapist:
        """One of them, the own or first without a name. Raises Http404 for anyone else's, as for nobody's."""
        team = self.team()
        if not slug and team:
            return self.own or team[0]
        found = next((t for t in team if t.slug == slug), None)
        if found is None:
            raise Http404
        return found


# Where a manager may be while there is no practice or no team.
SETTING_UP = ("desk-start", "desk-practice", "desk-team")
Page = Callable[..., HttpResponseBase]


def staff(view: Page) -> Page:
    """Let staff through as `staff`; others sign in, add a second factor, or find nothing here."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        person = request.user
        if not isinstance(person, Person) or not person.is_authenticated:
            return access.to_sign_in(request)
        own = practice.therapist_of(person.id)
        seat = _manager(person)
        if own is None and seat is None:
            raise Http404
        house = practice.practice()
        if not _second_factor(person, house):
            return HttpResponseRedirect(reverse("mfa_index"))
        to_set_up = seat is not None and not (house and seat.has_team)
        if to_set_up and request.path not in {reverse(name) for name in SETTING_UP}:
            return HttpResponseRedirect(reverse("desk-start"))
        return view(request, *args, staff=Staff(person, own, seat is not None), **kwargs)

    return guarded


@dataclass(frozen=True)
class _Seat:
    """A manager's seat; without a team there is no week that the desk could show."""

    has_team: bool


def _manager(person: Person) -> _Seat | None:
    rows = Manager.objects.filter(person=person).values_list(Exists(Therapist.objects.all()))
    return next((_Seat(bool(has_team)) for (has_team,) in rows), None)


def _second_factor(person: Person, house: Practice | None) -> bool:
    """Whether a second factor is set; not asked in the demo practice on this machine."""
    if settings.FOOTING_LOOPBACK and house is not None and house.is_demo:
        return True
    # Paper codes alone are no second factor.
    return bool(is_mfa_enabled(person, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]))
