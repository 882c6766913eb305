"""A table that holds something of a person is in export, erasure, retention and rotation, or this is red."""

import uuid
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from footing.accounts.models import Person
from footing.booking.models import Booking
from footing.outbox import periodic
from footing.vault import registry
from footing.vault.private import Private
from footing.vault.registry import Policy


def jobs() -> list[str]:
    periodic.discover()
    return list(periodic._jobs)


def gaps_of(*made: Any) -> list[str]:
    """What the registry says of tables made here, beside the real ones."""
    found = registry.gaps(jobs(), [*apps.get_models(), *made])
    return [line.split(": ", 1)[1] for line in found if line.startswith("vault.")]


def test_every_personal_table_of_the_site_is_covered() -> None:
    assert registry.gaps(jobs()) == []


def test_the_registry_finds_tables_by_looking() -> None:
    found = {t.model._meta.label: t.path for t in registry.personal()}
    assert found["booking.Booking"] == "holder"
    assert found["booking.Move"] == "booking__holder"
    assert found["mfa.Authenticator"] == "user_id"
    assert found["vault.AccessLog"] == "subject"
    assert "practice.Practice" not in found
    assert "booking.Hold" not in found


@isolate_apps("footing.vault")
def test_a_new_table_with_a_holder_is_red_until_it_is_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    class Diary(models.Model):
        id = models.UUIDField(primary_key=True, default=uuid.uuid4)
        holder = models.UUIDField()
        text = Private("vault.diary.text", str)

        class Meta:
            app_label = "vault"

    assert gaps_of(Diary) == [
        "export: nothing says what it is.",
        "retention: nothing says when its rows end.",
    ]
    monkeypatch.setitem(registry._policies, Diary, Policy("A page", "For ever", "vault.nothing"))
    assert gaps_of(Diary) == ["retention: there is no job 'vault.nothing'."]
    monkeypatch.setitem(registry._policies, Diary, Policy("A page", "For a year", "vault.log"))
    assert gaps_of(Diary) == []


@isolate_apps("footing.vault")
def test_a_new_table_with_a_key_to_a_person_is_red_and_one_that_cannot_be_sealed_too() -> None:
    class Note(models.Model):
        person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
        text = Private("vault.note.text", str)

        class Meta:
            app_label = "vault"

    assert gaps_of(Note) == [
        "export: nothing says what it is.",
        "retention: nothing says when its rows end.",
        "rotation: its sealed columns need a holder in the row itself.",
        "rotation: a sealed row needs a UUID made before it is saved.",
    ]


@isolate_apps("footing.vault")
def test_sealed_columns_without_a_holder_hidden_ids_and_rows_that_hold_on_are_red() -> None:
    class Loose(models.Model):
        text = Private("vault.loose.text", str)

        class Meta:
            app_label = "vault"

    class Hidden(models.Model):
        owner = models.UUIDField()

        class Meta:
            app_label = "vault"

    class Clinging(models.Model):
        booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="+")

        class Meta:
            app_label = "vault"

    assert gaps_of(Loose) == ["rotation and erasure: it has sealed columns but no holder."]
    assert gaps_of(Hidden) == ["export and erasure: an id of a person stands in a column that is no key."]
    assert gaps_of(Clinging) == ["erasure: it keeps rows of a person from being deleted."]


@isolate_apps("footing.vault")
def test_a_table_that_goes_with_a_booking_needs_no_words_of_its_own() -> None:
    class Remark(models.Model):
        booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="+")

        class Meta:
            app_label = "vault"

    assert gaps_of(Remark) == []
    tables = {t.model: t for t in registry.personal([*apps.get_models(), Remark])}
    assert tables[Remark].path == "booking__holder"
