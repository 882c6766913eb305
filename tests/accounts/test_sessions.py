"""Whoever reads the database has no session: its rows lie under keyed hashes of the cookies."""

import pytest
from asgiref.sync import async_to_sync
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from footing.accounts.models import Sitting
from footing.accounts.sessions import SessionStore, row_key
from tests.conftest import OwnClient
from tests.everywhere.rows import rows
from tests.people import PASSPHRASE, World, make_world

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.both_databases]
PAGES = ("/desk/", "/account/", "/today/")


@pytest.fixture
def world(db: None) -> World:
    cache.clear()
    return make_world()


def signed(name: str = "Dana") -> Client:
    client = OwnClient()
    client.post("/account/sign-in/", {"login": name, "password": PASSPHRASE})
    assert client.get("/desk/").status_code == 200
    return client


def test_no_cookie_value_is_in_any_table(world: World) -> None:
    dana, femi = signed(), signed("Femi")
    changed = dana.post("/account/phrase/", {"old": PASSPHRASE, "passphrase": "nine other stones"})
    assert changed.status_code == 302
    kept = repr(rows())
    for client in (dana, femi):
        cookie = client.cookies["s"].value
        assert len(cookie) == 32
        assert cookie not in kept
        assert row_key(cookie) in kept
    assert Session.objects.count() == Sitting.objects.count() == 2
    assert {s.session_key for s in Session.objects.all()} == {s.session_key for s in Sitting.objects.all()}


def test_a_rows_key_used_as_a_cookie_signs_nobody_in(world: World) -> None:
    dana = signed()
    for stolen in (Session.objects.get().session_key, Sitting.objects.get().session_key):
        thief = OwnClient()
        thief.cookies["s"] = stolen
        for page in PAGES:
            assert thief.get(page)["Location"].startswith("/account/sign-in/")
    assert dana.get("/desk/").status_code == 200


def test_a_cookie_from_before_rows_were_hashed_signs_nobody_in(world: World) -> None:
    """A row as older versions kept it, under the cookie itself."""
    row = Session.objects.get(session_key=row_key(signed().cookies["s"].value))
    Session.objects.create(session_key="a" * 32, session_data=row.session_data, expire_date=row.expire_date)
    old = OwnClient()
    old.cookies["s"] = "a" * 32
    assert old.get("/desk/")["Location"].startswith("/account/sign-in/")


@pytest.mark.parametrize("cookie", ["", "x", "\x00" * 32, "é" * 40, "a" * 4000])
def test_an_odd_cookie_is_a_strangers(world: World, cookie: str) -> None:
    store = SessionStore(cookie)
    assert store.load() == {}
    assert store.session_key is None
    assert not store.exists(cookie)


async def _kept_by_async_calls() -> str:
    store = SessionStore()
    await store.acreate()
    await store.aset("n", 1)
    await store.asave()
    assert (await SessionStore(store.session_key).aload()) == {"n": 1}
    return str(store.session_key)


@pytest.mark.django_db(databases=["default", "keys", "marks"], transaction=True)
def test_djangos_other_way_of_calling_keeps_no_cookie_either(db: None) -> None:
    cookie = async_to_sync(_kept_by_async_calls)()
    assert Session.objects.get().session_key == row_key(cookie) != cookie
