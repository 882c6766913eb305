"""Whoever wrote, booked or waits in French gets French, whoever causes the mail; and English stays English."""

from datetime import timedelta

import pytest
from django.utils import translation

from footing.booking import kinds, services
from footing.booking.models import AppointmentType
from footing.booking.reminders import services as reminders
from footing.booking.services import Guest
from footing.booking.waiting.models import Waiting
from footing.design import content
from footing.outbox.models import Message
from footing.practice import mail
from footing.practice.models import Inquiry, Therapist
from footing.vault import export, links
from tests.booking.line import opens, run, waits
from tests.booking.world import ALICE, NOW, at, wish
from tests.conftest import OwnClient
from tests.everywhere.pseudo import PseudoClient
from tests.practice.letters import shown, write

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
FRENCH = Guest(name="Alice Canary", email="alice@rooms.example", may_mail=True, calendar=True, language="fr")
START = at(14, day=3)


@pytest.fixture(autouse=True)
def some_french(monkeypatch: pytest.MonkeyPatch) -> None:
    """Subjects in French, whether or not a catalogue is here."""
    from django.utils.translation import trans_real

    french, known = trans_real.translation("fr"), {"Your time on {weekday}": "Votre rendez-vous de {weekday}"}
    own = french.gettext
    monkeypatch.setattr(french, "gettext", lambda words: known.get(words) or own(words))


def last() -> dict[str, str]:
    found: dict[str, str] = Message.objects.order_by("-created_at")[0].content
    return found


def test_a_mail_to_a_french_booker_is_french_whatever_is_spoken_where_it_is_written(dana: Therapist) -> None:
    made = services.book(wish=wish(START, dana), guest=FRENCH, now=NOW)
    assert last()["subject"] == "Votre rendez-vous de jeudi"
    assert "/fr/book/manage/#" in last()["body"]
    Message.objects.update(sent_at=NOW, attempts=1)
    services.cancel(code=made.booking.code, token=made.token, by="practice", now=NOW)
    assert last()["subject"] == "Votre rendez-vous de jeudi"
    assert "/fr/book/" in last()["body"]
    assert translation.get_language() == "en"


def test_a_mail_to_an_english_booker_is_english_on_a_french_page(dana: Therapist) -> None:
    with translation.override("fr"):
        services.book(
            wish=wish(START, dana), guest=Guest(name="Bob", email="bob@rooms.example", may_mail=True), now=NOW
        )
    assert last()["subject"] == "Your time on Thursday"
    assert "/fr/" not in last()["body"]


def test_the_worker_reminds_in_the_language_of_the_booking(dana: Therapist) -> None:
    made = services.book(wish=wish(START, dana), guest=FRENCH, now=NOW).booking
    reminders.choose(code=made.code, token=links.token(made), ahead=("day",), hours="any", now=NOW)
    Message.objects.all().delete()
    assert reminders.run(now=START - timedelta(hours=20)) == 1
    assert last()["subject"] == "Votre rendez-vous de jeudi"
    assert "/fr/book/manage/#" in last()["body"]


def test_whoever_waits_in_french_is_asked_in_french_and_books_in_french(full: Therapist) -> None:
    waits(FRENCH)
    opens(full, at(9, day=8))
    assert run() == 1
    assert "/fr/book/waiting/#" in last()["body"]
    assert mail.language_of(Waiting.objects.get()) == "fr"


def test_a_booking_and_a_letter_keep_the_language_of_the_page_that_they_were_sent_from(
    dana: Therapist,
) -> None:
    write(OwnClient())
    with translation.override("fr"):
        seen = shown()
    write(PseudoClient(), message="Quokka words", key="k2", shown=seen)
    assert sorted(mail.language_of(letter) for letter in Inquiry.objects.all()) == ["en", "fr"]


def test_the_language_is_sealed_with_the_ways_to_reach_somebody_and_shown_to_them(dana: Therapist) -> None:
    made = services.book(wish=wish(START, dana), guest=FRENCH, now=NOW).booking
    assert made.contact["language"] == "fr"
    assert (
        "language" not in services.book(wish=wish(at(15, day=3), dana), guest=ALICE, now=NOW).booking.contact
    )
    parts = export.collect(holder=made.holder, now=NOW).parts
    told = [entry for part in parts for row in part.rows for entry in row if entry.name == "contact"]
    assert [entry.inner["language"] for entry in told] == ["language"]


def test_a_language_that_is_no_longer_spoken_here_is_english(dana: Therapist, settings: object) -> None:
    made = services.book(wish=wish(START, dana), guest=FRENCH, now=NOW).booking
    settings.LANGUAGES = [("en", "English")]  # type: ignore[attr-defined]
    assert mail.language_of(made) == "en"


def test_a_type_that_the_practice_renamed_keeps_its_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    english = content.table(kinds.PATH)["type"]
    french = [{**kind, "name": f"fr {kind['name']}"} for kind in english]
    monkeypatch.setattr(content, "table", lambda path, language="": {"type": english if language else french})
    assert kinds.said(english[0]["name"]) == f"fr {english[0]['name']}"
    assert kinds.said("A talk by the river") == "A talk by the river"
    assert AppointmentType.objects.filter(name=english[0]["name"]).exists()
