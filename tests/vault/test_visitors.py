"""Whose address counts, and that no request goes uncounted."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from footing.vault import visitors
from tests.journeys import site as sites

SPOOFED = "198.51.100.9"


def request(forwarded: str | None = None) -> Any:
    own = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return RequestFactory().get("/", REMOTE_ADDR="203.0.113.7", **own)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, SPOOFED, "203.0.113.7"),
        (1, "192.0.2.1", "192.0.2.1"),
        (1, "192.0.2.1:51234", "192.0.2.1"),
        (1, f"{SPOOFED}, 192.0.2.1:51234", "192.0.2.1"),
        (1, f"[2001:db8::1]:443, {SPOOFED}:1, 192.0.2.1", "192.0.2.1"),
        (2, f"{SPOOFED}, 192.0.2.1:80, 10.0.0.1", "192.0.2.1"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (1, "[2001:db8:1:2:3:4:5:6]", "2001:db8:1:2::"),
        (1, "[2001:db8:1:2:3:4:5:6]:443", "2001:db8:1:2::"),
        (1, "[::ffff:192.0.2.1]:443", "192.0.2.1"),
        (2, SPOOFED, "203.0.113.7"),
        (1, None, "203.0.113.7"),
    ],
)
def test_only_what_our_own_proxies_saw_counts_with_or_without_a_port(
    settings: Any, proxies: int, forwarded: str | None, address: str
) -> None:
    settings.FOOTING_PROXIES = proxies
    asked = request(forwarded) if forwarded else request()
    assert visitors.address(asked) == address


@pytest.mark.parametrize(
    "forwarded",
    [
        ",", "unknown", "_hidden", "192.0.2.1:", "192.0.2.1:x", "192.0.2.1:123456", "192.0.2.1:²", "192.0.2.1:80:81",
        "[2001:db8::1", "2001:db8::1]:443", "[2001:db8::1]443", "[2001:db8::1]:", "[192.0.2.1]x", "[]", "[]:80", ":80",
    ],
)  # fmt: skip
def test_what_is_no_address_is_one_unknown_visitor(settings: Any, forwarded: str) -> None:
    settings.FOOTING_PROXIES = 1
    assert visitors.address(request(forwarded)) == "unknown"


@pytest.mark.django_db(databases=["default", "keys", "marks"])
def test_whoever_makes_up_addresses_and_ports_is_counted_as_one(settings: Any) -> None:
    settings.FOOTING_PROXIES, settings.FOOTING_RATE_LIMITS = 1, True
    cache.clear()
    visitors._salt.cache_clear()
    asked = [request(f"198.51.100.{n}, 192.0.2.1:{4000 + n}") for n in range(8)]
    assert len({visitors.mark(one) for one in asked}) == 1
    assert [visitors.within(one, "x", limit=5, seconds=600) for one in asked] == [True] * 5 + [False] * 3


THREADS = """
import threading
from django.db import connections
from django.test import RequestFactory
from footing.vault import visitors
request = RequestFactory().get('/', REMOTE_ADDR='203.0.113.7')
visitors.mark(request)
gate, found = threading.Barrier(8), []
def ask():
    gate.wait()
    for _ in range(10):
        found.append(visitors.within(request, 'x', limit=48, seconds=86400, always=True))
    connections.close_all()
threads = [threading.Thread(target=ask) for _ in range(8)]
[t.start() for t in threads]
[t.join() for t in threads]
print(len(found), sum(found))
"""


@pytest.mark.postgres
@pytest.mark.xdist_group("site")
def test_of_many_requests_at_one_moment_none_goes_uncounted() -> None:
    made = sites.prepared(settings=sites.own_databases())
    assert made.run("shell", "--no-imports", "-c", THREADS).split() == ["80", "48"]


@pytest.mark.django_db(databases=["default", "keys", "marks"])
def test_a_limit_that_is_met_is_one_line_without_an_address(
    settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.FOOTING_RATE_LIMITS = True
    cache.clear()
    visitors._salt.cache_clear()
    for _ in range(9):
        visitors.within(request(), "write", limit=5, seconds=86_400)
    lines = [record.getMessage() for record in caplog.records if record.name == "footing.security"]
    assert lines == ["event=limit-met what=write"]
