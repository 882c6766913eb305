"""Views whose pages carry the sealed state from one to the next."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from footing.vault.sealed import FIELD, State, StateError, open_state

Carrying = Callable[[HttpRequest, State | None], HttpResponse]


def carries(view: Carrying) -> Callable[[HttpRequest], HttpResponse]:
    """Give a view the state that came with the form; None where the page was opened by its address.

    A state that was altered, has expired or is from elsewhere answers 400: a kind page that offers to
    start again.
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def opened(request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return view(request, None)
        try:
            state = open_state(request.POST.get(FIELD, ""))
        except StateError:
            return start_again(request)
        return view(request, state)

    return opened


def start_again(request: HttpRequest) -> HttpResponse:
    """The kind page for a state that cannot be opened: what happened, and three ways on. Status 400."""
    return render(request, "design/again.html", {}, status=400)
