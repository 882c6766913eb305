"""What is done is kept for the practice's time; what waits for an answer is never deleted unseen."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from footing.outbox.models import Message
from footing.practice import jobs, services
from footing.practice.models import Answer, Consent, Inquiry
from footing.vault import keys
from footing.vault.models import Key
from footing.vault.sweep import owned
from tests.people import World, make_world
from tests.practice.letters import letter

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
KEEP = timedelta(days=90)
MAIL = {"email": "alice@example.org", "may_mail": True}


@pytest.fixture
def world() -> World:
    return make_world()


def test_what_is_done_goes_with_its_mails_and_its_key_and_what_waits_stays(world: World) -> None:
    now, by = timezone.now(), world.erin.id
    closed, answered, waiting = letter(1), letter(2, contact=MAIL), letter(3)
    services.close(inquiry=closed, reason="answered", by=by)
    services.answer(inquiry=answered, text="said", by=by)
    assert services.forget(now=now + KEEP - timedelta(hours=1), keep=KEEP) == 0
    assert services.forget(now=now + KEEP + timedelta(hours=1), keep=KEEP) == 2
    assert Inquiry.objects.get() == waiting
    assert set(Consent.objects.values_list("inquiry", flat=True)) == {waiting.id}
    assert not Message.objects.filter(holder=answered.holder).exists()
    assert not Answer.objects.exists()
    for holder in (closed.holder, answered.holder):
        assert Key.objects.get(holder=holder).wrapped is None
    assert keys.live_key(waiting.holder)


def test_a_later_step_counts_for_the_time(world: World) -> None:
    now, by = timezone.now(), world.erin.id
    inquiry = letter()
    services.answer(inquiry=inquiry, text="said", by=by, now=now)
    services.convert(inquiry=inquiry, booking=inquiry.id, by=by, now=now + timedelta(days=60))
    assert services.forget(now=now + timedelta(days=100), keep=KEEP) == 0
    assert services.forget(now=now + timedelta(days=151), keep=KEEP) == 1


def test_the_worker_deletes_by_itself_after_the_days_of_the_setting(world: World, settings: Any) -> None:
    services.close(inquiry=letter(), reason="spam", by=world.erin.id)
    settings.FOOTING_KEEP_INTAKE_DAYS = 30
    jobs.delete_old(timezone.now() + timedelta(days=29))
    assert Inquiry.objects.exists()
    jobs.delete_old(timezone.now() + timedelta(days=31))
    assert not Inquiry.objects.exists()


def test_the_sweep_of_keys_knows_both_tables() -> None:
    assert {model._meta.label for model in owned()} >= {"practice.Inquiry", "practice.Answer"}
