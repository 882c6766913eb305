"""What the kept plan says once something was done: the next small piece or another way in, and nothing private."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from footing.accounts.models import Person
from footing.core.plan import Answers, Did, Rule, faults, follow, propose
from footing.exercises import services as exercises
from footing.plan import queries, services
from tests.check.test_way import IN_STATE, masked
from tests.exercises.conftest import alice, as_, charlie, sheet, week
from tests.log.conftest import PARTNER, with_states
from tests.plan.way import way

__all__ = ["alice", "as_", "charlie", "week"]
pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.one_database]
As = Callable[[Person], Client]


def helped(person: Person, id: Any, answer: str) -> None:
    exercises.look(person=person.id, id=id, helped=answer, later=None, now=timezone.now())


def planned(person: Person, code: str = "O.", **parts: Any) -> None:
    """A kept check and a kept plan."""
    with_states(person, c1=code)
    services.keep(person=person.id, state={"story": {"causes": ["c1"]}, **parts})


def text(client: Client, address: str = "/plan/") -> str:
    return unescape(client.get(address).content.decode())


def card(client: Client) -> str:
    found = re.search(r'<section[^>]*id="next">.*?</section>', text(client), re.S)
    return found[0] if found else ""


def test_before_anything_was_done_a_kept_plan_is_the_first_one(alice: Person, as_: As) -> None:
    planned(alice)
    assert "Because you did:" not in text(as_(alice))
    assert card(as_(alice)) == ""


def test_what_helped_a_little_leads_to_the_next_small_piece_and_says_when(alice: Person, as_: As) -> None:
    planned(alice)
    helped(alice, sheet(alice, "e4", ago=2), "little")
    found = card(as_(alice))
    assert re.search(r"You did “A kind word to myself” on [A-Z][a-z]+day \d+ [A-Z]", found)
    assert "It helped a little. Here is the next small piece" in found
    assert 'href="/steps/e5/"' in found


def test_what_did_not_help_leads_to_another_way_in_and_changes_reason_and_opening(
    alice: Person, as_: As
) -> None:
    planned(alice)
    before = text(as_(alice))
    helped(alice, sheet(alice, "e1"), "no")
    after = text(as_(alice))
    assert "It did not help. That is an answer, too. Here is another way in" in card(as_(alice))
    assert 'href="/steps/e2/"' in card(as_(alice))
    assert "Because you did: “Four minutes to settle”; it did not help." in after
    assert "Think of someone beside whom a bad hour was shorter." in after
    assert "Think of someone beside whom a bad hour was shorter." not in before


def test_a_step_about_another_person_changes_nothing_of_the_plan(
    alice: Person, as_: As, week: Callable[[bool], None]
) -> None:
    week(True)
    planned(alice)
    helped(alice, sheet(alice, "e4"), "yes")
    before = masked(as_(alice).get("/plan/"))
    helped(alice, sheet(alice, "e7", PARTNER), "no")
    assert masked(as_(alice).get("/plan/")) == before
    assert [did.step for did in queries.did(alice.id, queries.kept(alice.id))] == ["e4"]


def test_the_kept_plan_and_its_next_step_are_the_same_bytes_in_every_state(alice: Person, as_: As) -> None:
    helped(alice, sheet(alice, "e1"), "no")
    helped(alice, sheet(alice, "e6"), "yes")
    seen = set()
    for code in IN_STATE:
        planned(alice, code)
        seen.add(masked(as_(alice).get("/plan/")))
    assert len(seen) == 1
    assert "Because you did:" in unescape(seen.pop())


def test_a_first_plan_knows_nothing_of_what_somebody_did_before(
    alice: Person, as_: As, client: Client
) -> None:
    planned(alice)
    helped(alice, sheet(alice, "e1"), "no")
    page = unescape(way(as_(alice), {})[-1].content.decode())
    assert "Because you did:" not in page
    assert 'id="next"' not in page


def test_what_bob_did_is_not_in_alices_plan(alice: Person, charlie: Person, as_: As) -> None:
    planned(alice)
    planned(charlie)
    helped(charlie, sheet(charlie, "e1"), "no")
    assert card(as_(alice)) == ""
    assert card(as_(charlie))


def test_today_offers_what_follows_once_the_three_first_steps_are_done(alice: Person, as_: As) -> None:
    done = {
        "trustmap": {"who": "Meg", "path": "person", "things": ["truth"], "done": True},
        "talk": {"sentence": "I need a warm word."}, "plan": {"reasons": ["cause"], "who": "alone"},
    }  # fmt: skip
    planned(alice, **done)
    assert queries.undone(queries.kept(alice.id)) == ""
    assert "A first talk, just you" in text(as_(alice), "/today/")
    helped(alice, sheet(alice, "e4"), "yes")
    today = text(as_(alice), "/today/")
    assert "What I think of myself" in today
    assert 'href="/steps/e5/"' in today
    assert "Quoll" not in today, "words of a step are on its own page only"


def test_a_step_that_was_done_is_not_offered_again_and_there_is_an_end() -> None:
    did: tuple[Did, ...] = (Did("e1", "yes"),)
    offered = []
    while found := follow(Answers(did=did), queries.rules()):
        offered.append(found.step)
        did = (Did(found.step, "no"), *did)
    assert len(offered) == len(set(offered))
    assert "e1" not in offered


def test_only_core_steps_and_ways_are_named_in_the_rules() -> None:
    from footing.exercises import reading

    # Those of the other doors follow from no plan: a plan is made of signs and causes.
    core = {one.id for one in reading.core() if not one.doors} | {"w1", "w2", "w3"}
    named = {step for rule in queries.rules() for step in (*rule.did, *filter(None, [rule.offer]))}
    assert named == core
    assert all(not rule.did for rule in queries.first_rules())


@pytest.mark.parametrize(
    ("rules", "fault"),
    [
        ([Rule("x", "next", did=("e1",))], "what follows a step"),
        ([Rule("x", "w1", did=("e1",), offer="e2")], "what follows a step"),
        ([Rule("x", "next", did=("e1",), offer="e1")], "what follows a step"),
        ([Rule("x", "w1", causes=("c1",), helped=("no",))], "no answer can be that"),
        ([Rule("x", "w1", did=("e1",), helped=("maybe",))], "no answer can be that"),
        (
            [
                Rule("x", "next", did=("e1",), helped=("no",), offer="e9"),
                Rule("y", "next", did=("e1",), helped=("yes",), offer="e9"),
            ],
            "whether it helped or not",
        ),
    ],
)
def test_a_faulty_rule_about_what_was_done_is_named(rules: list[Rule], fault: str) -> None:
    assert any(fault in found for found in faults((*queries.rules(), *rules)))


def test_nothing_but_the_first_plan_comes_from_empty_hands() -> None:
    for rule in queries.rules():
        if rule.did:
            assert not any(
                r.rule == rule.id for s in propose(Answers(), queries.rules()).steps for r in s.reasons
            )
    with pytest.raises(ValueError, match="helped"):
        Did("e1", "maybe")
    with pytest.raises(ValueError, match="once"):
        Answers(did=(Did("e1"), Did("e1", "no")))
