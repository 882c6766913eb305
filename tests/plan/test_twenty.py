"""Twenty people: how much of their plans is their own, and that what differs stands on the page."""

from html import unescape
from itertools import islice

import pytest
from bench import plans
from django.test import Client

from footing.check import queries as check
from footing.core.plan import Answers, Rule, propose
from footing.plan import queries
from footing.vault import sealed
from tests.plan.way import post


def test_twenty_people_get_at_least_sixteen_plans_and_nine_in_ten_pairs_open_otherwise() -> None:
    own = [propose(answers, plans.rules()[0]) for answers in plans.twenty()]
    assert len(own) == 20
    assert len(set(own)) >= 16
    differ, pairs = plans.differing([(plan.steps[0].opening,) for plan in own])
    assert pairs == 190
    assert differ >= 171


@pytest.mark.django_db(databases=["default", "keys"])
def test_what_differs_stands_on_their_pages(client: Client) -> None:
    """Signs and causes of each as a sealed state: the opening is on the page, and what is suggested comes first."""
    abouts = {c["id"]: c["about"] for c in queries.words()["context"]}
    shown = set()
    for answers in plans.twenty():
        page = unescape(post(client, "/plan/", sealed.seal_state(state(answers, abouts))).content.decode())
        plan = propose(answers, plans.rules()[0])
        words = queries.words()
        for step in plan.steps[:2]:
            assert words["opening"][step.opening] in page
            assert words["example"][step.example] in page
        assert page.index(f'value="{plan.steps[2].first[0]}"') == min(
            page.index(f'value="{reason["id"]}"') for reason in words["reason"]
        )
        shown.add(page.split('id="w1"')[1].split("</details>")[0])
    assert len(shown) == 20


def state(answers: Answers, abouts: dict[str, int]) -> dict[str, object]:
    """A sealed state in which just this was said: three equal answers for each sign."""
    entries = []
    for place in answers.contexts:
        each = 1 if place.context == "none" else 3
        levels = ["-" if said.level is None else str(said.level) for said in place.signs]
        way = "".join("-" if said.in_the_way is None else str(said.in_the_way) for said in place.signs)
        entries.append(
            {"about": abouts[place.context], "items": "".join(level * each for level in levels), "way": way,
             "duration": "longer", "shock": "n", "on": "2026-11-24"}
        )  # fmt: skip
    made = {check.PART: entries, "story": {"causes": list(answers.causes)}}
    assert set(queries.answers_of(made).causes) == set(answers.causes)
    assert queries.answers_of(made).contexts == answers.contexts
    return made


def test_a_small_sample_of_the_proof_over_all_classes_meets_each_rule() -> None:
    first, known = plans.rules()
    seen = plans.look(islice(plans.classes(places=("none",), ticked=0), 0, None, 13), first)
    steps = sorted({step for rule in known for step in rule.did})
    spoke = seen.spoke | plans.look(plans.two_places(), first).spoke
    spoke |= plans.look((a for n, a in enumerate(plans.done(steps)) if n % 3 == 0), known).spoke
    assert seen.classes == 4**6 // 13 + 1
    assert len({rule.id for rule in known} - spoke) <= 2, "the whole proof is `make prove`"
    assert seen.alike < 0.1


def test_the_proof_stops_at_a_rule_that_nobody_meets_and_at_twenty_alike(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, known = plans.rules()
    hidden = Rule("hidden", "w1", causes=("c1",), signs=("s1",), at_least=3)
    monkeypatch.setattr(plans, "rules", lambda: (first, (*known, hidden)))
    with pytest.raises(plans.PlanError, match="hidden"):
        list(plans.plans())
    monkeypatch.setattr(plans, "rules", lambda: (first, known))
    few = [*islice(plans.classes(places=("none",), ticked=0), 0, None, 9), *plans.classes(places=())]
    monkeypatch.setattr(plans, "classes", lambda: few)
    monkeypatch.setattr(plans, "twenty", lambda: [Answers()] * 20)
    with pytest.raises(plans.PlanError, match="190"):
        list(plans.plans())
