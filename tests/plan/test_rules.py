"""The rules' content: ids, reach, words; and that "because" names what was said, and nothing else."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from footing.core.plan import (
    CAUSES,
    CONTEXTS,
    SIGNS,
    Answers,
    ContextSaid,
    Rule,
    RuleError,
    SignSaid,
    faults,
    propose,
    read_rules,
    unreachable,
)
from footing.plan import queries
from footing.plan import since as since_words
from footing.story import queries as story
from footing.talk import queries as talk
from footing.trustmap import queries as trustmap

said = st.builds(
    SignSaid,
    st.just("s1"),
    st.none() | st.integers(0, 3),
    st.none() | st.integers(0, 3),
    st.booleans(),
)


@st.composite
def contexts(draw: Any) -> ContextSaid:
    signs = tuple(
        SignSaid(sign, one.level, one.in_the_way, one.overwhelming) for sign in SIGNS for one in [draw(said)]
    )
    return ContextSaid(draw(st.sampled_from(CONTEXTS)), signs)


anyone = st.builds(
    Answers,
    st.lists(contexts(), max_size=3, unique_by=lambda c: c.context).map(tuple),
    st.sets(st.sampled_from(CAUSES)).map(lambda chosen: tuple(sorted(chosen))),
)


def test_the_rules_have_no_faults_and_each_can_be_reached() -> None:
    assert faults(queries.rules()) == ()
    assert unreachable(queries.rules()) == ()


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        (Rule("x", "w1", signs=("s9",)), "knows no"),
        (Rule("x", "w1", signs=("s1",), at_least=3, at_most=1), "no answer lies"),
        (Rule("x", "w1", signs=("s1",), at_most=1, overwhelming=True), "contradicts itself"),
        (Rule("x", "w1", always=True, causes=("c1",)), "one of the two"),
        (Rule("x", "w1", causes=("c1",), at_least=2), "without saying of which sign"),
        (Rule("w1-s1", "w1", causes=("c1", "c2")), "stands twice"),
        (Rule("x", "w1", causes=("c1",)), "holds exactly when w1-c1 does"),
    ],
)
def test_a_faulty_rule_is_named(rule: Rule, fault: str) -> None:
    assert any(rule.id in found and fault in found for found in faults((*queries.rules(), rule)))


def test_a_rule_that_a_stronger_one_always_hides_is_found_unreachable() -> None:
    loud = [Rule(f"loud{n}", "w1", causes=("c1",), signs=("s1",), weight=90 - n) for n in range(2)]
    weak = Rule("weak", "w1", signs=("s1",), causes=("c1",), at_least=1)
    assert "weak" in unreachable((*loud, weak, Rule("else", "w1", always=True)))


def test_a_key_that_no_rule_knows_is_refused() -> None:
    with pytest.raises(RuleError, match="gate"):
        read_rules({"rule": [{"id": "x", "way": "w1", "gate": ["U"]}]})


def test_every_rule_has_its_words_and_no_words_are_without_a_rule() -> None:
    words, rules = queries.words(), queries.first_rules()
    later, since = [r for r in queries.rules() if r not in rules], since_words.words()
    assert set(since["so"]) == {rule.id for rule in later}
    assert {rule.opening for rule in later if rule.opening} == set(since["opening"])
    assert set(words["so"]) == {rule.id for rule in rules}
    assert {rule.opening for rule in rules if rule.opening} == set(words["opening"])
    assert {rule.example for rule in rules if rule.example} == set(words["example"])
    assert {c["id"] for c in words["context"]} == set(CONTEXTS)
    assert set(words["because"]["sign"]) == set(words["because"]["quiet"]) == set(SIGNS)
    assert set(words["because"]["place"]) == set(CONTEXTS)
    assert tuple(cause.id for cause in story.causes()) == CAUSES


def test_what_a_rule_puts_first_exists_in_its_room() -> None:
    known = {
        "w1": {q.id for q in trustmap.qualities({})},
        "w2": {need[0] for need in talk.needs({})},
        "w3": {reason[0] for reason in queries.reasons(())},
    }
    for rule in queries.rules():
        assert set(rule.first) <= known.get(rule.way, set()), rule.id


def test_ids_in_the_content_of_the_rooms_stand_once() -> None:
    lists = [
        [q["id"] for q in trustmap.words()["quality"] + trustmap.words()["comfort"]],
        [p["id"] for p in trustmap.words()["none"]["path"]],
        [f["id"] for f in talk.words()["feeling"]],
        [n["id"] for n in talk.words()["need"]],
        [r["id"] for r in queries.words()["reason"]],
    ]
    for ids in lists:
        assert ids
        assert len(ids) == len(set(ids))


@settings(deadline=None, max_examples=150)
@given(anyone)
def test_because_names_only_what_was_said(answers: Answers) -> None:
    given_levels = {(c.context, s.sign): s.level for c in answers.contexts for s in c.signs}
    for step in propose(answers, queries.rules()).steps:
        assert step.reasons
        assert step.opening in queries.words()["opening"]
        assert step.example in queries.words()["example"]
        for reason in step.reasons:
            if reason.sign:
                assert reason.context
                assert given_levels[reason.context, reason.sign] == reason.level is not None
            if reason.context:
                assert reason.context in {c.context for c in answers.contexts}
            if reason.cause:
                assert reason.cause in answers.causes


@settings(deadline=None, max_examples=100)
@given(anyone)
def test_the_sentence_on_the_page_says_the_sign_the_place_how_often_and_the_cause(answers: Answers) -> None:
    words = queries.words()
    places = {c["id"]: c["with"] for c in words["context"]}
    shorts = {cause.id: cause.short for cause in story.causes()}
    plan = propose(answers, queries.rules())
    for step, shown in zip(plan.steps, queries.shown(plan, {}), strict=True):
        for reason, why in zip(step.reasons, shown.whys, strict=True):
            assert why.so == words["so"][reason.rule]
            assert "{" not in why.said
            if reason.cause:
                assert shorts[reason.cause] in why.said
            if reason.sign:
                assert reason.context
                assert places[reason.context] in why.said
                assert not reason.level or words["because"]["often"][reason.level] in why.said
            if not (reason.sign or reason.context or reason.cause):
                assert (why.lead, why.said) == (words["page"]["everyone"], "")


def test_the_same_answers_give_the_same_plan_and_a_repeated_cause_changes_nothing() -> None:
    for sign, cause in product(SIGNS, CAUSES):
        answers = Answers((ContextSaid("partner", (SignSaid(sign, 2, 2),)),), (cause,))
        assert propose(answers, queries.rules()) == propose(answers, queries.rules())
        twice = Answers(answers.contexts, (cause, cause))
        assert propose(answers, queries.rules()) == propose(twice, queries.rules())


def test_empty_answers_still_have_three_steps() -> None:
    steps = propose(Answers(), queries.rules()).steps
    assert [step.way for step in steps] == ["w1", "w2", "w3"]
    assert [step.reasons[0].rule for step in steps] == ["w1-always", "w2-always", "w3-always"]
