"""Cases 1 to 3, 5 to 9, 31 and 43: what is shared, and what is not."""

from typing import Any

import pytest
from django.utils import timezone

from footing.sharing import queries, services
from footing.sharing.models import Grant, Withdrawal
from footing.vault.models import AccessLog
from tests.addresses import NOBODY
from tests.sharing.conftest import NOTE, Shared, shared

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
__all__ = ["shared"]


def test_case_1_opened_after_it_was_taken_back_it_never_was_and_the_try_is_logged(shared: Shared) -> None:
    dana, note = shared.client("dana"), shared.grants["note"].id
    assert dana.get(f"/desk/shared/{note}/").status_code == 200
    shared.client("alice").post(f"/share/{note}/stop/")
    gone, never = (dana.get(f"/desk/shared/{id}/") for id in (note, NOBODY))
    assert (gone.status_code, gone.content) == (404, never.content)
    assert AccessLog.objects.filter(subject=shared.alice.id, action="refused").count() == 1
    assert dana.get(f"/desk/shared/{note}/still/").status_code == 404


def test_case_2_no_page_of_what_is_shared_may_be_kept_by_a_browser_or_a_proxy(shared: Shared) -> None:
    for address in ("/desk/shared/", f"/desk/shared/{shared.grants['note'].id}/"):
        assert "no-store" in shared.client("dana").get(address)["Cache-Control"]


@pytest.mark.parametrize("who", ["visitor", "bob", "charlie", "femi", "erin", "alice"])
def test_cases_3_7_and_9_the_address_alone_opens_nothing(shared: Shared, who: str) -> None:
    answer = shared.client(who).get(f"/desk/shared/{shared.grants['note'].id}/")
    assert answer.status_code in {302, 404}
    assert NOTE not in answer.content.decode()


def test_case_5_no_page_of_sharing_can_be_framed(shared: Shared) -> None:
    for address in ("/share/", "/share/note/", "/share/note/give/"):
        assert "frame-ancestors 'none'" in shared.client("alice").get(address)["Content-Security-Policy"]


def test_case_6_what_was_given_under_pressure_ends_by_itself_and_is_taken_back_without_a_trace(
    shared: Shared,
) -> None:
    note = shared.grants["note"]
    assert (note.ends_at - note.given_at).days == 14
    before = shared.client("dana").get(f"/desk/shared/{NOBODY}/").content
    services.stop(person=shared.alice.id, id=note.id, now=timezone.now())
    dana = shared.client("dana")
    assert dana.get(f"/desk/shared/{note.id}/").content == before
    assert "taken back" not in dana.get("/desk/shared/").content.decode().replace("take them back", "")


def test_case_8_a_look_is_one_row_that_the_client_reads(shared: Shared) -> None:
    shared.client("dana").get(f"/desk/shared/{shared.grants['note'].id}/")
    (row,) = AccessLog.objects.filter(subject=shared.alice.id)
    assert (row.actor, row.kind, row.action, row.purpose) == (shared.world.dana.id, "note", "look", "shared")
    page = shared.client("alice").get("/account/access/").content.decode()
    assert f"{shared.world.room.name}</strong> looked at your note" in page


def test_case_31_a_stop_while_giving_leaves_what_was_before_or_what_was_wanted(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Giving again takes the old grant back first: stopped between, the old one still stands."""

    def stopped(*_: Any, **__: Any) -> Grant:
        raise KeyboardInterrupt

    monkeypatch.setattr(Grant.objects, "create", stopped)
    with pytest.raises(KeyboardInterrupt):
        services.give(
            person=shared.alice.id, kind="note", reader=shared.world.room, name="A", now=timezone.now()
        )
    assert not Withdrawal.objects.exists()
    note = shared.grants["note"].id
    assert queries.stands(reader=shared.world.dana.id, id=note, now=timezone.now())


def test_case_43_nothing_that_is_shared_holds_what_the_private_questions_came_to(shared: Shared) -> None:
    alice, seen = shared.client("alice"), set()
    from footing.plan import services as plan

    for code in ("U.", "UH", "W.", "N.", "P-", "P+", "E.", "O."):
        plan.keep(person=shared.alice.id, state={"safety": {"1": code}})
        own = [alice.get(a).content for a in ("/share/", "/share/note/", "/share/note/give/")]
        theirs = [shared.client("dana").get(f"/desk/shared/{g.id}/").content for g in shared.grants.values()]
        seen.add((*own, *theirs))
    assert len(seen) == 1
