"""API v1 as its contract says, over the same services as the pages."""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from footing.booking.models import Booking
from footing.outbox.models import Message
from footing.practice.models import Therapist
from tests.booking.api.calls import BODY, book, get, send, stamp

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])


@pytest.fixture(autouse=True)
def marks(settings: Any, tmp_path: Any) -> None:
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(tmp_path)}
    }


def problem(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = json.loads(response.content)
    assert body["status"] == status
    assert body["title"]
    return body


def test_types_and_therapists_are_listed(dana: Therapist) -> None:
    types = get("/appointment-types").json()["types"]
    assert {"id", "name", "minutes", "together", "modes"} <= set(types[0])
    assert types[0]["id"] == "introduction"
    (listed,) = get("/therapists").json()["therapists"]
    assert (listed["id"], listed["name"], listed["time_zone"]) == (str(dana.id), "Dana", "UTC")


def test_slots_are_pairs_of_start_and_therapist_in_order(
    dana: Therapist, femi: Therapist, start: datetime
) -> None:
    day = f"{start:%Y-%m-%d}"
    body = get("/slots", **{"type": "introduction", "from": day, "to": day}).json()
    assert set(body) == {"slots"}
    starts = [slot["start"] for slot in body["slots"]]
    assert starts == sorted(starts)
    assert starts.count(stamp(start)) == 2
    one = get("/slots", **{"type": "introduction", "from": day, "to": day, "therapist": dana.id}).json()
    assert {slot["therapist"] for slot in one["slots"]} == {str(dana.id)}
    assert len(body["slots"]) == 2 * len(one["slots"])


def test_days_count_what_slots_list_in_any_zone(dana: Therapist, start: datetime) -> None:
    for zone in ("UTC", "Pacific/Auckland", "America/Los_Angeles"):
        month = get("/days", type="introduction", month=f"{start:%Y-%m}", tz=zone).json()["days"]
        for day in list(month)[:3]:
            listed = get("/slots", **{"type": "introduction", "from": day, "to": day, "tz": zone}).json()[
                "slots"
            ]
            assert len(listed) == month[day]


def test_a_booking_is_made_seen_moved_and_given_up(dana: Therapist, start: datetime) -> None:
    made = book(start)
    assert made.status_code == 201
    body = made.json()
    assert set(body) == {"code", "token", "start", "end", "therapist", "mode", "status", "version"}
    assert (body["start"], body["end"]) == (stamp(start), stamp(start + timedelta(minutes=20)))
    path, token = f"/bookings/{body.pop('code')}", body.pop("token")
    seen = send("GET", path, token=token).json()
    assert {k: seen[k] for k in body} == body
    later = stamp(start + timedelta(hours=2))
    moved = send("PATCH", path, {"start": later}, token=token).json()
    assert (moved["start"], moved["version"], moved["status"]) == (later, 2, "confirmed")
    for _ in range(2):
        assert send("DELETE", path, token=token).json()["status"] == "cancelled"
    assert send("GET", path, token=token).json()["version"] == 3
    problem(send("PATCH", path, {"start": stamp(start)}, token=token), 422)


def test_a_hold_is_made_used_and_given_back(dana: Therapist, start: datetime) -> None:
    wish = {"type": "introduction", "start": stamp(start), "mode": "video"}
    kept = send("POST", "/holds", wish)
    assert kept.status_code == 201
    assert {"hold", "expires", "therapist"} <= set(kept.json())
    problem(book(start), 409)
    assert send("DELETE", f"/holds/{kept.json()['hold']}").status_code == 204
    problem(send("DELETE", f"/holds/{kept.json()['hold']}"), 404)
    again = send("POST", "/holds", wish).json()
    assert book(start, hold=again["hold"]).status_code == 201


def test_a_taken_start_answers_with_three_that_can_be_booked(dana: Therapist, start: datetime) -> None:
    book(start)
    nearest = problem(book(start), 409)["nearest"]
    assert len(nearest) == 3
    for slot in nearest:
        assert set(slot) == {"start", "end", "therapist"}
    assert (
        book(datetime.fromisoformat(nearest[0]["start"]), therapist=nearest[0]["therapist"]).status_code
        == 201
    )


def test_a_repeated_request_is_answered_as_before(dana: Therapist, start: datetime) -> None:
    body = {"type": "introduction", "start": stamp(start), "mode": "video", **BODY}
    key = {"Idempotency-Key": "0f8c"}
    first, again = (send("POST", "/bookings", body, **key) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert Booking.objects.count() == 1
    problem(send("POST", "/bookings", {**body, "name": "Bob"}, **key), 422)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"start": "2020-01-06T11:00:00Z"}, "start"), ({"start": "tomorrow"}, "start"), ({"start": 5}, "start"),
        ({"start": "2026-11-24T11:00:00"}, "start"), ({"mode": "pigeon"}, "mode"), ({"name": ""}, "name"),
        ({"contact": {}}, "contact"), ({"contact": {"email": "x"}}, "email"), ({"tz": "Mars"}, "tz"),
        ({"extra": 1}, "extra"), ({"hold": "x"}, "hold"), ({"name": "a\x00"}, "name"),
    ],
)  # fmt: skip
def test_bad_input_names_its_field(
    dana: Therapist, start: datetime, changes: dict[str, Any], field: str
) -> None:
    errors = problem(book(start, **changes), 422)["errors"]
    assert errors[0]["field"].split(".")[-1] == field


