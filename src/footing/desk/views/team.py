"""The team, for managers: add, invite, show to visitors, end a sign-in; and what is said of booking."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from footing.accounts import said
from footing.booking import services as booking
from footing.booking.queries.rules import house as house_rules
from footing.desk import seats, services
from footing.desk.access import Staff, staff
from footing.desk.forms import TherapistForm
from footing.desk.house_rules import BookingRulesForm
from footing.practice import house as practice
from footing.practice import invitations, queries
from footing.practice.models import Therapist

OWN = gettext_lazy("You cannot end your own sign-in. Another manager can.")


@staff
def team(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Who works here. `do` says what a manager wants: rules, add, invite, manager,
    show, hide or end."""
    if not staff.manager:
        raise Http404
    if request.method != "POST":
        return _page(request, staff)
    do = request.POST.get("do", "")
    if do in {"invite", "show", "hide"}:
        return _change(request, staff, do, staff.therapist(request.POST.get("who", "")))
    if do in {"manager", "end"}:
        return _seat(request, staff, do)
    if do == "rules":
        return _rules(request, staff)
    if queries.practice() is not None:
        member = TherapistForm(request.POST)
        if not member.is_valid():
            return _page(request, staff, member=member, status=422)
        services.add_therapist(values=member.cleaned_data)
    return HttpResponseRedirect(reverse("desk-team"))


def _rules(request: HttpRequest, staff: Staff) -> HttpResponse:
    """What the practice says of booking."""
    rules = BookingRulesForm(request.POST, auto_id="rules_%s")
    if not rules.is_valid():
        return _page(request, staff, rules=rules, status=422)
    booking.set_rules(**rules.cleaned_data)
    return HttpResponseRedirect(reverse("desk-team"))


def _change(request: HttpRequest, staff: Staff, do: str, therapist: Therapist) -> HttpResponse:
    if do == "invite":
        if therapist.person_id and not therapist.has_left:
            wrong = _("%(name)s has joined already.") % {"name": therapist.name}
            return _page(request, staff, wrong=wrong, status=422)
        link = invitations.link(invitations.invite(therapist=therapist))
        return _page(request, staff, invited=therapist.name, link=link)
    try:
        if do == "show":
            practice.list_therapist(therapist=therapist)
        else:
            practice.unlist_therapist(therapist=therapist)
    except practice.NotReadyError:
        wrong = _("Fill in the profile of %(name)s first: visitors would read it.") % {"name": therapist.name}
        return _page(request, staff, wrong=wrong, status=422)
    except practice.LeftError:
        wrong = _("The sign-in of %(name)s is ended. Invite them again first.") % {"name": therapist.name}
        return _page(request, staff, wrong=wrong, status=422)
    return HttpResponseRedirect(reverse("desk-team"))


def _seat(request: HttpRequest, staff: Staff, do: str) -> HttpResponse:
    """Invite a manager; or ask once, then end the sign-in of somebody who left."""
    if do == "manager":
        link = invitations.link(invitations.invite(manager=True))
        return _page(request, staff, invited=_("a manager"), link=link)
    seat = seats.found(request.POST.get("who", ""))
    if seat.person.id == staff.person.id:
        return _page(request, staff, wrong=str(OWN), status=422)
    if "sure" not in request.POST:
        return _page(request, staff, ending=seat)
    try:
        seats.end(staff=staff, person=seat.person)
    except seats.OwnSeatError:
        return _page(request, staff, wrong=str(OWN), status=422)
    said.later(request, _("The sign-in of %(name)s is ended.") % {"name": seat.name})
    return HttpResponseRedirect(reverse("desk-team"))


def _page(
    request: HttpRequest, staff: Staff, *, member: TherapistForm | None = None,
    rules: BookingRulesForm | None = None, invited: str = "", ending: seats.Seat | None = None, link: str = "",
    wrong: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    saved = queries.practice()
    zone = {"time_zone": saved.time_zone} if saved else {}
    context = {
        "staff": staff, "practice": saved, "team": seats.team(staff), "managers": seats.managers(), "invited": invited,
        "ending": ending, "link": link, "wrong": wrong, "said": said.now(request),
        "member": member or TherapistForm(initial=zone),
        "rules": rules or BookingRulesForm(initial=BookingRulesForm.initial_of(house_rules()), auto_id="rules_%s"),
    }  # fmt: skip
    return render(request, "desk/team.html", context, status=status)
