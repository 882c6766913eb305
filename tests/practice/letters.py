"""Somebody who registers or writes, in tests: what they type, and the letter that comes of it."""

from typing import Any

from django.test import Client

from footing.practice import policies, services
from footing.practice.models import Inquiry, Therapist
from footing.vault import codes, links

TYPED = {
    "name": "Alice Canary", "phone": "+1 416 555 0134", "hours": "before four", "say": "Sam", "old_enough": "on",
    "agree": "on",
}  # fmt: skip
ASKED = {"reasons": ["feelings", "talk"], "words": "Quokka words", "together": "alone", "region": "Ontario"}


def pair(inquiry: Inquiry) -> dict[str, str]:
    """What opens it: code and second part."""
    return {"code": inquiry.code, "token": links.token(inquiry)}


def masked(page: str) -> str:
    """A page without the codes, second parts and links of anybody."""
    for inquiry in Inquiry.objects.all():
        for word in (links.token(inquiry), codes.spoken(inquiry.code), inquiry.code):
            page = page.replace(word, "…")
    return page


def shown() -> str:
    return policies.shown(policies.current())


def write(client: Client, **changes: Any) -> Any:
    """Send the contact form."""
    sent = {**TYPED, "message": "Numbat words", "shown": shown(), "key": "k1", **changes}
    return client.post("/contact/", sent)


def register(client: Client, **changes: Any) -> Any:
    """Send the form of becoming a client."""
    return client.post("/register/", {**TYPED, **ASKED, "shown": shown(), "key": "k1", **changes})


def letter(
    number: int = 1, *, name: str = "Alice Canary", therapist: Therapist | None = None, **changes: Any
) -> Inquiry:
    """An inquiry as the service writes it."""
    contact = {
        "email": "", "phone": "+1 416 555 0134", "say": "Sam", "hours": "before four", "may_mail": False,
        "may_leave_message": True, **changes.pop("contact", {}),
    }  # fmt: skip
    values: dict[str, Any] = {
        "kind": "register", "wish": {"reasons": ["cause"], "words": f"{name} words", "together": "alone"}, **changes,
    }  # fmt: skip
    body = f"{name} {number}".encode()
    sent = services.Letter(name=name, contact=contact, therapist=therapist, body=body, **values)
    return services.receive(letter=sent)
