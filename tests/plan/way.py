"""The way from the check to the plan, posted as a browser does; what a page shows, without its sealed state."""

import re
from typing import Any

from django.test import Client

from tests.check.test_way import IN_STATE, answers, masked, token

__all__ = ["CAUSES", "IN_STATE", "hidden", "masked", "planned", "post", "printed", "token", "way"]

CAUSES = ("c3", "c7")


def post(client: Client, address: str, state: str, **sent: Any) -> Any:
    """Post a page's answers with the sealed state that it carried."""
    return client.post(address, {"state": state, **sent})


def way(client: Client, private: dict[str, str], *, causes: tuple[str, ...] = CAUSES) -> list[Any]:
    """Every page from the private questions to the plan: after, result, causes, plan."""
    asked = client.post("/check/", answers())
    after = post(client, "/check/next/", token(asked), **private)
    result = post(client, "/check/result/", token(after))
    boxes = post(client, "/plan/", token(result))
    return [after, result, boxes, post(client, "/plan/", token(boxes), step="causes", c=list(causes))]


def planned(client: Client, private: dict[str, str] | None = None) -> str:
    """The sealed state of a plan."""
    return token(way(client, private or {})[-1])


def hidden(page: Any) -> tuple[int, int, int]:
    """What of a page's sealed state can be seen from outside: sizes."""
    return len(token(page)), len(page.content), page.content.count(b'name="state"')


def printed(page: Any) -> str:
    """What is left of a page on paper: everything marked as not for print is taken out."""
    text = re.sub(r"<(form|details|div|p|span)[^>]*no-print.*?</\1>", "", masked(page), flags=re.S)
    return re.sub(r'<form class="back".*?</form>', "", text, flags=re.S)
