"""Which language a page speaks: its address alone says it (decision 33)."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from footing.design.middleware import SAFE, Handler

WHEN = ("type", "who", "mode", "tz", "from")
# What an address says after its question mark, by page. Nothing else goes along: it could be something typed.
SAYS: dict[str, tuple[str, ...]] = {
    "help": ("country", "region"), "check": ("c",), "book": WHEN, "book-times": WHEN, "wait": WHEN,
    "register": ("who",), "step": ("about",), "log-new": ("about",), "steps": ("p",), "log": ("p",), "diary": ("p",),
    "map-rate": ("q",), "map-picture": ("n",),
}  # fmt: skip


def stands_for(request: HttpRequest, parts: dict[str, object], said: dict[str, object]) -> None:
    """Of which page of this view, with what after its question mark, this one has the link."""
    request.stands_for = (parts, said)  # type: ignore[attr-defined]


class ByAddress:
    """`/fr/…` is French, everything else English. No cookie, no header of the browser, no redirect."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        first = request.path_info.split("/", 2)[1]
        language = first if first in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def others(request: HttpRequest) -> list[dict[str, str]]:
    """The same page in other languages: code, name and address of each.

    None for a page that came by POST, since a link would lose what it carries, and none for one that says that
    nothing is there: two of these are the same bytes, whatever their address. A page that stands at the address of
    another one for a reason that nobody may see says by `stands_for` whose link it has.
    """
    match = request.resolver_match
    if request.method not in SAFE or match is None or getattr(request, "alike", False):
        return []
    known = [code for code, _name in settings.LANGUAGES if code != translation.get_language()]
    asked = {name: request.GET[name] for name in SAYS.get(match.view_name, ()) if name in request.GET}
    parts, said = getattr(request, "stands_for", (match.kwargs, asked))
    pages = {code: _page(code, match.view_name, match.args, parts) for code in known}
    query = f"?{urlencode(said)}" if said else ""
    own = {code: translation.get_language_info(code)["name_local"].capitalize() for code in known}
    return [
        {"code": code, "name": own[code], "address": f"{page}{query}"}
        for code, page in pages.items()
        if page not in {"", request.path}
    ]


def _page(code: str, name: str, args: tuple[object, ...], kwargs: dict[str, object]) -> str:
    with translation.override(code):
        try:
            return reverse(name, args=args or None, kwargs=kwargs or None)
        except NoReverseMatch:
            return ""
