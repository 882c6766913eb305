"""The team pages show who is listed, and nobody else."""

import pytest
from django.test import Client

from footing.practice.models import Therapist

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def make_therapist(slug: str = "dana", **changes: object) -> Therapist:
    values: dict[str, object] = {
        "name": "Dana Whitlock", "profession": "Social worker", "registration_body": "College", "line": "Plain talk.",
        "registration_number": "DEMO 1", "bio": "One.\n\n<script>alert(1)</script>", "modes": ["video"],
        "languages": ["English"], "fee_minor": 12000, "fee_currency": "CAD", "time_zone": "America/Toronto",
    }  # fmt: skip
    return Therapist.objects.create(slug=slug, **{**values, **changes})


def test_a_listed_therapist_has_a_tile_and_a_page(client: Client) -> None:
    make_therapist()
    assert "Dana Whitlock" in client.get("/team/").content.decode()
    page = client.get("/team/dana/").content.decode()
    assert "CAD 120.00" in page
    assert "DEMO 1" in page


def test_a_therapist_who_is_not_listed_answers_like_one_who_does_not_exist(client: Client) -> None:
    make_therapist(is_listed=False)
    hidden, unknown = client.get("/team/dana/"), client.get("/team/zoe/")
    assert hidden.status_code == unknown.status_code == 404
    assert hidden.content.replace(b"dana", b"") == unknown.content.replace(b"zoe", b"")


def test_a_script_in_a_text_is_shown_as_text(client: Client) -> None:
    make_therapist(name="<img src=x onerror=alert(1)>")
    page = client.get("/team/dana/").content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_an_empty_practice_says_so(client: Client) -> None:
    assert "Nobody is listed here yet." in client.get("/team/").content.decode()
