"""A manager tunes what counts, sees what it does, and nobody else does; therapists say what they like."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from footing.config.demo import practice as demo
from footing.core.matching import Criterion
from footing.practice import fit
from footing.practice.models import Practice, Therapist
from tests.conftest import OwnClient
from tests.desk.test_team import PROFILE
from tests.people import World, make_world, signed_in

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
EVEN = {name.value: "1" for name in Criterion}


@pytest.fixture
def world() -> World:
    made = make_world()
    Therapist.objects.filter(slug="dana").update(name="Dana Numbat", position=0, languages=["English"])
    Therapist.objects.filter(slug="femi").update(name="Femi Bilby", position=1, languages=["French"])
    return made


@pytest.fixture
def as_(world: World) -> Callable[[str], Client]:
    return lambda who: signed_in(getattr(world, who), OwnClient()) if hasattr(world, who) else OwnClient()


def visitors_order(**sent: Any) -> list[str]:
    page = OwnClient().post("/book/fit/", sent).content.decode()
    return sorted(("Dana Numbat", "Femi Bilby"), key=page.index)


def test_a_manager_tries_weights_sees_before_and_after_and_saves(as_: Callable[[str], Client]) -> None:
    erin = as_("erin")
    page = erin.get("/desk/matching/").content.decode()
    for person in fit.words().people:
        assert person["name"] in page
    assert "<td>Dana Numbat</td><td>1</td>" in page, "Alice's booking is Dana's load"
    assert visitors_order(language="French") == ["Femi Bilby", "Dana Numbat"]
    tried = erin.post("/desk/matching/", {**EVEN, "language": "0", "load": "0", "do": "try"}).content.decode()
    assert "up 1" in tried
    assert "down 1" in tried
    assert visitors_order(language="French") == ["Femi Bilby", "Dana Numbat"], "trying saves nothing"
    saved = erin.post("/desk/matching/", {**EVEN, "language": "0", "load": "0", "do": "save"})
    assert saved["Location"] == "/desk/matching/"
    assert Practice.objects.get().fit_weights == {**{n: 1 for n in EVEN}, "language": 0, "load": 0}
    assert "Saved. Visitors see the new order" in erin.get("/desk/matching/").content.decode()
    assert visitors_order(language="French") == ["Dana Numbat", "Femi Bilby"]


@pytest.mark.parametrize("who", ["visitor", "charlie", "dana", "femi"])
def test_nobody_else_sees_or_changes_it(as_: Callable[[str], Client], who: str) -> None:
    client = as_(who)
    for answer in (client.get("/desk/matching/"), client.post("/desk/matching/", {**EVEN, "do": "save"})):
        assert answer.status_code == (302 if who == "visitor" else 404)
        assert "Numbat" not in answer.content.decode()
    assert Practice.objects.get().fit_weights == {}


def test_the_page_holds_no_word_of_a_guest(as_: Callable[[str], Client]) -> None:
    assert "Canary" not in as_("erin").get("/desk/matching/").content.decode()


@pytest.mark.parametrize("sent", [{}, {**EVEN, "fee": "5"}, {**EVEN, "load": "-1"}, {**EVEN, "mode": "much"}])
def test_a_weight_that_is_none_is_refused_in_words(
    as_: Callable[[str], Client], sent: dict[str, str]
) -> None:
    answer = as_("erin").post("/desk/matching/", {**sent, "do": "save"})
    assert answer.status_code == 422
    assert "Choose from the list." in answer.content.decode()
    assert Practice.objects.get().fit_weights == {}


def test_what_a_therapist_says_is_on_their_page_and_what_they_do_not_say_is_not(
    as_: Callable[[str], Client], client: Client
) -> None:
    dana = as_("dana")
    unsaid = client.get("/team/dana/").content.decode()
    for words in ("Often about", "The person", "Interpreter", "Getting in, and being there", "lower fee"):
        assert words not in unsaid
    sent = {
        **PROFILE, "who": "dana", "is_listed": "on", "themes": ["loss", "work"], "says_person": "nonbinary",
        "access_step-free": "yes", "access_scent": "no", "takes_interpreter": "yes", "fee_lowest": "80.50",
    }  # fmt: skip
    assert dana.post("/desk/profile/", sent)["Location"] == "/team/dana/"
    page = client.get("/team/dana/").content.decode()
    for words in (
        "Losing somebody · Work, bosses, colleagues", "Non-binary", "A way in without steps",
        "Not here: A room without scents", "Can join our talk", "Some places at a lower fee, from CAD 80.50",
    ):  # fmt: skip
        assert words in page
    assert "How they go about it" not in page
    form = dana.get("/desk/profile/").content.decode()
    for shown in ('value="80.50"', '<option value="nonbinary" selected>', '<option value="no" selected>'):
        assert shown in form
    too_low = dana.post("/desk/profile/", {**sent, "fee_lowest": "120.01", "says_person": "tall"})
    assert too_low.status_code == 422
    assert "The lowest fee cannot be above the fee." in too_low.content.decode()
    assert Therapist.objects.get(slug="dana").fee_lowest_minor == 8050


def test_the_words_of_the_file_the_demo_and_the_made_up_people_belong_together() -> None:
    known = fit.words()
    choices = {group.id: set(group.choices) for group in known.groups}
    for entry in demo.entries():
        assert set(entry["themes"]) <= set(known.themes)
        assert set(entry["access_features"]) <= set(known.access)
        assert all(said in choices[group] for group, said in entry["says"].items())
    for person in known.people:
        assert set(person.get("needs", ())) <= set(known.themes)
        assert set(person.get("access", ())) <= set(known.access)
        assert set(person.get("parts", ())) <= set(known.parts)
        assert all(said in choices[group] for group, said in person.get("preferences", {}).items())
        assert set(person.get("musts", ())) <= set(Criterion)
    assert all(0 <= weight <= fit.MOST_WEIGHT for weight in known.weights.values())
    assert min(known.part_from.values()) == 0
