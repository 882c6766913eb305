"""Changes to a map: taken back one by one; a deletion reaches everything that was kept."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from footing.accounts.services import make_person
from footing.trustmap import mapping, queries, services
from footing.trustmap.models import Copy, Kept, Map
from tests.people import PASSPHRASE
from tests.trustmap.maps import made

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
FIRST = {
    "trustmap": {
        "path": "person", "who": "Eli", "things": ["truth"], "own": [], "others": {"truth": "eli"}, "done": True
    }
}  # fmt: skip


@pytest.fixture
def alice() -> UUID:
    person = make_person(name="Alice", passphrase=PASSPHRASE).id
    mapping.change(person=person, kind="rated", by=lambda _: made(qualities=2, hard=4), now=NOW)
    return person


def clear(person: UUID) -> str:
    """All that lies in a person's rows of this room, opened."""
    rows = [*Map.objects.filter(holder=person), *Copy.objects.filter(holder=person)]
    kept = [row.model for row in Kept.objects.filter(holder=person)]
    return repr([(row.content, getattr(row, "undo", None)) for row in rows] + kept)


def test_the_last_changes_are_taken_back_one_by_one(alice: UUID) -> None:
    mapping.change(person=alice, kind="added", by=lambda d: d.with_person("Fay"), now=NOW)
    mapping.change(person=alice, kind="renamed", by=lambda d: d.renamed(d.people[0].id, "Anna"), now=NOW)
    assert mapping.undo(person=alice, now=NOW) == "renamed"
    assert mapping.undo(person=alice, now=NOW) == "added"
    own = queries.own(alice)
    assert own is not None
    assert [person.name for person in own.document.people] == ["Ann", "Ben", "Cleo", "Didi", "Eli"]
    assert mapping.undo(person=alice, now=NOW) == "rated"
    assert mapping.undo(person=alice, now=NOW) == ""


def test_an_id_that_was_taken_back_is_not_given_again(alice: UUID) -> None:
    first = mapping.change(person=alice, kind="added", by=lambda d: d.with_person("Fay"), now=NOW).people[-1]
    mapping.undo(person=alice, now=NOW)
    second = mapping.change(person=alice, kind="added", by=lambda d: d.with_person("Gus"), now=NOW).people[-1]
    assert first.id != second.id
    own = queries.own(alice)
    assert own is not None
    assert len({person.id for person in own.document.people}) == len(own.document.people)


def test_what_changes_nothing_is_not_something_to_take_back(alice: UUID) -> None:
    mapping.change(person=alice, kind="added", by=lambda d: d.with_person("Ann"), now=NOW)
    own = queries.own(alice)
    assert own is not None
    assert own.undo == "rated"


def test_somebody_who_is_deleted_is_gone_everywhere(alice: UUID) -> None:
    services.keep(person=alice, state=FIRST, now=NOW)
    mapping.keep_copy(person=alice, now=NOW)
    document = mapping.change(person=alice, kind="renamed", by=lambda d: d.renamed("p5", "Elias"), now=NOW)
    gone = document.people[-1]
    assert "Eli" in clear(alice)
    mapping.forget(person=alice, relation=gone.id, now=NOW)
    left = clear(alice)
    assert "eli" not in left.lower().replace("believe", "")
    assert f"'{gone.id}'" not in left
    own = queries.own(alice)
    assert own is not None
    assert len(own.document.people) == 4
    while mapping.undo(person=alice, now=NOW):
        own = queries.own(alice)
        assert own is not None
        assert gone.id not in {person.id for person in own.document.people}


def test_the_first_step_keeps_its_things_when_its_person_goes(alice: UUID) -> None:
    services.keep(person=alice, state=FIRST, now=NOW)
    mapping.forget(person=alice, relation="p5", now=NOW)
    state = {queries.PART: queries.kept(alice) or {}}
    found = queries.model(state)
    assert found is not None
    assert (found.who, [thing.other for thing in found.things]) == ("Someone I trust", [""])


def test_another_name_holds_for_earlier_days_too(alice: UUID) -> None:
    mapping.keep_copy(person=alice, now=NOW)
    assert "Ann" not in repr([copy.content for copy in Copy.objects.all()])


def test_six_days_are_kept_and_a_seventh_is_refused(alice: UUID) -> None:
    for number in range(6):
        mapping.keep_copy(person=alice, now=NOW + timedelta(days=number))
    with pytest.raises(mapping.TooManyError):
        mapping.keep_copy(person=alice, now=NOW)
    assert [day.at.day for day in queries.days(alice)] == [6, 5, 4, 3, 2, 1]


def test_nobody_deletes_what_is_anothers(alice: UUID) -> None:
    bob = make_person(name="Bob", passphrase=PASSPHRASE).id
    mapping.keep_copy(person=alice, now=NOW)
    with pytest.raises(mapping.NotYoursError):
        mapping.delete_copy(person=bob, id=queries.days(alice)[0].id)
    with pytest.raises(mapping.NotYoursError):
        mapping.forget(person=bob, relation="p1", now=NOW)
    mapping.delete(person=bob)
    assert len(queries.days(alice)) == 1
    assert queries.day(bob, queries.days(alice)[0].id) is None


def test_deleting_the_map_leaves_the_first_step(alice: UUID) -> None:
    services.keep(person=alice, state=FIRST, now=NOW)
    mapping.keep_copy(person=alice, now=NOW)
    mapping.delete(person=alice)
    assert queries.own(alice) is None
    assert queries.days(alice) == ()
    assert queries.kept(alice)


def test_a_map_begins_with_what_the_first_step_brought() -> None:
    person = make_person(name="Alice", passphrase=PASSPHRASE).id
    state = {
        "trustmap": {
            "path": "person",
            "who": "Meg",
            "things": ["truth"],
            "own": ["waits"],
            "others": {"truth": "Jo"},
        }
    }
    document = mapping.begin(person=person, state=state, now=NOW)
    assert [p.name for p in document.people] == ["Meg", "Jo"]
    assert [(q.more, q.of) for q in document.qualities] == [
        ("tells me the truth kindly", "truth"),
        ("waits", ""),
    ]
    assert mapping.begin(person=person, state={}, now=NOW) == document
