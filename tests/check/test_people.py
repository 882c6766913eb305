"""People whom a check easily forgets: each reads wording that fits, and nothing takes them for ill."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from footing.accounts.models import Person
from footing.check import queries
from footing.exercises import offering
from footing.plan import services as plan
from tests.check.test_way import answers, token
from tests.exercises.conftest import alice, as_, week
from tests.log.conftest import CHECK

__all__ = ["alice", "as_", "week"]
pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.one_database]
PATHOLOGY = re.compile(r"disorder|deficit|symptom|abnormal|autis|patholog|suffer|paranoi|trust issue", re.I)


def text(page: Any) -> str:
    """The words of a page's body without its frame."""
    assert page.status_code == 200
    return unescape(page.content.decode().split("<main", 1)[1].split("</main", 1)[0])


def walked(client: Client, about: str, causes: tuple[str, ...] = (), **changes: str) -> dict[str, str]:
    """Every page from the questions to the plan, in words."""
    asked = client.post("/check/", {**answers(about), **changes})
    after = client.post("/check/next/", {"state": token(asked)})
    result = client.post("/check/result/", {"state": token(after)})
    boxes = client.post("/plan/", {"state": token(result)})
    made = client.post("/plan/", {"state": token(boxes), "step": "causes", "c": list(causes)})
    nobody = client.post("/map/", {"state": token(made), "step": "nobody"})
    pages = {"private": asked, "result": result, "plan": made, "nobody": nobody}
    words = {name: text(page) for name, page in pages.items()}
    # Whom else one could add is named as in the list at the start.
    words["result"] = re.sub(r'<button[^>]*name="c".*?</button>', "", words["result"])
    return {**words, "questions": text(client.get("/check/", {"c": about}))}


def test_after_a_shock_heavy_answers_are_called_common_and_not_overwhelming(client: Client) -> None:
    heavy = {"w0": "3", "w5": "3", "d": "longer"}
    before = walked(client, "1", **heavy)
    after = walked(client, "1", e="yes", **heavy)
    assert "ongoing and overwhelming</span>" in before["result"]
    assert "After a shock this is common. Look again in some weeks." not in before["result"]
    assert "After a shock this is common. Look again in some weeks." in after["result"]
    assert "ongoing and overwhelming</span>" not in after["result"]
    assert "It has gone on for a while and weighs a lot" not in after["plan"]


@pytest.mark.parametrize("about", ["5", "1"])
def test_a_loss_gives_reasons_of_grief_in_all_three_ways(client: Client, about: str) -> None:
    page = walked(client, about, ("c6",), e="yes")["plan"]
    assert "losing someone you love" in page
    for said in (
        "After a loss, waiting for the next one is common",
        "It may be the one who died" if about == "1" else "you begin at the start, not behind",
        "After a loss, keeping watch can be a way of missing someone",
        "someone trained in grief can help",
    ):
        assert said in page


def test_who_has_no_one_now_gets_a_first_look_and_begins_at_the_start_not_behind(client: Client) -> None:
    pages = walked(client, "5")
    assert pages["questions"].count("<fieldset") - pages["questions"].count("data-when") == 6 + 2
    assert pages["result"].count("A first look, from one question.") == 6
    assert "People from now and from long ago count alike" in pages["plan"]
    assert "you begin at the start, not behind" in pages["plan"]
    assert "Then you begin at the start, not behind" in pages["nobody"]
    for page in pages.values():
        assert not re.search(r"\b(your|my) (partner|husband|wife|ex)\b", page)


def test_one_of_several_partners_is_one_and_the_others_are_no_matter(client: Client) -> None:
    pages = walked(client, "2")
    assert "this partner" in pages["questions"]
    assert "with one of your partners" in pages["plan"]
    for page in pages.values():
        assert not re.search(r"\b(my|your) partner\b|other partner|both partners|two partners", page)


def test_an_ex_is_asked_about_as_contact_now(client: Client) -> None:
    pages = walked(client, "4")
    assert "Think only of the contact you have with them now." in pages["questions"]
    assert "my ex" in pages["questions"]
    assert "with your ex" in pages["plan"]
    for name in ("questions", "result", "plan"):
        named = (
            pages[name].replace("someone who was my partner", "").replace("Someone who was my partner", "")
        )
        assert not re.search(r"\b(my|your) partner\b|get (them|him|her) back", named)


def test_once_an_ex_is_gone_no_step_is_ever_about_them(
    alice: Person, as_: Callable[[Person], Client], week: Callable[[bool], None]
) -> None:
    """Those about friends stay; the ex is in no list, in no week."""
    week(True)
    checks = [{"about": about, **CHECK} for about in (4, 6)]
    plan.keep(person=alice.id, state={"check": checks, "safety": {"4": "E.", "6": "O."}})
    for days in (0, 7, 20):
        steps = offering.every(alice.id, now=timezone.now() + timedelta(days=days))
        abouts = {number for step in steps for number, _ in step.abouts}
        assert abouts == {6}
    page = text(as_(alice).get("/steps/e7/", {"a": "4"}))
    assert "my ex" not in page


def test_somebody_in_the_family_is_asked_about_in_the_words_for_friends(client: Client) -> None:
    family, friends = (queries.about(n) for n in (7, 6))
    assert family
    assert friends
    for one, other in zip(queries.signs(family), queries.signs(friends), strict=True):
        swap = [re.sub("someone in my family", "a friend", item, flags=re.I).lower() for item in one.items]
        assert swap == [item.lower() for item in other.items]
    page = walked(client, "7")["questions"]
    assert "hug" not in page
    assert "secret test, to find out if they care" in page


@pytest.mark.parametrize("about", ["1", "5", "8"])
def test_distrust_that_was_learned_from_harm_is_called_knowledge_on_every_result(
    client: Client, about: str
) -> None:
    page = walked(client, about)["result"]
    assert "Distrust can be learned from real harm: from racism" in page
    assert "Then it is knowledge and no illness." in page
    assert "differs from home to home" in page


def test_the_notes_state_no_figure_and_take_nobody_for_ill() -> None:
    notes = queries.notes()
    every = " ".join([*notes["start"].values(), *notes["result"].values()])
    assert not re.search(r"\d|studies|research|per cent", every)
    assert not PATHOLOGY.search(every)


def test_who_reads_to_the_letter_may_say_does_not_fit_and_loses_nothing(client: Client) -> None:
    start = text(client.get("/check/"))
    assert "The words mean just what they say." in start
    assert "“does not fit” is the right answer" in start
    pages = walked(client, "3", a4="", a13="")  # to catch a lie; a hug
    assert pages["result"].count("too few answers") == 0
    for page in pages.values():
        assert not PATHOLOGY.search(page)
    none_fit = walked(client, "3", **{f"a{n}": "" for n in (12, 13, 14)})["result"]
    assert none_fit.count("too few answers") == 1, (
        "closeness that is not wanted is left out, not counted as fear"
    )
