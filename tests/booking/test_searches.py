"""How often one place may look for open times."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from footing.booking import searches
from footing.practice.models import Therapist
from footing.vault import passing
from tests.booking.api.calls import get
from tests.conftest import OwnClient

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
ASKED = {"type": "introduction", "who": "dana", "mode": "video", "tz": "America/Toronto"}


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searches, "MOST", 4)
    # No window ends in the middle of a test.
    monkeypatch.setattr(passing, "time", SimpleNamespace(time=lambda: 6_000_000_100.0))


@pytest.fixture
def asked(dana: Therapist) -> dict[str, str]:
    return ASKED


def page(client: Client, **changes: str) -> Any:
    return client.get("/book/times/", {**ASKED, **changes})


def test_the_limit_is_far_above_what_people_need(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    thirty_people_looking_through_ten_weeks = 30 * 10
    assert thirty_people_looking_through_ten_weeks <= searches.MOST
    assert searches.SECONDS == 600


def test_up_to_the_limit_every_search_has_the_same_answer(client: Client, asked: dict[str, str]) -> None:
    answers = [page(client) for _ in range(4)]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1


def test_above_it_a_page_says_to_wait_with_all_choices_kept(client: Client, asked: dict[str, str]) -> None:
    day = "2026-12-08"
    for _ in range(4):
        page(client)
    late = page(client, **{"from": day})
    text = late.content.decode()
    assert late.status_code == 429
    assert 0 < int(late["Retry-After"]) <= searches.SECONDS
    assert "Wait ten minutes and press the button again, or call us." in text
    for name in ("type", "mode"):
        assert f'name="{name}" value="{ASKED[name]}" checked' in text, name
    for name in ("who", "tz"):
        assert f'value="{ASKED[name]}" selected' in text, name
    assert f'<input type="hidden" name="from" value="{day}">' in text


def test_the_api_says_it_as_a_problem_document_and_counts_together_with_the_pages(
    client: Client, asked: dict[str, str]
) -> None:
    day = str((datetime.now(UTC) + timedelta(days=3)).date())
    for _ in range(2):
        page(client)
        assert get("/slots", **{"type": "introduction", "from": day, "to": day}).status_code == 200
    for late in (
        get("/slots", **{"type": "introduction", "from": day, "to": day}),
        get("/days", type="introduction", month=day[:7]),
    ):
        assert late.status_code == 429
        assert late["Content-Type"] == "application/problem+json"
        assert late.json()["status"] == 429
        assert 0 < int(late["Retry-After"]) <= searches.SECONDS
    assert page(client).status_code == 429


def test_somebody_elsewhere_is_not_touched_nor_is_any_other_page(
    client: Client, asked: dict[str, str]
) -> None:
    for _ in range(5):
        late = page(client)
    assert late.status_code == 429
    assert page(OwnClient(REMOTE_ADDR="192.0.2.7")).status_code == 200
    assert client.get("/book/").status_code == 200
    assert client.get("/api/v1/therapists").status_code == 200


def test_what_is_no_search_is_not_counted(client: Client, asked: dict[str, str]) -> None:
    for _ in range(6):
        assert page(client, mode="carrier-pigeon").status_code == 422
        assert client.get("/book/times/").status_code == 200
    assert page(client).status_code == 200


def test_one_line_tells_the_operator_and_nothing_of_the_visitor(
    client: Client, asked: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(9):
        page(client)
    assert [(r.name, r.getMessage()) for r in caplog.records] == [
        ("footing.security", "event=limit-met what=search")
    ]
