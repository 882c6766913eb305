"""Register and contact: what is shown first, what is kept, and that everybody gets the same page."""

import hashlib
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from footing.design import content
from footing.outbox.models import Message
from footing.practice.answering import answer_by
from footing.practice.models import Consent, Inquiry, Practice
from footing.vault.models import Key
from tests.practice.letters import letter, masked, pair, register, write
from tests.practice.test_team import make_therapist

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
Send = Callable[..., Any]
BOTH = pytest.mark.parametrize(("address", "send"), [("/register/", register), ("/contact/", write)])
TELLING = re.compile(
    r"trust|partner|abus|violen|therap|counsel|couple|love|client|help|session", re.IGNORECASE
)


@pytest.fixture(autouse=True)
def house(db: None) -> Iterator[Practice]:
    cache.clear()
    yield Practice.objects.create(
        pk=1, name="House", country="CA", region="ON", time_zone="America/Toronto", telephone="416 555 0134"
    )
    cache.clear()


def text(answer: Any) -> str:
    return str(answer.content.decode())


@BOTH
def test_the_limits_stand_before_the_first_field(client: Client, address: str, send: Send) -> None:
    page = text(client.get(address))
    limits = content.page("practice/limits.md")
    first = min(page.index(f'name="{field}"') for field in ("name", "phone", "agree"))
    assert page.index("A child at risk.") < page.index("A court order.") < first
    assert page.index("This is not for emergencies.") < first
    assert limits.meta["title"] in page


@BOTH
def test_whoever_sends_gets_a_code_a_day_help_lines_and_the_way_to_a_time(
    client: Client, address: str, send: Send
) -> None:
    page = text(send(client))
    inquiry = Inquiry.objects.get()
    assert f"{inquiry.code[:5]}-{inquiry.code[5:]}" in page
    assert f"{inquiry.answer_by.day} {inquiry.answer_by:%B}" in page
    assert "This is not for emergencies." in page
    assert 'href="tel:' in page
    assert 'href="/book/"' in page


@BOTH
def test_what_was_typed_is_kept_sealed_under_a_key_of_its_own(
    client: Client, address: str, send: Send
) -> None:
    before = Key.objects.count()
    send(client)
    inquiry = Inquiry.objects.get()
    assert Key.objects.count() == before + 1
    assert inquiry.name == "Alice Canary"
    assert inquiry.contact["hours"] == "before four"
    assert inquiry.wish["words"] in {"Quokka words", "Numbat words"}
    assert inquiry.kind == address.strip("/")


def test_a_registration_keeps_reasons_company_language_and_whom_they_named(client: Client) -> None:
    dana = make_therapist()
    register(client, who="dana", language="English")
    inquiry = Inquiry.objects.get()
    assert inquiry.therapist == dana
    assert inquiry.wish["reasons"] == ["feelings", "talk"]
    assert (inquiry.wish["together"], inquiry.wish["region"], inquiry.wish["language"]) == (
        "alone",
        "Ontario",
        "English",
    )


def test_a_consent_row_says_which_text_in_which_version_with_which_words_and_when(client: Client) -> None:
    before = datetime.now(UTC)
    register(client)
    rows = {row.policy: row for row in Consent.objects.all()}
    for path in ("practice/limits.md", "pages/privacy.md"):
        page = content.page(path)
        row = rows.pop(page.id)
        assert row.version == page.meta["version"]
        assert row.text_hash == hashlib.sha256(page.body.encode()).hexdigest()
        assert before <= row.at <= datetime.now(UTC)
    assert not rows


@BOTH
def test_without_agreeing_and_to_a_text_that_changed_meanwhile_nothing_is_kept(
    client: Client, address: str, send: Send
) -> None:
    for changes, sentence in (
        ({"agree": ""}, "tick this if you agree"),
        ({"shown": "an older text"}, "These texts changed while you were writing."),
    ):
        answer = send(client, **changes)
        assert answer.status_code == 422
        assert sentence in text(answer)
        assert 'name="agree">' in text(answer).replace(
            ' aria-invalid="true" aria-describedby="id_agree_error"', ""
        )
        assert 'value="Alice Canary"' in text(answer)
    assert not Inquiry.objects.exists()


@BOTH
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Write a name."),
        ({"phone": ""}, "so that we can reach you"),
        ({"phone": "", "email": "a@example.org"}, "Otherwise we cannot reach you."),
        ({"phone": "later"}, "Write the telephone number in digits"),
        ({"email": "a at b"}, "Write the e-mail address in full"),
        ({"hours": "x" * 201}, "at most 200"),
        ({"say": "a\x1bb"}, "There is a character in it that cannot be kept."),
        ({"old_enough": ""}, "If you are younger than 16"),
    ],
)
def test_a_mistake_comes_back_filled_in_with_the_sentence_at_the_top_and_at_the_field(
    client: Client, address: str, send: Send, changes: dict[str, str], sentence: str
) -> None:
    answer = send(client, **{"hours": "dunnart hours", **changes})
    page = text(answer)
    assert answer.status_code == 422
    assert page.index('role="alert"') < page.index(sentence)
    assert page.count(sentence) == 2
    assert "dunnart hours" in page or "hours" in changes
    assert not Inquiry.objects.exists()


