"""The intake: who sees what, the states and who made them, answers, and an end."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from footing.outbox.models import Message
from footing.practice import queries, services
from footing.practice.models import Answer, Assignment, Closing, Inquiry, Practice
from footing.vault.models import AccessLog
from tests import addresses
from tests.conftest import OwnClient
from tests.people import World, make_world, signed_in
from tests.practice.letters import letter

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
DANAS, FEMIS, NOBODYS = "Numbat Canary", "Bilby Canary", "Quoll Canary"
PARTS = ("", "take/", "give/", "answer/", "book/", "close/")
MAIL = {"email": "alice@example.org", "may_mail": True}


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def as_(world: World) -> Callable[[str], Client]:
    return lambda name: signed_in(getattr(world, name), OwnClient())


@pytest.fixture
def sent(world: World) -> dict[str, Inquiry]:
    """One that Dana answers, one that Femi answers, one that asks for Dana and is nobody's yet."""
    made = {name: letter(name=name, therapist=world.room) for name in (DANAS, FEMIS, NOBODYS)}
    services.assign(inquiry=made[DANAS], owner=world.dana, by=world.erin.id)
    services.assign(inquiry=made[FEMIS], owner=world.femi, by=world.erin.id)
    return made


def text(answer: Any) -> str:
    return str(answer.content.decode())


def here(inquiry: object, part: str = "") -> str:
    return f"/desk/intake/{getattr(inquiry, 'id', inquiry)}/{part}"


def test_a_visitor_signs_in_and_a_person_without_a_seat_finds_nothing(
    as_: Callable[[str], Client], sent: dict[str, Inquiry]
) -> None:
    for address in ("/desk/intake/", here(sent[DANAS])):
        assert OwnClient().get(address)["Location"].startswith("/account/sign-in/")
        assert as_("charlie").get(address).status_code == 404


@pytest.mark.parametrize(
    ("who", "seen"), [("dana", [DANAS]), ("femi", [FEMIS]), ("erin", [DANAS, FEMIS, NOBODYS])]
)
def test_a_manager_sees_all_and_a_therapist_only_what_is_theirs_to_answer(
    as_: Callable[[str], Client], sent: dict[str, Inquiry], who: str, seen: list[str]
) -> None:
    """Being named by somebody is not enough: whose it is, a manager says."""
    client = as_(who)
    listed = text(client.get("/desk/intake/"))
    for name, inquiry in sent.items():
        page = client.get(here(inquiry))
        assert (inquiry.code[:5] in listed) == (name in seen)
        assert page.status_code == (200 if name in seen else 404)
        assert (f"{name} words" in text(page)) == (name in seen)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("who", ["dana", "femi", "charlie"])
def test_what_is_not_theirs_answers_like_what_does_not_exist(
    as_: Callable[[str], Client], sent: dict[str, Inquiry], who: str, part: str
) -> None:
    foreign = sent[FEMIS if who == "dana" else DANAS]
    fields = {"text": "x", "reason": "spam", "owner": str(foreign.holder), "start": "2026-11-24T10:00:00Z"}
    client = as_(who)
    for method in (client.get, client.post):
        known, unknown = (method(here(id, part), fields) for id in (foreign, addresses.NOBODY))
        assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
        assert known.status_code in {404, 405}
    assert not AccessLog.objects.filter(subject=foreign.holder).exists()
    assert not Answer.objects.exists()
    assert not Closing.objects.exists()


def test_without_a_second_factor_there_is_only_the_way_to_one(
    as_: Callable[[str], Client], sent: dict[str, Inquiry]
) -> None:
    Practice.objects.update(is_demo=False)
    for address in ("/desk/intake/", here(sent[DANAS])):
        assert as_("dana").get(address)["Location"] == "/account/second/"


def test_the_list_shows_no_name_and_no_word_and_logs_nothing(
    as_: Callable[[str], Client], sent: dict[str, Inquiry]
) -> None:
    page = text(as_("erin").get("/desk/intake/"))
    assert "Canary" not in page
    counts = [page.count(words) for words in ("· Dana Whitlock", "nobody's yet", "asks for Dana")]
    assert counts == [2, 1, 3]
    assert not AccessLog.objects.exists()


