"""Who of the practice sees which bookings."""

import uuid

import pytest

from footing.accounts.models import Person
from footing.booking import queries, services
from footing.practice.models import Manager, Therapist
from footing.vault import keys
from tests.booking.world import ALICE, BOB, NOW, at, wish

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def make_person(name: str) -> Person:
    id = keys.make_holder()
    return Person.objects.create(id=id, holder=id, login=uuid.uuid4().hex, name=name, created_at=NOW)


def names(person: Person) -> list[str]:
    return [b.name for b in queries.week(person=person.id, start=at(0), end=at(0, day=7))]


def test_a_therapist_sees_their_own_a_manager_all_and_others_none(dana: Therapist, femi: Therapist) -> None:
    people = {name: make_person(name) for name in ("Dana", "Femi", "Erin", "Charlie")}
    for therapist, name in ((dana, "Dana"), (femi, "Femi")):
        therapist.person = people[name]
        therapist.save()
    Manager.objects.create(person=people["Erin"], since=NOW)
    services.book(wish=wish(at(9), dana), guest=ALICE, now=NOW)
    services.book(wish=wish(at(10), femi), guest=BOB, now=NOW)
    given_up = services.book(wish=wish(at(11), dana), guest=BOB, now=NOW)
    services.cancel(code=given_up.booking.code, token=given_up.token, now=NOW)
    assert names(people["Dana"]) == ["Alice Canary"]
    assert names(people["Femi"]) == ["Bob"]
    assert names(people["Erin"]) == ["Alice Canary", "Bob"]
    assert names(people["Charlie"]) == []


def test_a_week_costs_few_queries_whatever_its_bookings(
    dana: Therapist, django_assert_max_num_queries: object
) -> None:
    erin = make_person("Erin")
    Manager.objects.create(person=erin, since=NOW)
    for hour in range(9, 16):
        services.book(wish=wish(at(hour), dana), guest=ALICE, now=NOW)
    keys.forget()
    with (
        django_assert_max_num_queries(2),  # type: ignore[operator]
        django_assert_max_num_queries(1, using="keys"),  # type: ignore[operator]
    ):
        assert len(names(erin)) == 7
