"""How much each thing counts when people are shown who fits: try it, see what it does, save it."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from footing.accounts import said
from footing.desk import matching as reads
from footing.desk import services
from footing.desk.access import Staff, staff
from footing.desk.fitform import WeightsForm
from footing.practice import fit, queries


@staff
def matching(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Show what the weights do; "save" keeps them, anything else only tries them."""
    if not staff.manager:
        raise Http404
    present = fit.weights(queries.practice())
    if request.method != "POST":
        form = WeightsForm(initial={name.value: str(int(weight)) for name, weight in present.items()})
        return _page(request, staff, form)
    form = WeightsForm(request.POST)
    if not form.is_valid():
        return _page(request, staff, form, status=422)
    if request.POST.get("do") != "save":
        return _page(request, staff, form, tried=True)
    services.set_weights(staff=staff, weights=form.weights())
    said.later(request, _("Saved. Visitors see the new order from now on."))
    return HttpResponseRedirect(reverse("desk-matching"))


def _page(
    request: HttpRequest, staff: Staff, form: WeightsForm, *, tried: bool = False, status: int = 200
) -> HttpResponse:
    present = fit.weights(queries.practice())
    context = {
        "staff": staff, "form": form, "tried": tried, "said": said.now(request),
        "effect": reads.effect(form.weights() if tried else present, present),
    }  # fmt: skip
    return render(request, "desk/matching.html", context, status=status)
