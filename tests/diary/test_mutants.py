"""Each guard is taken away once, to see that what rests on it goes red."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from footing.accounts.models import Person
from footing.core.change import series as judged
from footing.diary import queries, services
from footing.today import pictures, series
from tests.diary.conftest import alice, as_, charlie, checked, said, week, weeks

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.one_database]
__all__ = ["alice", "as_", "charlie"]
As = Callable[[Person], Client]
RISE = [0, 1, 2, 3, 4]


def page(client: Client) -> str:
    return str(client.get("/today/changed/").content.decode())


def twice_in_a_week(alice: Person) -> bool:
    """Whether a second check-in two days later is kept."""
    week(alice, 2)
    try:
        services.check_in(person=alice.id, said=said(rest=1), now=timezone.now())
    except services.TooSoonError:
        return False
    return True


def read_by_another(client: Client, alice: Person) -> bool:
    """Whether somebody else opens Alice's week."""
    id = week(alice, line="A numbat week.")
    return "numbat" in client.get(f"/diary/{id}/").content.decode()


def trend_of_five(client: Client, alice: Person) -> bool:
    """Whether five answers are called a direction."""
    weeks(alice, RISE)
    return "your rest got better" in page(client)


def line_of_five(client: Client, alice: Person) -> bool:
    """Whether a line runs through five answers."""
    weeks(alice, RISE)
    return "fill-opacity" in page(client)


def looked_at_every_week(client: Client, alice: Person) -> bool:
    """Whether the seventh answer changes what the sixth came to."""
    weeks(alice, [2, 2, 2, 2, 2, 2], last=7)
    before = page(client).split("Your weeks")[1].split("</figure>")[0]
    week(alice, 0, rest=4)
    after = page(client).split("Your weeks")[1].split("</figure>")[0]
    return ("all the same" in before) and ("all the same" not in after)


def near_checks_count(client: Client, alice: Person) -> bool:
    """Whether a check every two days makes a direction."""
    for number, digit in enumerate("3332221110"):
        checked(alice, 2 * (10 - number), digit * 6)
    return "came up less often" in page(client)


CASES = (trend_of_five, line_of_five, looked_at_every_week, near_checks_count)


@pytest.mark.parametrize("case", CASES)
def test_with_every_guard_nothing_of_it_happens(alice: Person, as_: As, case: Callable[..., bool]) -> None:
    assert not case(as_(alice), alice)


def test_with_every_guard_neither_a_second_one_nor_a_strange_look(
    alice: Person, charlie: Person, as_: As
) -> None:
    assert not twice_in_a_week(alice)
    services.delete_all(person=alice.id)
    assert not read_by_another(as_(charlie), alice)


def test_without_the_days_apart_a_second_one_would_be_kept(
    alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "APART", timedelta(0))
    assert twice_in_a_week(alice)


def test_without_the_scope_another_would_read_it(
    alice: Person, charlie: Person, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = queries.one

    def unscoped(_person: UUID, id: UUID) -> Any:
        return one(alice.id, id)

    monkeypatch.setattr(queries, "one", unscoped)
    assert read_by_another(as_(charlie), alice)


def test_without_the_least_number_five_would_be_a_direction(
    alice: Person, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judged, "LEAST_FOR_TREND", 5)
    monkeypatch.setattr(judged, "TREND_LEVEL", 0.95)
    assert trend_of_five(as_(alice), alice)
    services.delete_all(person=alice.id)
    assert line_of_five(as_(alice), alice)
    found = series.of_weeks(queries.book(alice.id).lines)
    assert pictures.drawn(found[0], "", _words(), pictures.axis(found)).line


def test_without_looks_set_beforehand_every_week_would_count(
    alice: Person, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(series, "looked_at", lambda n: n)
    assert looked_at_every_week(as_(alice), alice)


def test_without_the_four_weeks_checks_of_one_month_would_be_a_direction(
    alice: Person, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(series, "spaced", list)
    assert near_checks_count(as_(alice), alice)


def _words() -> dict[str, str]:
    from footing.today.changed import words

    found: dict[str, str] = words()["figure"]
    return found
