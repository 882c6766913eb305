"""Calls of the API as another program makes them."""

import json
from datetime import datetime
from typing import Any

from django.test import Client

ROOT = "/api/v1"
MAIL = {"email": "alice@example.org", "may_mail": True}
WORK = {"ahead": ["day", "hours"], "mail_hours": "work"}
BODY = {"name": "Alice Canary", "contact": {"email": "alice@example.org"}, "tz": "America/Toronto"}


def stamp(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def get(path: str, **query: Any) -> Any:
    return Client().get(f"{ROOT}{path}", query)


def send(method: str, path: str, body: Any = None, token: str = "", **headers: str) -> Any:
    """A request with a JSON body and a bearer token."""
    if token:
        headers["Authorization"] = f"Bearer {token}"
    data = b"" if body is None else json.dumps(body).encode()
    return Client().generic(method, f"{ROOT}{path}", data, content_type="application/json", headers=headers)


def book(start_at: datetime, /, **changes: Any) -> Any:
    body = {"type": "introduction", "start": stamp(start_at), "mode": "video", **BODY, **changes}
    return send("POST", "/bookings", body)


def opened(made: Any, method: str = "GET", body: Any = None) -> Any:
    """The booking that an answer gave code and token of."""
    said = made.json()
    return send(method, f"/bookings/{said['code']}", body, token=said["token"])
