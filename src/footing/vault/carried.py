"""Pages that live from the sealed state: opened once, in one place, with one kind answer when it does not open."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from footing.vault import sealed
from footing.vault.sealed import State

Page = Callable[..., HttpResponse]


def carried(*, optional: bool = False) -> Callable[[Page], Page]:
    """Give a view the opened state as `state`. POST only; with `optional`, no state is an empty one.

    A state that is altered, expired or from elsewhere, and a GET, get a page that offers to start again.
    """

    def decorate(view: Page) -> Page:
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            token = request.POST.get(sealed.FIELD, "")
            if optional and not token:
                return view(request, *args, state={}, **kwargs)
            try:
                if request.method != "POST":
                    raise sealed.StateError("no state")
                state: State = sealed.open_state(token)
            except sealed.StateError:
                return start_again(request)
            return view(request, *args, state=state, **kwargs)

        return opened

    return decorate


def start_again(request: HttpRequest) -> HttpResponse:
    """Nothing was kept, so there is nothing to show; say so and offer a new start."""
    context = {
        "heading": _("This page has let go of your answers"),
        "sentence": _("They are never kept, so they fade after some hours, or when a page is loaded again. "
                      "You can start again whenever you like."),
        "again": True,
    }  # fmt: skip
    return render(request, "design/message.html", context, status=400)
