"""Cases 1 to 3, 5, 6, 31, 35 to 37, 41, 43 and 44, as far as they are about two people who linked themselves."""

from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from footing.couple import queries, services
from footing.couple.giving import services as giving
from footing.couple.linking import codes
from footing.couple.models import Given, Link, Meeting, Side, Typed, Yes
from footing.outbox.models import Message
from footing.plan import services as plan
from footing.vault import erase
from footing.vault.models import AccessLog
from tests.addresses import NOBODY
from tests.couple.conftest import MODEL, Pair, pair

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
__all__ = ["pair"]


@pytest.fixture(autouse=True)
def fresh() -> None:
    cache.clear()


def shown(pair: Pair) -> str:
    """Alice lets Bob see her model; the address of it."""
    now = timezone.now()
    giving.give(person=pair.alice.id, id=pair.id, kind="model", item="model", now=now, tomorrow=False)
    return f"/two/{pair.id}/see/{Given.objects.get().id}/"


def said_yes(pair: Pair, *who: str, step: str = "turns") -> None:
    for one in who:
        services.say_yes(person=getattr(pair, one).id, id=pair.id, step=step, now=timezone.now())


def test_case_1_opened_after_it_was_taken_back_it_never_was_and_the_try_is_logged(pair: Pair) -> None:
    bob, here = pair.client("bob"), shown(pair)
    assert bob.get(here).status_code == 200
    pair.client("alice").post(here.replace("/see/", "/show/"), {"step": "stop"})
    gone, never = bob.get(here), bob.get(f"/two/{pair.id}/see/{NOBODY}/")
    assert (gone.status_code, gone.content) == (404, never.content)
    assert bob.get(f"{here}still/").status_code == 404
    assert AccessLog.objects.filter(actor=pair.bob.id, action="refused").count() == 2


def test_case_2_nothing_that_is_shown_may_be_kept_by_a_browser_or_a_proxy(pair: Pair) -> None:
    for address in ("/two/", f"/two/{pair.id}/", shown(pair)):
        assert "no-store" in pair.client("bob").get(address)["Cache-Control"]


@pytest.mark.parametrize("who", ["visitor", "charlie", "alice"])
def test_case_3_an_address_that_is_passed_on_opens_nothing(pair: Pair, who: str) -> None:
    answer = pair.client(who).get(shown(pair))
    assert answer.status_code in {302, 404}
    assert "wombat" not in answer.content.decode().lower()


def test_case_5_no_page_of_two_people_can_be_framed(pair: Pair) -> None:
    for address in ("/two/", "/two/code/", "/two/typed/", f"/two/{pair.id}/", f"/two/{pair.id}/show/"):
        assert "frame-ancestors 'none'" in pair.sure("alice").get(address)["Content-Security-Policy"]


def test_case_6_under_pressure_it_can_wait_a_day_and_is_taken_back_without_a_trace(pair: Pair) -> None:
    alice, bob, here = pair.sure("alice"), pair.client("bob"), f"/two/{pair.id}/"
    page = alice.post(f"{here}show/", {"kind": "model", "item": "model", "step": "look"}).content.decode()
    assert 'value="tomorrow"' in page
    before = bob.get(here).content
    alice.post(f"{here}show/", {"kind": "model", "item": "model", "step": "tomorrow"})
    assert bob.get(here).content == before
    alice.post(f"{here}show/{Given.objects.get().id}/", {"step": "stop"})
    assert bob.get(here).content == before
    assert not Given.objects.exists()


