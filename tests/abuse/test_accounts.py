"""Cases 19 and 40: a mailbox that somebody else holds, and a session that somebody else took over."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from footing.accounts.models import Person
from footing.outbox.models import Message
from footing.vault import erase
from tests.conftest import OwnClient
from tests.people import signed_in
from tests.sharing.conftest import NOTE, Shared, shared

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
__all__ = ["shared"]


def taken_over(shared: Shared) -> Client:
    """Alice's open session in somebody else's hands: no pass phrase was typed in it lately."""
    return signed_in(shared.alice, OwnClient())


def test_case_40_a_session_alone_neither_takes_all_along_nor_deletes_it(shared: Shared) -> None:
    thief = taken_over(shared)
    for address in ("/account/kept/", "/account/kept/private/", "/account/erase/"):
        assert thief.get(address)["Location"].startswith("/account/again/")
    for address, sent in (
        ("/account/kept/file/", {"json": "1"}), ("/account/kept/private/", {}), ("/account/erase/", {"sure": "now"}),
        ("/account/erase/", {"sure": "later"}), ("/share/note/give/", {"step": "let"}),
    ):  # fmt: skip
        answer = thief.post(address, sent)
        assert answer["Location"].startswith("/account/again/")
        assert NOTE not in answer.content.decode()
    assert Person.objects.filter(id=shared.alice.id).exists()
    assert erase.asked(shared.alice.id) is None


def test_case_40_an_erasure_waits_seven_days_and_is_said_on_the_screen_and_in_no_mail(shared: Shared) -> None:
    before = Message.objects.count()
    alice = shared.client("alice")
    alice.post("/account/erase/", {"sure": "later"})
    due = erase.asked(shared.alice.id)
    assert due is not None
    assert timedelta(days=6, hours=23) < due.due_at - timezone.now() <= timedelta(days=7)
    assert "will be deleted on" in alice.get("/account/").content.decode()
    alice.post("/account/erase/", {"sure": "keep"})
    assert erase.asked(shared.alice.id) is None
    assert (Message.objects.count(), mail.outbox) == (before, [])


def test_case_19_a_forgotten_pass_phrase_is_never_answered_by_mail(shared: Shared) -> None:
    before, client = Message.objects.count(), OwnClient()
    for sent in ({"ask": "1", "a-name": "Alice"}, {"name": "Alice", "code": "none", "passphrase": "x" * 12}):
        client.post("/account/back/", sent)
    assert (Message.objects.count(), mail.outbox) == (before, [])
    assert taken_over(shared).get("/share/").status_code == 200
