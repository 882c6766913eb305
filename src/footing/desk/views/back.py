"""A manager confirms that somebody whom they know may come back into an account."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from footing.accounts import returns
from footing.desk.access import Staff, staff
from footing.desk.forms import ConfirmForm
from footing.vault import access


@staff
def confirm(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Take the code that the person brought. No name is shown, and none is asked."""
    if not staff.manager:
        raise Http404
    if request.method != "POST":
        return render(request, "desk/confirm.html", {"staff": staff, "form": ConfirmForm(), "said": ""})
    form = ConfirmForm(request.POST)
    if form.is_valid():
        if returns.confirm(code=form.cleaned_data["code"], by=staff.person.id):
            access.record(
                actor=staff.person.id, subjects=[staff.person.id], kind="return", action="confirm", purpose="back in"
            )  # fmt: skip
            said = _("Confirmed. It works in three days, unless somebody who is signed in stops it.")
            return render(request, "desk/confirm.html", {"staff": staff, "form": ConfirmForm(), "said": said})
        form.add_error(
            "code",
            _("There is no open request with this code. It may be old, stopped, or confirmed already."),
        )
    return render(request, "desk/confirm.html", {"staff": staff, "form": form, "said": ""}, status=422)
