"""Every address of sharing for everybody: its owner and the one reader find it, and for all others it is not there."""

from collections.abc import Callable

import pytest

from footing.sharing import services
from tests import addresses
from tests.sharing.conftest import NOTE, Shared

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.one_database]
EVERYBODY = ("visitor", "alice", "bob", "charlie", "dana", "femi", "erin")
WORDS = (NOTE, "wombat calm", "Alice Numbat")
HERE = [a for a in addresses.pages() if "/share" in a]


def test_the_table_has_all_of_them() -> None:
    assert len(HERE) == 8


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("address", HERE)
@pytest.mark.parametrize("method", ["get", "post"])
def test_words_of_alice_are_seen_by_her_and_by_dana_alone(
    shared: Shared, address: str, who: str, method: str
) -> None:
    here = address.replace(str(addresses.NOBODY), str(shared.grants["note"].id))
    if address.endswith("/stop/") and who == "alice":
        return  # shown in test_pages
    answer = getattr(shared.client(who), method)(here)
    assert answer.status_code < 500
    seen = any(word in answer.content.decode() for word in WORDS)
    assert (
        not seen
        or (who == "alice" and address.startswith("/share/"))
        or (who == "dana" and "/desk/" in address)
    )
    if who == "visitor" and answer.status_code != 405:
        assert answer["Location"].startswith("/account/sign-in/?next=")
    if who in {"femi", "erin", "charlie", "bob"} and "<" not in address and str(addresses.NOBODY) in address:
        assert answer.status_code in {404, 405}


@pytest.mark.parametrize("who", ["femi", "erin", "charlie", "bob", "alice"])
@pytest.mark.parametrize("address", [a for a in HERE if str(addresses.NOBODY) in a])
@pytest.mark.parametrize("method", ["get", "post"])
def test_anothers_and_unknown_are_the_same_bytes(shared: Shared, address: str, who: str, method: str) -> None:
    if who == "alice" and address.startswith("/share/"):
        return
    client = shared.client(who)
    known, unknown = (
        getattr(client, method)(address.replace(str(addresses.NOBODY), str(id)))
        for id in (shared.grants["note"].id, addresses.NOBODY)
    )
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert known.status_code in {404, 405}


def test_dana_after_it_was_taken_back_gets_the_bytes_of_what_never_was(
    shared: Shared, later: Callable[..., None]
) -> None:
    dana, note = shared.client("dana"), shared.grants["note"].id
    assert NOTE in dana.get(f"/desk/shared/{note}/").content.decode()
    assert dana.get(f"/desk/shared/{note}/still/").status_code == 204
    from django.utils import timezone

    services.stop(person=shared.alice.id, id=note, now=timezone.now())
    for tail in ("", "still/"):
        gone, never = (dana.get(f"/desk/shared/{id}/{tail}") for id in (note, addresses.NOBODY))
        assert (gone.status_code, gone.content) == (404, never.content)
    page = dana.get("/desk/shared/").content.decode()
    assert "What makes me feel safe" in page
    assert "note" not in page.lower().replace('class="note"', "")