def test_case_31_a_stop_in_the_middle_leaves_a_whole_link_or_none(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice, charlie = pair.sure("alice"), pair.sure("charlie")
    code = alice.post("/two/code/", {"called": "Al"}).content.decode().split('class="code">')[1][:11]
    charlie.post("/two/typed/", {"handed": code, "called": "Cee"})
    made = Side.objects.create
    done: list[Any] = []

    def stopped(**values: Any) -> Side:
        if done:
            raise KeyboardInterrupt
        done.append(1)
        return made(**values)

    monkeypatch.setattr(Side.objects, "create", stopped)
    with pytest.raises(KeyboardInterrupt):
        answer(alice, "yes")
    assert Link.objects.count() == 1
    assert Typed.objects.get().link is None
    monkeypatch.undo()
    answer(alice, "yes")
    assert len(queries.links(pair.alice.id)) == 2


def test_case_35_taken_back_while_the_other_opens_it_no_step_is_open(pair: Pair) -> None:
    said_yes(pair, "alice", "bob")
    bob = pair.client("bob")
    assert Meeting.objects.exists()
    services.take_back(person=pair.alice.id, id=pair.id, step="turns")
    said_yes(pair, "bob")
    link = queries.link(pair.bob.id, pair.id)
    assert link is not None
    assert not queries.both_said(link, "turns", timezone.now())
    assert bob.get(f"/two/{pair.id}/do/turns/still/").status_code == 404


def test_case_36_a_page_says_nothing_of_the_others_yes_nor_of_ones_own(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    from footing.couple.steps import kinds

    monkeypatch.setitem(kinds._addresses, "turns", "two-one")
    bob, here = pair.client("bob"), f"/two/{pair.id}/do/turns/"
    seen = {bob.get(here).content}
    said_yes(pair, "alice")
    seen.add(bob.get(here).content)
    services.take_back(person=pair.alice.id, id=pair.id, step="turns")
    said_yes(pair, "bob")
    seen.add(bob.get(here).content)
    assert len(seen) == 1
    said_yes(pair, "alice")
    assert bob.get(here).content not in seen


def test_case_37_an_end_and_an_erasure_leave_ones_own_and_nothing_that_was_of_both(pair: Pair) -> None:
    bob, before = pair.client("bob"), pair.client("charlie").get("/two/").content
    shown(pair)
    said_yes(pair, "alice", "bob")
    said_yes(pair, "alice")
    erase.now(holder=pair.alice.id)
    assert [m.objects.count() for m in (Link, Side, Given, Yes, Meeting)] == [0] * 5
    assert bob.get("/two/").content == before
    assert bob.get(f"/two/{pair.id}/").content == bob.get(f"/two/{NOBODY}/").content


def test_case_41_nothing_is_ever_sent_and_a_no_is_like_a_code_that_never_was(pair: Pair) -> None:
    alice, charlie = pair.sure("alice"), pair.sure("charlie")
    code = alice.post("/two/code/", {"called": "Al"}).content.decode().split('class="code">')[1][:11]
    charlie.post("/two/typed/", {"handed": code, "called": "Cee"}, follow=True)
    waits = charlie.get("/two/").content
    answer(alice, "no")
    assert charlie.get("/two/").content == waits
    charlie.post(f"/two/typed/{Typed.objects.get().id}/")
    charlie.get("/two/")
    charlie.post("/two/typed/", {"handed": codes.new(), "called": "Cee"}, follow=True)
    assert len(charlie.get("/two/").content) == len(waits)
    assert not mail.outbox
    assert not Message.objects.exists()


def test_cases_43_and_44_no_page_of_two_people_depends_on_the_private_questions(pair: Pair) -> None:
    address, seen = shown(pair), set()
    said_yes(pair, "alice", "bob", step="ways")
    for code in ("U.", "UH", "W.", "N.", "P-", "P+", "E.", "O."):
        plan.keep(person=pair.alice.id, state={"safety": {"1": code}, "trustmap": MODEL})
        pages = ["/two/", f"/two/{pair.id}/", f"/two/{pair.id}/do/turns/", address]
        seen.add(tuple(pair.client(who).get(page).content for who in ("alice", "bob") for page in pages))
    assert len(seen) == 1


def answer(alice: Client, step: str) -> None:
    """Alice answers for the one code that waits."""
    page = alice.get("/two/").content.decode()
    typed = page.split('name="typed" value="')[1][:36]
    id = page.split('action="/two/code/')[1][:36]
    alice.post(f"/two/code/{id}/", {"step": step, "typed": typed})
