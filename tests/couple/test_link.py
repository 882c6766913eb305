"""A link is there for the two whom it joins, and ended it is as if it had never been."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from footing.couple import queries, services
from footing.couple.models import Link, Meeting, Side, Yes
from footing.vault import erase
from tests.addresses import NOBODY
from tests.couple.conftest import Pair, linked

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.both_databases]
STEP = "turns"


def test_each_of_the_two_sees_the_link_with_the_name_of_the_other_and_nobody_else_does(pair: Pair) -> None:
    alices, bobs = queries.link(pair.alice.id, pair.id), queries.link(pair.bob.id, pair.id)
    assert alices is not None
    assert bobs is not None
    assert (alices.name, alices.other_name, alices.other) == ("Ali", "Bo", pair.bob.id)
    assert (bobs.name, bobs.other_name, bobs.other) == ("Bo", "Ali", pair.alice.id)
    assert queries.link(pair.charlie.id, pair.id) is None
    assert queries.link(pair.alice.id, NOBODY) is None
    assert [link.id for link in queries.links(pair.alice.id)] == [pair.id]
    assert queries.links(pair.charlie.id) == []


def test_there_are_never_two_links_between_the_same_two(pair: Pair) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        linked(pair.bob, pair.alice)
    linked(pair.alice, pair.charlie, ("Al", "Cee"))
    assert [link.other_name for link in queries.links(pair.alice.id)] == ["Bo", "Cee"]


@pytest.mark.parametrize("who", ["alice", "bob"])
def test_either_alone_ends_it_and_nothing_is_left_of_it(pair: Pair, who: str) -> None:
    person, now = getattr(pair, who), timezone.now()
    services.say_yes(person=person.id, id=pair.id, step=STEP, now=now)
    services.unlink(person=person.id, id=pair.id)
    assert queries.link(pair.alice.id, pair.id) is None
    assert queries.link(pair.bob.id, pair.id) is None
    assert [model.objects.count() for model in (Link, Side, Yes)] == [0, 0, 0]


def test_nobody_else_ends_it_and_a_second_time_there_is_nothing(pair: Pair) -> None:
    with pytest.raises(services.NotYoursError):
        services.unlink(person=pair.charlie.id, id=pair.id)
    services.unlink(person=pair.alice.id, id=pair.id)
    with pytest.raises(services.NotYoursError):
        services.unlink(person=pair.bob.id, id=pair.id)


def test_erasing_an_account_leaves_what_unlinking_leaves(pair: Pair) -> None:
    erase.now(holder=pair.bob.id)
    assert queries.links(pair.alice.id) == []
    assert [model.objects.count() for model in (Link, Side)] == [0, 0]


def test_a_step_opens_for_both_once_both_said_yes_and_closes_after_a_day(pair: Pair) -> None:
    now = timezone.now()
    link = queries.link(pair.alice.id, pair.id)
    assert link is not None
    services.say_yes(person=pair.alice.id, id=pair.id, step=STEP, now=now)
    assert not queries.both_said(link, STEP, now)
    later = now + timedelta(hours=5)
    services.say_yes(person=pair.bob.id, id=pair.id, step=STEP, now=later)
    assert queries.both_said(link, STEP, later)
    assert not queries.both_said(link, "ways", later)
    assert queries.both_said(link, STEP, later + timedelta(hours=23, minutes=59))
    assert not queries.both_said(link, STEP, later + timedelta(hours=24))


def test_a_yes_in_an_open_step_changes_nothing(pair: Pair) -> None:
    now = timezone.now()
    for person in (pair.alice, pair.bob):
        services.say_yes(person=person.id, id=pair.id, step=STEP, now=now)
    for person in (pair.alice, pair.bob):
        services.say_yes(person=person.id, id=pair.id, step=STEP, now=now + timedelta(hours=1))
    assert not Yes.objects.exists()
    assert Meeting.objects.get().ends_at == now + timedelta(hours=24)


def test_a_yes_that_stood_for_a_day_alone_meets_no_other(pair: Pair) -> None:
    now = timezone.now()
    services.say_yes(person=pair.alice.id, id=pair.id, step=STEP, now=now)
    services.say_yes(person=pair.bob.id, id=pair.id, step=STEP, now=now + timedelta(hours=24))
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("who", ["alice", "bob"])
def test_a_yes_is_taken_back_before_and_after_the_other_said_it(pair: Pair, who: str) -> None:
    now, person = timezone.now(), getattr(pair, who)
    link = queries.link(person.id, pair.id)
    assert link is not None
    services.say_yes(person=person.id, id=pair.id, step=STEP, now=now)
    services.take_back(person=person.id, id=pair.id, step=STEP)
    for one in (pair.alice, pair.bob):
        assert not queries.both_said(link, STEP, now)
        services.say_yes(person=one.id, id=pair.id, step=STEP, now=now)
    assert queries.both_said(link, STEP, now)
    services.take_back(person=person.id, id=pair.id, step=STEP)
    assert not queries.both_said(link, STEP, now)
    with pytest.raises(services.NotYoursError):
        services.say_yes(person=pair.charlie.id, id=pair.id, step=STEP, now=now)
