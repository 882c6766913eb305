"""Whoever found a flaw learns where to say so, if the practice has said."""

from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])


def test_the_contact_stands_where_rfc_9116_looks_for_it(client: Client, settings: Any) -> None:
    settings.FOOTING_SECURITY_CONTACT = "mailto:flaws@rooms.example"
    answer = client.get("/.well-known/security.txt")
    assert answer["Content-Type"].startswith("text/plain")
    lines = answer.content.decode().splitlines()
    assert lines[0] == "Contact: mailto:flaws@rooms.example"
    assert [line.split(":")[0] for line in lines] == [
        "Contact",
        "Expires",
        "Preferred-Languages",
        "Canonical",
    ]


def test_without_a_contact_there_is_no_such_page(client: Client, settings: Any) -> None:
    settings.FOOTING_SECURITY_CONTACT = ""
    assert client.get("/.well-known/security.txt").status_code == 404
