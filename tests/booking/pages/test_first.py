"""Is a talk for us: four questions, what follows from each, the house's own facts, and times or "not now"."""

import html
import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from footing.booking import firstform, searches
from footing.booking.models import AppointmentType, Booking, Hold
from footing.calendars.models import WorkingHours
from footing.practice import policies
from footing.practice.models import OwnText, Practice, Therapist
from tests.addresses import NOBODY
from tests.booking.pages.conftest import refused, text
from tests.booking.world import NOW, make_therapist
from tests.everywhere.rows import rows

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
WORDS = firstform.words()
FORM = re.compile(r'<form method="post" action="/book/details/">(.*?)</form>', re.DOTALL)
FIELD = re.compile(r'name="(\w+)" value="([^"]*)"')
SENT = {"reasons": ["cause", "talk"], "company": "together", "holds": ["cost", "alone"], "today": "later"}


@pytest.fixture(autouse=True)
def team(db: None) -> list[Therapist]:
    """Dana and Femi, who have time each day; Femi has places at a lower fee."""
    cache.clear()
    Practice.objects.create(pk=1, name="House", country="CA", time_zone="UTC")
    return [
        make_therapist("dana", position=0, fee_minor=12300),
        make_therapist("femi", position=1, fee_minor=15000, fee_lowest_minor=9000, modes=["phone"]),
    ]


def fits(client: Client, **sent: Any) -> str:
    answer = client.post("/book/first/", sent)
    assert answer.status_code == 200
    return html.unescape(text(answer))


def row(part: str, id: str) -> dict[str, Any]:
    return next(one for one in WORDS[part] if one["id"] == id)


def starts(page: str) -> list[dict[str, str]]:
    """What each button for a time sends."""
    return [dict(FIELD.findall(form)) for form in FORM.findall(page)]


def test_nothing_has_to_be_answered_nothing_is_typed_and_the_page_says_that_nothing_is_kept(
    client: Client,
) -> None:
    page = text(client.get("/book/first/"))
    assert "They are not written down, and they are not in the address" in page
    assert not re.search(r" required| checked|<textarea", page)
    said = fits(client)
    assert WORDS["result"]["open"] in said
    assert row("company", "")["title"] in said


@pytest.mark.parametrize("part", ["reason", "hold", "company"])
def test_each_answer_is_cited_and_has_its_own_reply(client: Client, part: str) -> None:
    field = {"reason": "reasons", "hold": "holds", "company": "company"}[part]
    for one in WORDS[part][: len(WORDS[part]) - (part == "company")]:
        page, others = fits(client, **{field: one["id"]}), [o for o in WORDS[part] if o != one]
        assert one["text"] in page
        assert f"<q>{one['label']}</q>" in page or f"<h3>{one['label']}</h3>" in page
        assert not [o for o in others if o["text"] in page]


def test_the_facts_are_those_of_the_house_on_this_day(client: Client) -> None:
    page = fits(client)
    assert "Introductory talk: 20 minutes, costs nothing." in page
    assert "First full appointment: 50 minutes, at the fee" in page
    assert "CAD 123" in page
    assert "Some places at a lower fee, from CAD 90" in page
    Therapist.objects.filter(slug="femi").update(fee_lowest_minor=None)
    AppointmentType.objects.filter(id="introduction").update(minutes=25)
    cache.clear()
    page = fits(client)
    assert "Introductory talk: 25 minutes" in page
    assert "lower fee, from" not in page


def test_what_stays_with_the_house_is_said_in_its_own_words(client: Client) -> None:
    OwnText.objects.create(
        policy=policies.LIMITS, version=1, text="We keep it for ten years.", by=NOBODY, at=NOW
    )
    page = fits(client)
    assert "A child at risk." in page
    assert "We keep it for ten years." in page


def test_it_ends_at_open_times_that_lead_into_booking_with_what_was_chosen(client: Client) -> None:
    for company, kind in (
        ("alone", "introduction"),
        ("together", "introduction-for-two"),
        ("", "introduction"),
    ):
        page = fits(client, company=company)
        found = starts(page)
        assert found == sorted(found, key=lambda one: one["start"])
        assert {one["who"] for one in found} == {"dana", "femi"}
        assert {one["mode"] for one in found if one["who"] == "femi"} == {"phone"}
        assert {one["type"] for one in found} == {kind}
        assert f'href="/book/?type={kind}"' in page
        details = client.post("/book/details/", found[0])
        assert details.status_code == 200
        assert "Who shall we expect?" in text(details)


def test_not_now_comes_first_where_it_was_said_and_is_never_missing(client: Client) -> None:
    for today in ("", "time", "later", "unsure"):
        page = fits(client, today=today, reasons=["confidence"])
        assert (page.index('id="later"') < page.index('id="times"')) == (today == "later")
        assert 'href="/steps/e6/"' in page
        assert 'href="/story/"' not in page
        assert 'href="/map/"' in page
        assert all(line in page for line in WORDS["lines"]["again"])


def test_the_way_alone_and_beginning_apart_are_on_every_page_in_the_same_words(client: Client) -> None:
    for sent in ({}, SENT, {"company": "alone", "today": "time"}):
        page = fits(client, **sent)
        assert all(line in page for line in WORDS["lines"]["apart"])
        assert 'aria-label="Who can help now"' in page
    assert WORDS["page"]["fear"] in html.unescape(text(client.get("/book/first/")))


def test_picked_questions_are_a_page_of_their_own_and_the_answers_come_back(client: Client) -> None:
    page = fits(client, **SENT, ask=["fee", "must"], step="list")
    assert [WORDS["question"].index(q) for q in WORDS["question"] if q["text"] in page] == [3, 7]
    back = {
        name: [v for n, v in FIELD.findall(page) if n == name]
        for name in ("reasons", "company", "holds", "today")
    }
    assert back == {**SENT, "company": ["together"], "today": ["later"]}
    everything = fits(client, step="list")
    assert all(q["text"] in everything for q in WORDS["question"])


def test_nothing_of_it_is_kept_and_nothing_stands_in_an_address(client: Client) -> None:
    before = rows()
    answer = client.post("/book/first/", SENT)
    assert rows() == before
    assert not [*Booking.objects.all(), *Hold.objects.all(), *answer.cookies]
    assert client.get("/book/first/", SENT).content == client.get("/book/first/").content


@pytest.mark.parametrize("name", ["reasons", "company", "holds", "today", "ask"])
def test_an_unknown_answer_comes_back_with_what_was_said(client: Client, name: str) -> None:
    page = refused(client.post("/book/first/", {**SENT, name: "quokka"}), 422, "Choose from the list.")
    kept = "cost" if name == "reasons" else "cause"
    assert re.search(rf'value="{kept}" checked', page)


def test_a_house_that_is_full_empty_or_asked_too_often_still_answers(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searches, "wait", lambda request: 60)
    page = fits(client, **SENT)
    assert "Many searches came from your connection" in page
    assert not starts(page)
    monkeypatch.undo()
    WorkingHours.objects.all().delete()
    assert WORDS["result"]["none"] in fits(client)
    Therapist.objects.update(is_listed=False)
    assert WORDS["result"]["nobody"] in fits(client)


def test_it_is_found_where_somebody_wonders(client: Client) -> None:
    for address in ("/book/", "/learn/w3/"):
        assert 'href="/book/first/"' in text(client.get(address))
    assert 'href="/book/first/"' in text(client.post("/plan/", {"step": "skip"}))
