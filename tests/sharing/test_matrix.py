"""Every address of sharing for everybody: its owner and the one reader find it, and for all others it is not there."""

from collections.abc import Callable
from itertools import product

import pytest

from footing.sharing import services
from tests import addresses
from tests.sharing.conftest import NOTE, Shared
from tests.undone import undone

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.one_database]
EVERYBODY = ("visitor", "alice", "bob", "charlie", "dana", "femi", "erin")
WORDS = (NOTE, "wombat calm", "Alice Numbat")
HERE = [a for a in addresses.pages() if "/share" in a]


def test_the_table_has_all_of_them() -> None:
    assert len(HERE) == 8


@pytest.mark.parametrize("who", EVERYBODY)
def test_words_of_alice_are_seen_by_her_and_by_dana_alone(shared: Shared, who: str) -> None:
    for address, method in product(HERE, ("get", "post")):
        if address.endswith("/stop/") and who == "alice":
            continue  # shown in test_pages
        with undone():
            _seen(shared, address, who, method)


def _seen(shared: Shared, address: str, who: str, method: str) -> None:
    here = address.replace(str(addresses.NOBODY), str(shared.grants["note"].id))
    answer = getattr(shared.client(who), method)(here)
    assert answer.status_code < 500
    seen = any(word in answer.content.decode() for word in WORDS)
    may = (who == "alice" and address.startswith("/share/")) or (who == "dana" and "/desk/" in address)
    assert may or not seen, (method, here)
    if who == "visitor" and answer.status_code != 405:
        assert answer["Location"].startswith("/account/sign-in/?next=")
    if who in {"femi", "erin", "charlie", "bob"} and str(addresses.NOBODY) in address:
        assert answer.status_code in {404, 405}, (method, here)


@pytest.mark.parametrize("who", ["femi", "erin", "charlie", "bob", "alice"])
def test_anothers_and_unknown_are_the_same_bytes(shared: Shared, who: str) -> None:
    client = shared.client(who)
    named = [
        a for a in HERE if str(addresses.NOBODY) in a and not (who == "alice" and a.startswith("/share/"))
    ]
    assert named
    for address, method in product(named, ("get", "post")):
        known, unknown = (
            getattr(client, method)(address.replace(str(addresses.NOBODY), str(id)))
            for id in (shared.grants["note"].id, addresses.NOBODY)
        )
        assert (known.status_code, known.content) == (unknown.status_code, unknown.content), (method, address)
        assert known.status_code in {404, 405}, (method, address)


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