def test_a_message_may_have_lines(client: Client) -> None:
    write(client, message="one\r\ntwo")
    assert Inquiry.objects.get().wish["words"] == "one\r\ntwo"


def test_the_age_is_the_practices_and_no_birth_date_is_asked(client: Client) -> None:
    Practice.objects.update(minimum_age=14)
    for address in ("/register/", "/contact/"):
        page = text(client.get(address))
        assert "I am 14 or older" in page
        assert not re.search(r"birth|type=\"date\"", page)


def test_the_guardian_is_asked_about_only_where_the_practices_rule_says_so(client: Client) -> None:
    assert 'name="guardian"' not in text(client.get("/register/"))
    Practice.objects.update(asks_guardian=True)
    assert 'name="guardian"' in text(client.get("/register/"))
    assert 'name="guardian"' not in text(client.get("/contact/"))
    refused = register(client)
    assert refused.status_code == 422
    assert "Nobody hears of it before we have spoken to you." in text(refused)
    register(client, guardian="private", guardian_words="my aunt")
    wish = Inquiry.objects.get().wish
    assert (wish["guardian"], wish["guardian_words"]) == ("private", "my aunt")


def test_the_same_form_sent_twice_is_one_and_another_text_is_another(client: Client) -> None:
    first, second = text(write(client)), text(write(client))
    assert Inquiry.objects.count() == 1
    code = re.compile(r'class="code">([^<]+)')
    assert code.findall(first) == code.findall(second)
    write(client, message="And one more thing")
    assert Inquiry.objects.count() == 2


@BOTH
def test_the_page_after_sending_is_the_same_for_somebody_who_is_known(
    client: Client, address: str, send: Send
) -> None:
    """Nobody learns from it whether a name, a number or an address was here before."""
    known = (("a", "Alice Canary"), ("b", "Alice Canary"), ("c", "Somebody new"))
    pages = [masked(text(send(client, key=key, name=name))) for key, name in known]
    assert Inquiry.objects.count() == 3
    assert len(set(pages)) == 1


@BOTH
def test_many_from_one_place_wait_an_hour_and_lose_nothing(client: Client, address: str, send: Send) -> None:
    answers = [send(client, key=f"k{n}") for n in range(11)]
    assert {a.status_code for a in answers[:10]} == {200}
    assert answers[10].status_code == 429
    assert "Wait an hour, or call us." in text(answers[10])
    assert "before four" in text(answers[10])
    assert Inquiry.objects.count() == 10


@BOTH
def test_no_mail_leaves_unless_they_allowed_it(client: Client, address: str, send: Send) -> None:
    send(client, email="alice@example.org")
    assert not Message.objects.exists()


@BOTH
def test_a_mail_that_they_allowed_tells_nothing(client: Client, address: str, send: Send) -> None:
    send(client, email="alice@example.org", may_mail="on")
    mail = Message.objects.get()
    assert mail.content["to"] == "alice@example.org"
    assert mail.holder == Inquiry.objects.get().holder
    whole = mail.content["subject"] + mail.content["body"]
    assert not TELLING.search(whole.replace("http://localhost:8000", "")), whole
    assert "Alice" not in whole
    assert "words" not in whole
    assert "#" not in whole
    assert pair(Inquiry.objects.get())["token"] not in whole, "the address may be somebody else's"


def test_the_templates_of_answers_tell_nothing() -> None:
    for template in content.table("practice/intake.toml")["answer"]:
        assert not TELLING.search(template["text"].replace("thank", "")), template["id"]


@pytest.mark.parametrize(
    ("received", "wanted"),
    [
        (date(2026, 11, 23), date(2026, 11, 25)),
        (date(2026, 11, 26), date(2026, 11, 30)),
        (date(2026, 11, 28), date(2026, 12, 1)),
        (date(2026, 12, 24), date(2026, 12, 29)),
        (date(2026, 12, 31), date(2027, 1, 5)),
    ],
)
def test_an_answer_is_due_two_working_days_later(received: date, wanted: date) -> None:
    rules = content.table("practice/intake.toml")
    assert answer_by(
        received, working_days=2, weekdays=rules["weekdays"], closed=rules["closed"]
    ) == wanted  # fmt: skip
    with pytest.raises(ValueError, match="no working day"):
        answer_by(received, working_days=1, weekdays=[], closed=[])


def test_the_day_is_that_of_the_practice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Late on Monday in Toronto it is Tuesday in UTC."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 11, 24, 3, 0, tzinfo=UTC))
    assert letter().answer_by == date(2026, 11, 25)


def test_the_three_reasons_are_those_of_the_plan() -> None:
    plan = {reason["id"]: reason["label"] for reason in content.table("plan/texts.toml")["reason"]}
    own = {reason["id"]: reason["label"] for reason in content.table("practice/intake.toml")["reason"]}
    assert len(own) == 3
    assert own.items() <= plan.items()


def test_both_pages_are_reached_from_the_start_the_plan_the_booking_and_every_foot(client: Client) -> None:
    for address in ("/", "/plan/", "/book/", "/team/", "/book/manage/"):
        page = text(client.get(address))
        assert 'href="/register/"' in page, address
        assert 'href="/contact/"' in page, address
