"""A Private column never holds clear text, however Django is asked to write it."""

import uuid

import pytest
from django.db import connection, transaction
from django.db.models import F, Value
from django.utils import timezone

from footing.accounts.models import Person
from footing.vault import crypto, keys

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def make_person(name: str = "Alice Canary") -> Person:
    holder = keys.make_holder()
    return Person.objects.create(
        id=holder, holder=holder, login=uuid.uuid4().hex, name=name, created_at=timezone.now()
    )


def stored(person: Person) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM accounts_person WHERE login = %s", [person.login])
        return bytes(cursor.fetchone()[0])


def test_a_private_value_comes_back_and_its_column_holds_no_word_of_it() -> None:
    person = make_person()
    assert Person.objects.get(pk=person.pk).name == "Alice Canary"
    assert b"Canary" not in stored(person)


def test_update_bulk_update_and_filters_refuse_clear_text() -> None:
    person = make_person()
    with pytest.raises(TypeError), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(name="Clear Canary")
    person.name = "Clear Canary"
    with pytest.raises(TypeError), transaction.atomic():
        Person.objects.bulk_update([person], ["name"])
    with pytest.raises(TypeError), transaction.atomic():
        list(Person.objects.filter(name="Alice Canary"))
    sealed_column = Person._meta.get_field("name")
    with pytest.raises(TypeError), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(name=Value("Clear Canary", output_field=sealed_column))
    assert b"Canary" not in stored(person)


def test_bulk_create_seals() -> None:
    holder = keys.make_holder()
    row = Person(id=holder, holder=holder, login="bulk", name="Bulk Canary", created_at=timezone.now())
    Person.objects.bulk_create([row])
    assert b"Canary" not in stored(row)
    assert Person.objects.get(pk=holder).name == "Bulk Canary"


def test_a_value_copied_to_another_row_does_not_open() -> None:
    alice, bob = make_person("Alice"), make_person("Bob")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_person SET name = %s WHERE login = %s", [stored(alice), bob.login])
    with pytest.raises((keys.ErasedError, crypto.OpenError)):
        _ = Person.objects.get(pk=bob.pk).name


def test_every_flipped_byte_is_noticed() -> None:
    person = make_person()
    blob = stored(person)
    for position in range(0, len(blob), 7):
        changed = bytearray(blob)
        changed[position] ^= 1
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE accounts_person SET name = %s WHERE login = %s", [bytes(changed), person.login]
            )
        with pytest.raises((keys.ErasedError, crypto.OpenError)):
            _ = Person.objects.get(pk=person.pk).name


def test_after_erasure_nothing_opens_and_the_tombstone_stays() -> None:
    person = make_person()
    keys.erase(person.holder)
    with pytest.raises(keys.ErasedError):
        _ = Person.objects.get(pk=person.pk).name
    row = keys.Key.objects.get(holder=person.holder)
    assert row.wrapped is None
    assert row.erased_at is not None


def test_an_expression_copies_the_column_only_as_it_is() -> None:
    person = make_person()
    Person.objects.filter(pk=person.pk).update(name=F("name"))
    assert Person.objects.get(pk=person.pk).name == "Alice Canary"


def test_prefetched_keys_cost_one_query(django_assert_num_queries: object) -> None:
    people = [make_person(f"P{n}") for n in range(5)]
    with django_assert_num_queries(1, using="keys"):  # type: ignore[operator]
        keys.prefetch(p.holder for p in people)
        rows = {p.pk: p for p in Person.objects.filter(pk__in=[p.pk for p in people])}
        assert [rows[p.pk].name for p in people] == [f"P{n}" for n in range(5)]
