"""Each guard of the log is taken away once, to see that what rests on it goes red."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from footing.accounts.models import Person
from footing.core import prediction
from footing.core.prediction import Counts, summary
from footing.log import queries, services
from footing.log.models import Entry, Index
from footing.safety import queries as safety
from tests.log.conftest import PARTNER, answered, found, many, send, with_states, written

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.one_database]
As = Callable[[Person], Client]


def changed_later(alice: Person) -> bool:
    """Whether an answered entry takes a second answer."""
    id = answered(alice)
    try:
        services.answer(person=alice.id, id=id, found=found("happened"), now=timezone.now())
    except services.NotThereError:
        return False
    return queries.lines(alice.id)[0].outcome == "happened"


def comforted(client: Client, alice: Person) -> bool:
    """Whether anything comforts beside something very bad."""
    with_states(alice, c1="O.")
    many(alice, "d" * 12, sure=95, bad=0, coped=3)
    answered(alice, "happened", bad=3, coped=0)
    return "more often than they came" in client.get("/log/").content.decode()


def read_by_another(client: Client, alice: Person) -> bool:
    """Whether somebody else opens Alice's entry."""
    id = written(alice)
    return "I will freeze" in client.get(f"/log/{id}/").content.decode()


def written_while_closed(client: Client, alice: Person) -> bool:
    """Whether something about a person is kept in a state in which that is closed."""
    with_states(alice, c1="U.")
    send(client, about=str(PARTNER), seen="there")
    return Entry.objects.exists()


def test_with_every_guard_nothing_of_it_happens(alice: Person, charlie: Person, as_: As) -> None:
    assert not read_by_another(as_(charlie), alice)
    services.delete_all(person=alice.id)
    assert not written_while_closed(as_(alice), alice)
    assert not changed_later(alice)
    services.delete_all(person=alice.id)
    assert not comforted(as_(alice), alice)


def test_without_the_look_at_what_was_said_and_the_rule_of_the_table_an_entry_would_change(
    alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unanswered(index: Index) -> list[Any]:
        return [line._replace(outcome=None, found=None, coped=None) for line in read(index)]

    read = queries.read

    class Anything:
        def __init__(self, **_: Any) -> None: ...

        def save(self, **_: Any) -> None: ...

    id = answered(alice)
    monkeypatch.setattr(services.queries, "read", unanswered)
    monkeypatch.setattr(services, "Outcome", Anything)
    services.answer(person=alice.id, id=id, found=found("happened"), now=timezone.now())
    monkeypatch.setattr(services.queries, "read", read)
    assert queries.lines(alice.id)[0].outcome == "happened"


def test_without_the_stop_rule_it_would_comfort(
    alice: Person, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summary, "stops", lambda counts: ())
    assert comforted(as_(alice), alice)


def test_without_the_scope_another_would_read_it(
    alice: Person, charlie: Person, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = queries.entry

    def unscoped(person: UUID, id: UUID, **options: Any) -> Any:
        return entry(alice.id, id, **options)

    monkeypatch.setattr(queries, "entry", unscoped)
    assert read_by_another(as_(charlie), alice)


def test_without_the_private_answers_it_would_be_written(
    alice: Person, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safety, "may_offer", lambda open_in, found: True)
    assert written_while_closed(as_(alice), alice)


def test_comfort_cannot_be_made_from_counts_under_the_rule() -> None:
    figures = prediction.summarise([], today=timezone.localdate(), comfort_open=True).figures
    with pytest.raises(ValueError, match="nothing comforts"):
        prediction.Going(Counts(very_bad=1), (), figures, ())
