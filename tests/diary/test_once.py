"""A stop between a check-in and its index leaves both as they were."""

import pytest
from django.utils import timezone

from footing.accounts.models import Person
from footing.diary import queries, services
from footing.diary.models import CheckIn, Index
from tests.diary.conftest import said, week, weeks


@pytest.mark.django_db(databases=["default", "keys", "marks"])
def test_a_stop_between_the_row_and_the_index_keeps_neither(
    alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    weeks(alice, [1, 2], last=7)
    before = queries.book(alice.id)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(services, "_put", stop)
        for write in (
            lambda: services.check_in(person=alice.id, said=said(rest=3), now=timezone.now()),
            lambda: services.delete(person=alice.id, id=before.lines[0].id),
            lambda: services.delete_all(person=alice.id),
        ):
            with pytest.raises(KeyboardInterrupt):
                write()
    assert queries.book(alice.id) == before
    assert {row.id for row in CheckIn.objects.filter(holder=alice.id)} == {line.id for line in before.lines}
    assert Index.objects.count() == 1
    week(alice)
    assert len(queries.book(alice.id).lines) == 3
