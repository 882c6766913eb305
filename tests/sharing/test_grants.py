"""A grant opens one thing for one reader, for a while; taken back, it is as if it had never been."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from footing.sharing import queries, services, things
from footing.sharing.models import Grant, Note, Withdrawal
from footing.vault import access, erase, export
from footing.vault.models import AccessLog
from tests.addresses import NOBODY
from tests.everywhere.rows import rows
from tests.sharing.conftest import NOTE, Shared

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.both_databases]
Later = Callable[..., None]


def test_the_one_reader_sees_it_and_nobody_else(shared: Shared) -> None:
    now, note = timezone.now(), shared.grants["note"].id
    found = queries.opened(reader=shared.world.dana.id, id=note, now=now)
    assert found is not None
    assert (found.name, found.content) == ("Alice Numbat", NOTE)
    for other in (shared.world.femi, shared.world.erin, shared.world.charlie, shared.alice, shared.bob):
        assert queries.opened(reader=other.id, id=note, now=now) is None
        assert queries.received(reader=other.id, now=now) == []
        assert not queries.stands(reader=other.id, id=note, now=now)


def test_it_ends_after_fourteen_days_unless_it_is_renewed(shared: Shared) -> None:
    note, model = shared.grants["note"], shared.grants["model"]
    middle, end = note.given_at + timedelta(days=10), note.given_at + timedelta(days=14)
    services.renew(person=shared.alice.id, id=note.id, now=middle)
    dana = shared.world.dana.id
    assert {r.id for r in queries.received(reader=dana, now=end - timedelta(seconds=1))} == {
        note.id,
        model.id,
    }
    assert {r.id for r in queries.received(reader=dana, now=end)} == {note.id}
    assert queries.opened(reader=dana, id=note.id, now=end + timedelta(days=9)) is not None
    assert queries.opened(reader=dana, id=note.id, now=middle + timedelta(days=14)) is None


def test_what_is_over_cannot_be_renewed_and_nothing_opens_before_its_time(shared: Shared) -> None:
    note = shared.grants["note"]
    over = note.given_at + timedelta(days=15)
    with pytest.raises(services.NotYoursError):
        services.renew(person=shared.alice.id, id=note.id, now=over)
    before = note.given_at - timedelta(seconds=1)
    assert queries.opened(reader=shared.world.dana.id, id=note.id, now=before) is None


@pytest.mark.parametrize("who", ["bob", "dana", "femi", "erin", "charlie"])
def test_only_its_owner_takes_back_or_renews(shared: Shared, who: str) -> None:
    person = shared.bob if who == "bob" else getattr(shared.world, who)
    for change in (services.stop, services.renew):
        with pytest.raises(services.NotYoursError):
            change(person=person.id, id=shared.grants["note"].id, now=timezone.now())
    assert not Withdrawal.objects.exists()


def test_taken_back_it_is_gone_at_once_also_where_it_was_given_twice(shared: Shared) -> None:
    note, now = shared.grants["note"], timezone.now()
    twin = Grant.objects.create(
        holder=shared.alice.id,
        reader=shared.world.dana,
        kind="note",
        name="A",
        given_at=now,
        ends_at=note.ends_at,
    )
    services.stop(person=shared.alice.id, id=note.id, now=now)
    dana = shared.world.dana.id
    for id in (note.id, twin.id):
        assert queries.opened(reader=dana, id=id, now=now) is None
        assert not queries.stands(reader=dana, id=id, now=now)
    assert [r.title for r in queries.received(reader=dana, now=now)] == ["What makes me feel safe"]


def test_giving_again_leaves_one_grant(shared: Shared) -> None:
    now = timezone.now() + timedelta(hours=1)
    services.give(person=shared.alice.id, kind="note", reader=shared.world.room, name="Alice", now=now)
    found = queries.received(reader=shared.world.dana.id, now=now)
    assert sorted(r.title for r in found) == ["Note for the first talk", "What makes me feel safe"]


def test_nothing_is_copied_new_words_are_seen_and_a_deleted_note_is_gone(shared: Shared) -> None:
    now, dana, note = timezone.now(), shared.world.dana.id, shared.grants["note"].id
    services.write(person=shared.alice.id, text="Other words.", now=now)
    found = queries.opened(reader=dana, id=note, now=now)
    assert found is not None
    assert found.content == "Other words."
    assert Note.objects.count() == 1
    services.delete_note(person=shared.alice.id, now=now)
    assert queries.opened(reader=dana, id=note, now=now) is None
    services.write(person=shared.alice.id, text="Much later.", now=now)
    assert queries.opened(reader=dana, id=note, now=now) is None


@pytest.mark.parametrize("kind", ["none", "check", "safety", "story", "talk"])
def test_only_a_note_and_the_model_can_be_shown(shared: Shared, kind: str) -> None:
    with pytest.raises(services.NotYoursError):
        services.give(
            person=shared.alice.id, kind=kind, reader=shared.world.room, name="A", now=timezone.now()
        )
    assert {thing.kind for thing in things.every()} == {"note", "model"}


def test_what_one_does_not_have_cannot_be_given_nor_to_who_cannot_be_chosen(shared: Shared) -> None:
    now = timezone.now()
    with pytest.raises(services.NotYoursError):
        services.give(person=shared.bob.id, kind="note", reader=shared.world.room, name="Bob", now=now)
    hidden = shared.world.other
    hidden.is_listed = False
    hidden.save()
    with pytest.raises(services.NotYoursError):
        services.give(person=shared.alice.id, kind="note", reader=hidden, name="Alice", now=now)


def test_the_model_shows_qualities_and_no_names_of_people(shared: Shared) -> None:
    found = queries.opened(reader=shared.world.dana.id, id=shared.grants["model"].id, now=timezone.now())
    assert found is not None
    assert ("wombat calm", "") in found.content
    assert "Quokka" not in repr(found)
    assert "Potoroo" not in repr(found)


def test_lines_for_a_note_come_from_every_room_but_the_private_questions(shared: Shared) -> None:
    found = [line.text for line in things.lines(shared.alice.id)]
    text = "\n".join(found)
    assert "My partner: I get in my own way (often)." in found
    assert "I feel like a numbat." in found
    assert "wombat calm" in text
    assert any(line.startswith("check-") for line in (line.id for line in things.lines(shared.alice.id)))
    assert things.lines(shared.bob.id) == []


def test_the_lines_do_not_depend_on_the_private_questions(shared: Shared) -> None:
    from footing.plan import services as plan

    seen = set()
    for code in ("U.", "UH", "W.", "O."):
        plan.keep(person=shared.alice.id, state={"safety": {"1": code}})
        seen.add(tuple(things.lines(shared.alice.id)))
    assert len(seen) == 1


def test_each_look_is_a_line_that_its_owner_reads_and_a_refusal_is_one_too(shared: Shared) -> None:
    now, note = timezone.now(), shared.grants["note"].id
    queries.opened(reader=shared.world.dana.id, id=note, now=now)
    queries.opened(reader=shared.world.femi.id, id=note, now=now)
    rows_ = AccessLog.objects.filter(subject=shared.alice.id).values_list("actor", "action", "purpose")
    assert sorted(rows_) == sorted(
        [(shared.world.dana.id, "look", "shared"), (shared.world.femi.id, "refused", "shared")]
    )
    told = {(look.who, look.what) for look in access.looks(shared.alice.id)}
    assert (shared.world.other.name, "asked for your note and was refused") in told


def test_unknown_and_forbidden_cost_the_same_questions_to_the_database(
    shared: Shared, django_assert_num_queries: Callable[..., object]
) -> None:
    from django.test.utils import CaptureQueriesContext

    counts = set()
    services.stop(person=shared.alice.id, id=shared.grants["model"].id, now=timezone.now())
    for id in (shared.grants["note"].id, shared.grants["model"].id, NOBODY):
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert queries.opened(reader=shared.world.femi.id, id=id, now=timezone.now()) is None
        counts.add(len(seen))
    assert len(counts) == 1


def test_grants_that_ended_a_month_ago_are_deleted_and_others_stay(shared: Shared) -> None:
    note, now = shared.grants["note"], timezone.now()
    services.stop(person=shared.alice.id, id=note.id, now=now)
    assert services.forget(now=now + timedelta(days=29)) == 0
    assert services.forget(now=now + timedelta(days=31)) > 0
    assert [g.kind for g in Grant.objects.all()] == ["model"]


def test_erasing_the_owner_leaves_nothing_and_the_export_has_all_of_it(shared: Shared) -> None:
    text = export.as_json(export.collect(holder=shared.alice.id, now=timezone.now()))
    assert NOTE in text
    assert "Alice Numbat" in text
    erase.now(holder=shared.alice.id)
    assert not Grant.objects.exists()
    assert not Note.objects.exists()
    assert queries.received(reader=shared.world.dana.id, now=timezone.now()) == []


def test_no_word_of_a_note_and_no_name_lies_in_a_row(shared: Shared) -> None:
    found = repr(rows())
    assert "bilby" not in found
    assert "Alice Numbat" not in found
