"""Pages that a private link opens. GET shows nothing; code and token come by POST, or both parts from one field."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from footing.design.middleware import refuse
from footing.vault import erase, visitors
from footing.vault.links import OwnedError, UnknownError

TRIES, HOUR = 30, 3600


class OpenForm(forms.Form):
    """Code and token of a private link; the whole link may be pasted into the first field."""

    code = forms.CharField(
        label=gettext_lazy("Code, or the whole private link"),
        max_length=300,
        error_messages={"required": gettext_lazy("Write the code, or paste the whole private link.")},
    )
    token = forms.CharField(
        label=gettext_lazy("Second part"),
        help_text=gettext_lazy("The long part after the dot."),
        required=False,
    )

    def pair(self) -> tuple[str, str]:
        """Code and token as typed, from one field or two."""
        code, token = self.cleaned_data["code"].strip(), self.cleaned_data["token"].strip()
        if not token:
            code, _dot, token = code.rpartition("#")[2].partition(".")
        return code, token


def ask(request: HttpRequest, *, page: str) -> HttpResponse:
    """The empty form, the same for everyone."""
    return render(request, page, {"form": OpenForm()})


def by_pair(
    request: HttpRequest, opened: Callable[[str, str], HttpResponse], *, page: str, what: str, always: bool = False,
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    """Answer with what code and token open; with the form and what was typed where they open nothing.

    `opened` raises UnknownError for a wrong pair, OwnedError where it is somebody else's already. Tries are
    counted as `what`; with `always` also where the limits of pages are off.
    """
    form = OpenForm(request.POST)
    shown = {**(context or {}), "form": form}
    if not form.is_valid():
        return render(request, page, shown, status=422)
    if not visitors.within(request, what, limit=TRIES, seconds=HOUR, always=always):
        return refuse(request, 429, _("Those were many tries from one place. Wait an hour, or call us."))
    try:
        return opened(*form.pair())
    except (UnknownError, OwnedError) as error:
        form.add_error("code", str(error))
        status = 404 if isinstance(error, UnknownError) else 409
    return render(request, page, shown, status=status)


def erasure(
    request: HttpRequest, holder: UUID, *, gone: str, show: Callable[[str], HttpResponse],
    sure: Callable[[], HttpResponse],
) -> HttpResponse:  # fmt: skip
    """Delete at once, in seven days, or not, as the button `sure` says; without one, the page that asks."""
    chosen = request.POST.get("sure", "")
    if chosen == "now":
        erase.at_once(holder=holder, by=holder)
        return render(request, "design/message.html", {"heading": _("It is deleted"), "sentence": gone})
    if chosen == "later":
        erase.ask(holder=holder, by=holder)
        return show(_("It will be deleted in seven days. Until then you can keep it."))
    if chosen == "keep":
        erase.take_back(holder=holder)
        return show(_("Nothing will be deleted. All is as it was."))
    return sure()
