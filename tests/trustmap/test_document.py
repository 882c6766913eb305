"""A map as a value: who is on it, what is compared, what is left after somebody goes."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from footing.trustmap.document import CLOSE, ME, TRUST, WISH, Document, from_dict
from tests.trustmap.maps import made


def test_a_map_is_the_same_after_it_was_sealed_and_opened() -> None:
    document = made(qualities=2, hard=4)
    assert from_dict(json.loads(json.dumps(document.as_dict()))) == document
    assert from_dict({}) == Document()


def test_a_name_is_there_once_and_twelve_are_as_many_as_fit() -> None:
    document = Document().with_person("Ann").with_person("ann")
    assert [person.name for person in document.people] == ["Ann"]
    for number in range(20):
        document = document.with_person(f"N{number}")
    assert len(document.people) == 12


def test_eight_qualities_are_as_many_as_fit() -> None:
    document = made()
    for number in range(20):
        document = document.with_quality(f"more {number}")
    assert len(document.qualities) == 8


def test_nothing_of_somebody_stays_after_they_are_gone() -> None:
    document = made(qualities=2, hard=4)
    gone = document.people[4]
    after = document.without_person(gone.id)
    assert (after.hard, after.about) == ("", 0)
    assert gone.id not in json.dumps(after.as_dict())
    assert gone.name not in json.dumps(after.as_dict())
    assert len(after.people) == 4


def test_an_id_is_never_given_twice() -> None:
    document = made()
    after = document.without_person(document.people[-1].id).with_person("Fay")
    assert after.people[-1].id not in {person.id for person in document.people}


def test_trust_and_closeness_are_asked_of_people_and_the_rest_also_of_oneself_and_the_wish() -> None:
    document = made()
    ids = tuple(person.id for person in document.people)
    assert document.asked_of(TRUST) == document.asked_of(CLOSE) == ids
    assert document.asked_of(document.qualities[0].id) == (*ids, ME, WISH)


def test_cannot_say_is_an_answer_but_no_number() -> None:
    document = made()
    row, who = document.qualities[0].id, document.people[0].id
    open_one = Document(document.people, document.qualities)
    said = open_one.with_ratings(row, {who: 0})
    assert said.open_in(row) == open_one.open_in(row) - 1
    assert said.value(row, who) is None


@settings(deadline=None, derandomize=True, database=None)
@given(people=st.integers(3, 12), hard=st.integers(-1, 2))
def test_every_three_come_up_before_any_comes_twice(people: int, hard: int) -> None:
    document = Document()
    for number in range(people):
        document = document.with_person(f"N{number}")
    if hard >= 0:
        document = document.with_hard(document.people[hard].id, 0)
    seen = []
    for _ in range(people * (people - 1) * (people - 2) // 6):
        three = document.three()
        assert len(set(three)) == 3
        if hard >= 0 and document.turn % 2 == 0:
            assert document.people[hard] in three
        seen.append(three)
        document = document.turned()
    if hard < 0:
        assert len(set(seen)) == len(seen)


def test_two_people_cannot_be_compared_by_threes() -> None:
    assert made(people=2).three() == ()
