"""Whatever a form or an address is sent: never a 5xx, and always a sentence."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from footing.practice.models import Inquiry
from tests import addresses
from tests.everywhere.odd import LISTENED, asked, forms, good
from tests.people import World

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.both_databases]
# How many forms an address is sent, and how often it is listened to for the names it asks for. `pytest -m prove` tries
# many on either database.
FEW, MANY = 5, 100
LISTENED_FEW = 6
# Each address gets so many of the raw bodies, the next one the next few; `pytest -m prove` sends each to each.
BODIES_EACH = 4
# Who opens what: the desk and the pages of accounts, and what is taken into one, also for people who may.
STAFF = [a for a in addresses.pages() if a.startswith(("/desk/", "/account/")) or a.endswith("/own/")]
WAYS = [("visitor", a) for a in addresses.pages()] + [("staff", a) for a in STAFF]
WHO = {"visitor": ("visitor",), "staff": ("dana", "erin")}
BODIES = [
    b"", b"\xff\xfe=\xff", b"a=%ff%fe&b=%", b"&&&===", b"=1", b"a" * 3000, b"start=%00", b"name=%ed%a0%80",
    b"--x\r\nContent-Disposition: form-data; name=\"start\"\r\n\r\n\xff\r\n--x--\r\n",
    b"--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"../../a.png\"\r\n\r\n\x89PNG\r\n--x--\r\n",
    b"--x\r\nbroken", b"--x--", b'{"a": 1}',
]  # fmt: skip
KINDS = [
    "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencoded; charset=nonsense", "multipart/form-data; boundary=x",
    "multipart/form-data", "multipart/form-data; boundary=" + "y" * 300, "application/json", "text/plain", "", ";",
]  # fmt: skip


def bounded(examples: int) -> settings:
    return settings(
        max_examples=examples, derandomize=True, deadline=None, database=None,
        phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip


def fits(answer: Any, sent: object) -> None:
    """A sentence for whoever made a mistake; nobody's mistake breaks the site."""
    assert answer.status_code < 500 or answer.status_code == 503, sent
    if answer.status_code >= 400 and not answer["Content-Type"].startswith("text/plain"):
        page = answer.content.decode()
        assert "<main" in page or '"detail"' in page, (answer.status_code, sent)


def tried(examples: int, clients: Sequence[Callable[[], Client]], places: list[str], world: World) -> None:
    """Send forms to an address by both methods, each time as a fresh client of each who may."""
    known, names = good(world, clients[0]()), set[str]()
    for client in clients:  # who comes later is asked for little else
        times = LISTENED if examples == MANY and not names else LISTENED_FEW
        names.update(asked(client(), places[0], known, times))
    if not names and connection.vendor == "postgresql":
        return  # nothing of a form is read here, so nothing of it comes to the database (decision 18)

    @bounded(examples)
    @given(st.sampled_from(places), forms(sorted(names), known), st.booleans())
    def send(address: str, sent: dict[str, list[str]], get: bool) -> None:
        for client in clients:
            cache.clear()
            fits(client().get(address, sent) if get else client().post(address, sent), (address, sent))

    send()


def _places(address: str, world: World) -> list[str]:
    id = Inquiry.objects.get().id if "/intake/" in address else world.booking.id
    own = address.replace(str(addresses.NOBODY), str(id))
    return [own, address] if own != address else [address]


def _clients(as_: Callable[[str], Client], who: str) -> list[Callable[[], Client]]:
    return [partial(as_, name) for name in WHO[who]]


@pytest.mark.parametrize(
    ("number", "who", "address"),
    [pytest.param(n, *way, marks=pytest.mark.half(n)) for n, way in enumerate(WAYS)],
)
def test_no_form_breaks_a_page(
    world: World, as_: Callable[[str], Client], number: int, who: str, address: str
) -> None:
    """Of those who may, one at each address, the next at the next."""
    clients = _clients(as_, who)
    one = clients[number // 2 % len(clients)]
    tried(FEW, [one], _places(address, world), world)


@pytest.mark.prove
@pytest.mark.parametrize(("who", "address"), WAYS)
def test_no_form_of_many_breaks_a_page(
    world: World, as_: Callable[[str], Client], who: str, address: str
) -> None:
    tried(MANY, _clients(as_, who), _places(address, world), world)


def _raw() -> list[tuple[bytes, str]]:
    """Raw bodies with their kinds; what holds a field first."""
    pairs = [(body, KINDS[0]) for body in BODIES if b"=" in body]
    pairs += [(body, KINDS[3]) for body in BODIES]
    return pairs + [(body, kind) for body in (BODIES[1], BODIES[8]) for kind in KINDS]


def _send_raw(client: Client, address: str, pairs: list[tuple[bytes, str]]) -> None:
    for body, kind in pairs:
        fits(client.generic("POST", address, body, content_type=kind), (address, body, kind))


@pytest.mark.one_database
@pytest.mark.parametrize(("number", "address"), list(enumerate(addresses.pages())))
def test_no_raw_body_breaks_a_page(
    world: World, as_: Callable[[str], Client], number: int, address: str
) -> None:
    every = _raw()
    at = number * BODIES_EACH % len(every)
    client = as_("dana" if address.startswith("/desk/") else "visitor")
    _send_raw(client, address, (every[at:] + every)[:BODIES_EACH])


@pytest.mark.prove
@pytest.mark.parametrize("address", addresses.pages())
def test_no_raw_body_of_any_breaks_a_page(world: World, as_: Callable[[str], Client], address: str) -> None:
    _send_raw(as_("dana" if address.startswith("/desk/") else "visitor"), address, _raw())


METHODS = ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "HEAD", "BREW"]


@pytest.mark.one_database
@pytest.mark.parametrize("who", ["visitor", "dana"])
def test_no_method_breaks_a_page(world: World, as_: Callable[[str], Client], who: str) -> None:
    """Two of the methods for each address, the next ones for the next."""
    client = as_(who)
    for number, address in enumerate(addresses.every()):
        for method in (METHODS[number % len(METHODS)], METHODS[(number + 3) % len(METHODS)]):
            assert client.generic(method, address).status_code < 500, (method, address)


@pytest.mark.prove
@pytest.mark.parametrize("method", METHODS)
def test_no_method_of_all_breaks_a_page(world: World, as_: Callable[[str], Client], method: str) -> None:
    for address in addresses.every():
        for who in ("visitor", "dana"):
            assert as_(who).generic(method, address).status_code < 500, (method, address)


@pytest.mark.parametrize(
    "path",
    ["/%00", "/%ff%fe", "/learn/%00/", "/team/%F0%9F%98%80/", "/" + "a" * 5000, "/desk/booking/1/", "/photos/.webp",
     "/photos/../key", "/photos/%2e%2e%2fkey", "/static/%00", "/static/../key", "/learn/..%2f..%2fkey/", "/api/%00",
     "/door/s1/"],
)  # fmt: skip
def test_an_address_that_does_not_exist_is_404_with_a_sentence(
    world: World, client: Client, path: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == 404, answer.content[:300]
    fits(answer, path)


def test_the_search_for_what_breaks_finds_what_is_broken(
    world: World, as_: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the guard against odd ids taken out, the same search falls over it."""
    monkeypatch.setattr("footing.booking.views.sent.identifier", UUID)
    with pytest.raises((ValueError, BaseExceptionGroup)):
        tried(MANY, _clients(as_, "visitor"), ["/book/again/"], world)
