"""What is kept of somebody as a file in an answer: it runs nothing, asks for nothing, and its name tells nothing."""

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language

from footing.vault import export

CSP = "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def answer(kept: export.Kept, *, zone: str, json: bool = False) -> HttpResponse:
    """An answer with a file to read, or with one for another program."""
    if json:
        name, kind, text = "kept.json", "application/json", export.as_json(kept)
    else:
        context = {"kept": kept, "zone": zone, "shown": export.shown, "language": get_language()}
        name, kind, text = (
            "kept.html",
            "text/html; charset=utf-8",
            render_to_string("vault/file.html", context),
        )
    response = HttpResponse(text, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Security-Policy"] = CSP
    return response