def test_each_look_and_each_step_leaves_a_line_with_ids_and_kinds(
    as_: Callable[[str], Client], sent: dict[str, Inquiry], world: World
) -> None:
    dana, mine = as_("dana"), AccessLog.objects.filter(subject=sent[DANAS].holder)
    for number in (1, 2):
        dana.get(here(sent[DANAS]))
        assert mine.count() == number
    dana.post(here(sent[DANAS], "close/"), {"reason": "answered"})
    assert set(mine.values_list("actor", "kind", "action", "purpose")) == {
        (world.dana.id, "inquiry", "look", "intake"), (world.dana.id, "inquiry", "close", "intake"),
    }  # fmt: skip


def test_the_states_follow_each_other_as_rows_with_who_and_when(
    as_: Callable[[str], Client], sent: dict[str, Inquiry], world: World
) -> None:
    inquiry, erin = sent[NOBODYS], as_("erin")
    assert queries.state(inquiry) == "received"
    erin.post(here(inquiry, "give/"), {"owner": str(world.dana.id)})
    given = Assignment.objects.get(inquiry=inquiry)
    assert (given.owner_id, given.by, queries.state(inquiry)) == (world.dana.id, world.erin.id, "assigned")
    dana = as_("dana")
    dana.post(here(inquiry, "answer/"), {"text": "Said on the phone"})
    answer = Answer.objects.get(inquiry=inquiry)
    assert (answer.text, answer.way, answer.by, queries.state(inquiry)) == (
        "Said on the phone", "phone", world.dana.id, "answered",
    )  # fmt: skip
    dana.post(here(inquiry, "close/"), {"reason": "unreached"})
    closing = Closing.objects.get(inquiry=inquiry)
    assert (closing.reason, closing.by, queries.state(inquiry)) == ("unreached", world.dana.id, "closed")
    page = text(dana.get(here(inquiry)))
    assert "Could not be reached as they asked" in page
    assert 'action="/desk/intake/' not in page


def test_what_is_given_to_somebody_else_is_gone_from_view(
    as_: Callable[[str], Client], sent: dict[str, Inquiry], world: World
) -> None:
    as_("erin").post(here(sent[DANAS], "give/"), {"owner": str(world.femi.id)})
    assert as_("dana").get(here(sent[DANAS])).status_code == 404
    assert as_("femi").get(here(sent[DANAS])).status_code == 200
    as_("erin").post(here(sent[DANAS], "take/"))
    assert as_("femi").get(here(sent[DANAS])).status_code == 404


def test_a_therapist_gives_nothing_away_and_nobody_outside_gets_anything(
    as_: Callable[[str], Client], sent: dict[str, Inquiry], world: World
) -> None:
    assert as_("dana").post(here(sent[DANAS], "give/"), {"owner": str(world.femi.id)}).status_code == 404
    for owner in (str(world.charlie.id), "x", ""):
        assert as_("erin").post(here(sent[DANAS], "give/"), {"owner": owner}).status_code == 422
    assert as_("dana").get(here(sent[DANAS])).status_code == 200


def test_what_ended_can_not_be_ended_answered_or_taken_again(
    as_: Callable[[str], Client], sent: dict[str, Inquiry]
) -> None:
    dana = as_("dana")
    dana.post(here(sent[DANAS], "close/"), {"reason": "spam"})
    for part, fields in (
        ("close/", {"reason": "answered"}), ("answer/", {"text": "late"}), ("take/", {}), ("book/", {}),
    ):  # fmt: skip
        answer = dana.post(here(sent[DANAS], part), fields)
        assert answer.status_code == 409, part
        assert "This one is done already." in text(answer)
    assert Closing.objects.get().reason == "spam"
    assert not Answer.objects.exists()


def test_what_is_overdue_is_said_in_words_and_what_is_due_first_comes_first(
    as_: Callable[[str], Client], sent: dict[str, Inquiry]
) -> None:
    today = timezone.now().date()
    for name, day in ((DANAS, today + timedelta(days=9)), (FEMIS, today - timedelta(days=9))):
        Inquiry.objects.filter(id=sent[name].id).update(answer_by=day)
    page = text(as_("erin").get("/desk/intake/"))
    assert page.count("<strong>overdue</strong>") == 1
    assert "3 open, 1 overdue" in page
    assert (
        page.index(sent[FEMIS].code[:5])
        < page.index(sent[NOBODYS].code[:5])
        < page.index(sent[DANAS].code[:5])
    )
    as_("femi").post(here(sent[FEMIS], "answer/"), {"text": "said"})
    assert "overdue</strong>" not in text(as_("erin").get("/desk/intake/"))


