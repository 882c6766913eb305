"""Two check-ins at one moment: one is kept, and the index says the same; a stop in between leaves both as they were."""

import pytest
from django.utils import timezone

from footing.accounts.models import Person
from footing.diary import queries, services
from footing.diary.models import CheckIn, Index
from tests.diary.conftest import said, week, weeks
from tests.journeys import site

THREADS = """
import threading
from datetime import timedelta
from django.db import connections
from django.utils import timezone
from footing.accounts.services import make_person
from footing.diary import queries, services
from footing.diary.models import CheckIn, Index
now = timezone.now()
for days in (None, 7, 0):
    person = make_person(name=f'Somebody {days}', passphrase='seven quiet stepping stones').id
    if days is not None:
        services.check_in(person=person, said=services.Said({'rest': 0}, (), ''), now=now - timedelta(days=days))
    gate = threading.Barrier(6)
    def keep(n):
        gate.wait()
        services.check_in(person=person, said=services.Said({'rest': n % 5}, (), str(n)), now=now)
        connections.close_all()
    threads = [threading.Thread(target=keep, args=(n,)) for n in range(6)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    lines = queries.book(person).lines
    rows = {r.id: r.said['answers'] for r in CheckIn.objects.filter(holder=person)}
    print(len(lines), len(rows), Index.objects.filter(holder=person).count(),
          {line.id: dict(line.answers) for line in lines} == rows)
"""


@pytest.mark.postgres
@pytest.mark.xdist_group("site")
def test_of_many_at_one_moment_one_is_kept() -> None:
    made = site.prepared(demo=False, settings=site.own_databases())
    said = made.run("shell", "--no-imports", "-c", THREADS).splitlines()
    assert said == ["1 1 1 True", "2 2 1 True", "1 1 1 True"]


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