def test_what_does_not_exist_is_404(dana: Therapist, start: datetime) -> None:
    problem(book(start, type="nope"), 404)
    problem(book(start, therapist=str(uuid4())), 404)
    problem(book(start, hold=str(uuid4())), 404)
    problem(get("/slots", **{"type": "nope", "from": "2026-11-24", "to": "2026-11-24"}), 404)
    problem(send("DELETE", f"/holds/{uuid4()}"), 404)
    problem(send("DELETE", "/holds/7"), 404)
    problem(get("/nothing"), 404)
    problem(Client().get("/api/"), 404)


def test_a_wrong_code_and_a_wrong_token_are_the_same_404(dana: Therapist, start: datetime) -> None:
    made = book(start).json()
    code, token = made["code"], made["token"]
    answers = {
        send(method, path, body, token=key).content
        for method, body in (("GET", None), ("PATCH", {"start": stamp(start)}), ("DELETE", None))
        for path, key in (
            (f"/bookings/{code}", "wrong"),
            ("/bookings/2345678923", token),
            ("/bookings/%00", token),
        )
    }
    assert len(answers) == 1
    problem(send("GET", f"/bookings/{code}", token="wrong"), 404)
    assert problem(send("GET", f"/bookings/{code}"), 401)


def test_head_answers_as_get_does_where_there_is_one(dana: Therapist) -> None:
    for address in ("/therapists", "/appointment-types", "/openapi.json"):
        assert send("HEAD", address).headers["Content-Type"] == get(address).headers["Content-Type"]
        assert send("HEAD", address).status_code == 200
    problem(send("HEAD", "/holds"), 405)


def test_every_refusal_is_a_problem_document(dana: Therapist) -> None:
    assert send("PUT", "/slots")["Allow"] == "GET"
    problem(send("PUT", "/slots"), 405)
    problem(Client().post("/api/v1/bookings", {"a": "b"}), 415)
    large = Client().post("/api/v1/bookings", b"x" * 70_000, content_type="application/json")
    assert "Shorten it" in problem(large, 413)["detail"]
    for broken in (b"{", b"[" * 60_000, b"\xff", b'{"start": NaN}'):
        problem(Client().post("/api/v1/bookings", broken, content_type="application/json"), 400)
    for wrong in (b"", b"[]", b"null", b'"x"', b'{"name": "\\ud800"}'):
        problem(Client().post("/api/v1/bookings", wrong, content_type="application/json"), 422)


@pytest.mark.parametrize(
    "query",
    [
        {"from": "2026-11-24"}, {"from": "2026-11-24", "to": "2026-11-23"}, {"from": "2026-11-24", "to": "2027-01-25"},
        {"from": "24.11.2026", "to": "2026-11-24"}, {"from": "2026-11-24", "to": "2026-11-24", "tz": "x"},
        {"from": "0001-01-01", "to": "0001-01-02"}, {"from": "2026-02-30", "to": "2026-03-01"},
        {"from": "2026-11-24", "to": "2026-11-24", "therapist": "dana"},
    ],
)  # fmt: skip
def test_a_search_with_wrong_dates_is_422(dana: Therapist, query: dict[str, str]) -> None:
    problem(get("/slots", type="introduction", **query), 422)


def test_the_longest_search_is_62_days(dana: Therapist) -> None:
    assert (
        get("/slots", **{"type": "introduction", "from": "2026-11-24", "to": "2027-01-24"}).status_code == 200
    )


def test_no_answer_sets_or_varies_by_a_cookie(dana: Therapist, start: datetime) -> None:
    for response in (get("/therapists"), book(start), get("/nothing")):
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


def test_too_many_bookings_from_one_address_wait(dana: Therapist, start: datetime) -> None:
    statuses = [book(start, mode="pigeon").status_code for _ in range(3)]
    assert statuses == [422] * 3
    answers = [book(start) for _ in range(25)]
    assert answers[-1].status_code == 429
    assert answers[-1]["Retry-After"]
    problem(answers[-1], 429)


def test_a_talk_for_two_gives_a_code_to_hand_over(dana: Therapist, start: datetime) -> None:
    made = book(start, type="introduction-for-two").json()
    joined = book(start + timedelta(hours=1), type="introduction-for-two", joint_code=made["joint_code"])
    assert joined.json()["joint_code"] == made["joint_code"]


def test_thousands_of_parameters_are_told_as_unreadable() -> None:
    query = {f"x{number}": "1" for number in range(3000)}
    problem(get("/slots", **query), 400)


def test_no_mail_goes_to_an_address_that_nobody_allowed(dana: Therapist, start: datetime) -> None:
    assert book(start).status_code == 201
    assert not Message.objects.exists()
    allowed = {"email": "alice@example.org", "may_mail": True}
    assert book(start + timedelta(hours=2), contact=allowed).status_code == 201
    assert Message.objects.count() == 1
