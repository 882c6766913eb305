"""A mail leaves at least once, under one id, and never holds up the event it tells of."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone

from footing.outbox import periodic, services
from footing.outbox.models import Message
from footing.vault import keys

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def put(key: str = "k1", **changes: Any) -> Message:
    values: dict[str, Any] = {
        "holder": keys.make_holder(), "kind": "test", "key": key, "to": "a@example.org",
        "subject": "Your time on Tuesday", "body": "Canary words",
    }  # fmt: skip
    return services.enqueue(**{**values, **changes})


def test_a_mail_is_sent_once_under_the_id_of_its_row() -> None:
    row = put()
    assert services.send_due() == 1
    assert services.send_due() == 0
    assert [m.subject for m in mail.outbox] == ["Your time on Tuesday"]
    assert str(row.id) in mail.outbox[0].message()["Message-ID"]


def test_the_same_key_makes_one_row() -> None:
    assert put().id == put().id


def test_a_rolled_back_event_sends_nothing() -> None:
    with transaction.atomic():
        put()
        transaction.set_rollback(True)
    assert services.send_due() == 0


def test_the_row_holds_no_word_of_the_mail() -> None:
    put()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM outbox_message")
        stored = repr([bytes(v) if isinstance(v, memoryview) else v for v in cursor.fetchone()])
    assert "Canary" not in stored
    assert "example.org" not in stored


def test_a_sender_that_died_is_taken_again_after_its_lease() -> None:
    row, now = put(), timezone.now()
    Message.objects.filter(id=row.id).update(leased_until=now + services.LEASE, attempts=1)
    assert services.send_due(now=now + timedelta(seconds=30)) == 0
    assert services.send_due(now=now + services.LEASE + timedelta(seconds=1)) == 1


def test_a_failing_server_is_tried_again_later_and_given_up_in_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row, now = put(), timezone.now() + timedelta(seconds=1)

    def refuse(*_: object, **__: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    for pause in services.PAUSES:
        assert services.send_due(now=now) == 0
        now += timedelta(seconds=pause + 1)
    services.send_due(now=now)
    row.refresh_from_db()
    assert row.given_up_at is not None
    assert row.error == "ConnectionRefusedError"


def test_a_mail_to_an_erased_holder_is_given_up() -> None:
    row = put()
    keys.erase(row.holder)
    assert services.send_due() == 0
    assert Message.objects.get(id=row.id).error == "erased"


@pytest.mark.parametrize("field", ["to", "subject"])
def test_a_line_break_in_a_header_is_refused(field: str) -> None:
    with pytest.raises(ValueError, match="line break"):
        put(**{field: "x@example.org\r\nBcc: y@example.org"})


def test_a_withdrawn_mail_does_not_leave() -> None:
    put()
    assert services.withdraw(key="k1")
    assert services.send_due() == 0


def test_a_mail_is_forgotten_a_day_after_it_left_and_never_before() -> None:
    sent, waiting = put("sent"), put("waiting")
    Message.objects.filter(id=waiting.id).update(not_before=timezone.now() + timedelta(days=40))
    services.send_due()
    now = timezone.now()
    assert services.forget(now=now + timedelta(hours=23)) == 0
    assert services.forget(now=now + timedelta(hours=25)) == 1
    assert services.forget(now=now + timedelta(days=39)) == 0
    assert list(Message.objects.all()) == [waiting]
    assert sent.key != waiting.key


def test_a_mail_that_was_given_up_stays_for_a_month() -> None:
    row = put()
    keys.erase(row.holder)
    services.send_due()
    assert services.forget(now=timezone.now() + timedelta(days=29)) == 0
    assert services.forget(now=timezone.now() + timedelta(days=31)) == 1


def test_a_periodic_job_runs_when_due_and_after_a_dead_runner() -> None:
    ran: list[str] = []
    name = f"test-{uuid.uuid4()}"
    periodic.periodic(name, every=timedelta(minutes=5))(lambda now: ran.append(name))
    now = timezone.now()
    for moment in (now, now + timedelta(minutes=1), now + timedelta(minutes=6)):
        periodic.run_due(now=moment)
    assert ran == [name, name]
    periodic.PeriodicJob.objects.filter(name=name).update(
        leased_until=now + timedelta(minutes=20), next_at=now
    )
    periodic.run_due(now=now + timedelta(minutes=12))
    assert len(ran) == 2
    periodic.run_due(now=now + timedelta(minutes=21))
    assert len(ran) == 3
    periodic._jobs.pop(name)


def test_a_mail_that_is_being_sent_when_it_is_taken_back_is_not_tried_again() -> None:
    """Its sender may have died: it would say what is no longer so, after what is newer."""
    put()
    Message.objects.update(leased_until=timezone.now() + timedelta(minutes=1), attempts=1)
    assert not services.withdraw(key="k1")
    assert services.untried(key="k1") == ""
    assert services.send_due(now=timezone.now() + timedelta(minutes=2)) == 0


def test_a_mail_that_is_kept_back_ends_like_one_that_left() -> None:
    row = put(keep_back=True)
    assert services.send_due() == 1
    assert mail.outbox == []
    row.refresh_from_db()
    assert (row.sent_at is not None, row.attempts, row.error) == (True, 1, "")
