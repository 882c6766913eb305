"""Who fits: the team in order with reasons, from answers that are kept nowhere."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from footing.booking.models import Booking
from footing.calendars.models import WorkingHours
from footing.practice.models import Practice, Therapist
from footing.vault.sealed import seal_state
from tests.booking.pages.conftest import refused, text
from tests.booking.world import make_therapist
from tests.everywhere.rows import rows

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
NAME = re.compile(r'<h2><a href="/team/(\w+)/">')
CARD = re.compile(r'<li class="card stack">(.*?)</form>', re.DOTALL)
FIELD = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
START = re.compile(r'name="start" value="([^"]+)"')


@pytest.fixture(autouse=True)
def team(db: None) -> list[Therapist]:
    """Dana says little of themselves, Femi much, Priya something else."""
    cache.clear()
    Practice.objects.create(pk=1, name="House", country="CA", time_zone="UTC")
    return [
        make_therapist("dana", position=0),
        make_therapist(
            "femi", position=1, languages=["English", "French"], themes=["loss"], says={"person": "man"},
            access_features={"step-free": True}, takes_interpreter=True, fee_minor=15000, fee_lowest_minor=9000,
            modes=["video"],
        ),
        make_therapist(
            "priya", position=2, themes=["work"], says={"person": "woman"}, access_features={"step-free": False},
            takes_interpreter=False, fee_minor=20000, fee_lowest_minor=20000, modes=["phone"],
        ),
    ]  # fmt: skip


def order(answer: Any) -> list[str]:
    assert answer.status_code == 200
    return NAME.findall(text(answer))


def reasons(answer: Any, slug: str) -> str:
    cards = {NAME.findall(card)[0]: card for card in CARD.findall(text(answer))}
    return cards[slug]


def test_nothing_has_to_be_answered_and_the_page_says_that_nothing_is_kept(client: Client) -> None:
    page = text(client.get("/book/fit/"))
    assert "They are not written down, and they are not in the address" in page
    assert " required" not in page
    assert "<textarea" not in page
    assert order(client.post("/book/fit/")) == ["dana", "femi", "priya"]


def test_each_reason_is_said_and_what_is_not_known_is_said_to_be_asked(client: Client) -> None:
    sent = {
        "needs": ["loss"], "language": "French", "mode": "video", "like_person": "woman", "fee": "100",
        "access": ["step-free"], "interpreter": "on", "days": [str(n) for n in range(7)], "parts": ["afternoon"],
    }  # fmt: skip
    answer = client.post("/book/fit/", sent)
    assert order(answer) == ["femi", "dana", "priya"]
    said = {slug: reasons(answer, slug) for slug in ("femi", "dana", "priya")}
    for slug, lines in {
        "femi": ("Often about: Losing somebody", "Speaks French", "Meets by video", "Says: A man",
                 "Costs CAD 150, some places from CAD 90: ask if one is free", "A way in without steps",
                 "An interpreter can join", "Has time on Monday afternoon, Tuesday afternoon, Wednesday afternoon"),
        "dana": ("What their talks are often about: not known, ask", "Does not speak French",
                 "Has not said, so ask: A woman",
                 "Costs CAD 120. Whether it can be less is not known, ask", "A way in without steps: not known, ask",
                 "Whether an interpreter can join: not known, ask"),
        "priya": ("Does not name: Losing somebody", "Does not meet by video", "Says: A woman",
                  "Costs CAD 200, more than you can pay", "Not here: A way in without steps",
                  "Works without interpreters"),
    }.items():  # fmt: skip
        for line in lines:
            assert line in said[slug], (slug, line)


def test_what_must_be_so_comes_first_and_what_is_not_so_is_not_hidden(client: Client) -> None:
    sent = {"access": ["step-free"], "musts": ["access"], "language": "English"}
    answer = client.post("/book/fit/", sent)
    assert order(answer) == ["femi", "dana", "priya"]
    assert "We do not know yet whether this is so for them." in reasons(answer, "dana")
    assert "Something that must be so for you is not so here." in reasons(answer, "priya")
    Therapist.objects.update(access_features={"step-free": False})
    page = text(client.post("/book/fit/", sent))
    assert "Nobody here has everything that must be so for you." in page
    assert "Something that must be so for you is not so here." not in page


def test_whoever_does_not_ask_for_it_gets_no_order_by_what_therapists_say_they_are(client: Client) -> None:
    for said in ({"dana": "woman"}, {"priya": "woman"}, {}):
        for slug in ("dana", "femi", "priya"):
            Therapist.objects.filter(slug=slug).update(says={"person": said[slug]} if slug in said else {})
        assert order(client.post("/book/fit/", {"language": "English"})) == ["dana", "femi", "priya"]


def test_one_press_leads_to_the_booking_and_four_screens_are_enough(client: Client) -> None:
    client.get("/book/fit/")
    card = reasons(client.post("/book/fit/", {"language": "French", "tz": "UTC"}), "femi")
    sent = {**dict(FIELD.findall(card)), "start": START.findall(card)[0]}
    assert sent["who"] == "femi"
    third = client.post("/book/details/", sent)
    assert "Who shall we expect?" in text(third)
    said = {"name": "Alice", "phone": "+1 416 555 0134", "old_enough": "on"}
    fourth = client.post("/book/done/", {**dict(FIELD.findall(text(third))), **said})
    assert "Your time is booked" in text(fourth)
    assert Booking.objects.get().therapist.slug == "femi"


def test_times_offered_lie_where_somebody_wished_them(client: Client) -> None:
    day = datetime.now(UTC).weekday()
    card = reasons(
        client.post("/book/fit/", {"days": [str((day + 3) % 7)], "parts": ["afternoon"], "tz": "UTC"}), "dana"
    )
    starts = [datetime.fromisoformat(start) for start in START.findall(card)]
    assert len(starts) == 3
    assert all(start.hour >= 12 and start.weekday() == (day + 3) % 7 for start in starts)
    WorkingHours.objects.update(end_minute=12 * 60)
    card = reasons(client.post("/book/fit/", {"parts": ["evening"], "tz": "UTC"}), "dana")
    assert "No open time when it suits you in the next four weeks" in card
    assert len(START.findall(card)) == 3


def test_answers_are_in_no_row_no_cookie_no_address_and_no_log(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    sent = {
        "needs": ["affair"],
        "access": ["written"],
        "fee": "43.21",
        "like_way": "listens",
        "mode": "video",
    }
    before = rows()
    answer = client.post("/book/fit/", sent)
    page = text(answer)
    assert rows() == before
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
    carried = re.findall(r'(?:href|action|formaction)="([^"]*)"', page)
    hidden = dict(FIELD.findall(page))
    assert set(hidden) == {"type", "who", "mode", "tz"}
    for word in ("affair", "written", "43", "listens"):
        assert not [address for address in carried if word in address], word
        assert word not in hidden.values()
        assert word not in caplog.text
    assert client.get("/book/fit/", sent).content == client.get("/book/fit/").content


def test_nothing_of_the_check_or_the_private_questions_is_read(client: Client) -> None:
    check = {"about": 1, "items": "3" * 18, "way": "3" * 6, "duration": "longer", "shock": "n"}
    state = seal_state({"check": [check], "safety": {"1": "U."}, "story": {"causes": ["bullied"]}})
    sent = {"language": "English"}
    plain = client.post("/book/fit/", sent)
    assert client.post("/book/fit/", {**sent, "state": state}).content == plain.content


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"fee": "much"}, "Write a sum in digits, such as 90."),
        ({"fee": "-1"}, "Write a sum in digits, such as 90."),
        ({"fee": "NaN"}, "Write a sum in digits, such as 90."),
        ({"needs": ["nothing"]}, "Choose from the list."),
        ({"like_person": "tall"}, "Choose from the list."),
        ({"days": ["7"]}, "Choose from the list."),
        ({"musts": ["needs"]}, "Choose from the list."),
        ({"tz": "Mars/Base"}, "Choose a zone from the list."),
    ],
)
def test_a_mistake_comes_back_with_what_to_do(client: Client, sent: dict[str, Any], sentence: str) -> None:
    page = refused(client.post("/book/fit/", {**sent, "language": "French"}), 422, sentence)
    assert page.count(sentence) == 2
    assert '<option value="French" selected>' in page


def test_many_searches_are_asked_to_wait(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("footing.booking.searches.MOST", 1)
    assert client.post("/book/fit/").status_code == 200
    later = client.post("/book/fit/", {"language": "French"})
    assert int(later["Retry-After"]) > 0
    assert '<option value="French" selected>' in refused(
        later, 429, "Many searches came from your connection"
    )


def test_nobody_to_book_is_said(client: Client) -> None:
    Therapist.objects.update(is_listed=False)
    assert "Nobody can be booked here just now." in text(client.post("/book/fit/"))


def test_the_way_there_is_on_the_pages_of_team_and_booking(client: Client) -> None:
    for address in ("/team/", "/book/"):
        assert 'href="/book/fit/"' in text(client.get(address))


@pytest.mark.one_database
def test_more_therapists_need_no_more_queries(client: Client) -> None:
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            client.post("/book/fit/", {"parts": ["evening"]})
        return len(found)

    client.get("/book/")  # the colour of the pages is known from now on, whatever is counted
    few = count(), count()  # what is kept is read anew, and then not
    for number in range(10):
        make_therapist(f"t{number}")
    assert (count(), count()) == few
    assert few[1] <= 10 < few[0] <= 14