def test_an_answer_goes_by_mail_only_where_they_allowed_it(
    as_: Callable[[str], Client], world: World
) -> None:
    may, not_asked = letter(1, contact=MAIL), letter(2, contact={**MAIL, "may_mail": False})
    erin = as_("erin")
    for inquiry in (may, not_asked):
        erin.post(here(inquiry, "answer/"), {"text": "You can choose a time."})
    mails = [m for m in Message.objects.all() if m.kind == "practice.answered"]
    assert [m.holder for m in mails] == [may.holder]
    assert mails[0].content["subject"] == "About your note"
    assert "You can choose a time." in mails[0].content["body"]
    assert "words" not in mails[0].content["body"]
    assert {a.inquiry_id: a.way for a in Answer.objects.all()} == {may.id: "mail", not_asked.id: "phone"}


def test_without_mail_the_page_says_whom_to_call_when_and_who_to_be(
    as_: Callable[[str], Client], sent: dict[str, Inquiry]
) -> None:
    page = text(as_("dana").get(here(sent[DANAS])))
    said = page[page.index("No mail: they do not want it.") :]
    for words in ("+1 416 555 0134", "Safe hours:", "before four", "Who shall we say is calling?", "Sam"):
        assert words in said


def test_a_template_begins_an_answer_that_can_be_changed(
    as_: Callable[[str], Client], sent: dict[str, Inquiry]
) -> None:
    page = text(as_("dana").get(here(sent[DANAS]), {"t": "call"}))
    code = f"{sent[DANAS].code[:5]}-{sent[DANAS].code[5:]}"
    assert f"Your code is {code}." in page[page.index("<textarea") :]
    assert f"Hello {DANAS}," in page
    assert "Hello" not in text(as_("dana").get(here(sent[DANAS]), {"t": "none"}))


@pytest.mark.parametrize(
    ("part", "fields", "sentence"),
    [
        ("answer/", {"text": ""}, "Write what you say to them"),
        ("answer/", {"text": "a\x1bb"}, "There is a character in it that cannot be kept."),
        ("close/", {"reason": "bored"}, "Choose a reason from the list."),
    ],
)
def test_a_mistake_at_the_desk_comes_back_with_a_sentence(
    as_: Callable[[str], Client], sent: dict[str, Inquiry], part: str, fields: dict[str, str], sentence: str
) -> None:
    answer = as_("dana").post(here(sent[DANAS], part), fields)
    assert answer.status_code == 422
    assert text(answer).count(sentence) == 2


def test_words_are_shown_as_text(as_: Callable[[str], Client], world: World) -> None:
    bad = "<svg onload=alert(1)>"
    inquiry = letter(name=bad, wish={"words": bad, "region": bad, "guardian": bad}, contact={"say": bad})
    erin = as_("erin")
    for page in (erin.get(here(inquiry), {"t": "call"}), erin.get(here(inquiry, "book/"))):
        assert bad not in text(page)
        assert "&lt;svg onload=alert(1)&gt;" in text(page)


def test_the_list_costs_the_same_for_few_and_for_many(
    as_: Callable[[str], Client], world: World, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    erin = as_("erin")
    for number in range(12):
        services.assign(inquiry=letter(number), owner=world.erin, by=world.erin.id)
    with django_assert_max_num_queries(14):
        assert "12 open" in text(erin.get("/desk/intake/"))


def test_a_day_is_over_when_it_is_over_in_the_practices_zone(
    as_: Callable[[str], Client], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from footing.desk import intake

    inquiry = letter()
    Inquiry.objects.filter(id=inquiry.id).update(answer_by=date(2026, 11, 23))
    for hour, due in ((3, "today"), (6, "overdue")):
        at = timezone.now().replace(year=2026, month=11, day=24, hour=hour)
        monkeypatch.setattr("footing.desk.intake.timezone.now", lambda at=at: at)
        row = queries.inquiries(person=world.erin.id).get()
        assert intake.line(row).due == due
