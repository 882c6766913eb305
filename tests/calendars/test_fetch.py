"""Abuse cases 21 to 24 and 26: where the server can be led to by an address, and by whoever answers there."""

import gzip
import ipaddress
import ssl
import time
from collections.abc import Callable

import pytest

from footing.calendars.outside import fetch as module
from footing.calendars.outside import public
from footing.calendars.outside.fetch import MOST, Net, fetch
from footing.calendars.outside.troubles import TroubleError
from tests.calendars.tls import ELSEWHERE, HERE, HOST, OTHER, Server, Ways, fresh, says, server, ways

__all__ = ["fresh", "server", "ways"]
ADDRESS = f"https://{HOST}/private-1234/basic.ics?x=1"
BODY = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"

WRONG = [
    "http://cal.example/a.ics", "file:///etc/passwd", "gopher://cal.example/", "ftp://cal.example/", "//cal.example/",
    "cal.example/a.ics", "https://cal.example:22/", "https://cal.example:80/", "https://cal.example:0/",
    "https://cal.example:99999/", "https://me@cal.example/", "https://me:word@cal.example/", "https://@cal.example/",
    "https:///a.ics", "https://localhost/", "https://127.0.0.1/", "https://[::1]/", "https://0.0.0.0/",
    "https://2130706433/", "https://0x7f000001/", "https://0177.0.0.1/", "https://127.1/", "https://10.0.0.7/",
    "https://93.184.215.14/", "https://134744072/", "https://cal.0x7f/", "https://169.254.169.254/latest/",
    "https://[fe80::1%25eth0]/", "https://[::ffff:127.0.0.1]/", "https://[2606:2800:21f::1]/",
    "https://cal.example\\@x/", "https://cal example/", "https://cal.example/\r\nHost: x", "https://cal.example/ü", "https://cäl.example/",
    "https://cal..example/", "https://-cal.example/",
    f"https://{'a' * 64}.example/", f"https://cal.example/{'a' * 2000}",
]  # fmt: skip
INSIDE = [
    "127.0.0.1", "127.8.9.1", "0.0.0.0", # noqa: S104
    "10.1.2.3", "172.16.0.1", "172.31.255.254", "192.168.1.1", "100.64.0.1",
    "169.254.169.254", "192.0.0.8", "192.88.99.1", "192.0.2.1", "198.18.0.1", "203.0.113.7", "224.0.0.1", "239.1.1.1",
    "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fd00::1", "fec0::1", "ff02::1",
    "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1",
    "2002:7f00:1::1", "2001:0:0:0::1", "3fff::1", "fd00:ec2::254", "100::1", "word", "",
]  # fmt: skip
OUTSIDE = [
    "93.184.215.14",
    "2606:2800:21f:cb07:6820:80da:af6b:8b2c",
    "::ffff:93.184.215.14",
    "64:ff9b::5db8:d70e",
]


def trouble(ways: Ways, address: str = ADDRESS) -> str:
    with pytest.raises(TroubleError) as told:
        fetch(address, net=ways.net())
    assert str(told.value) == told.value.kind
    return told.value.kind


def test_case_24_an_address_that_is_not_https_at_a_name_is_refused_before_anything_is_asked(
    ways: Ways,
) -> None:
    assert {address: trouble(ways, address) for address in WRONG} == dict.fromkeys(WRONG, "refused")
    assert ways.looked_up == ways.called == []


def test_case_21_and_case_22_a_name_that_leads_inside_is_refused_without_a_connection(ways: Ways) -> None:
    for address in INSIDE:
        for found in ([address], [HERE, address]):
            ways.names[HOST] = [found]
            assert trouble(ways) == "refused", address
    assert ways.called == []


def test_addresses_of_the_open_internet_are_public() -> None:
    assert [address for address in OUTSIDE if not public.is_public(address)] == []
    assert [address for address in INSIDE if public.is_public(address)] == []


def test_a_calendar_comes_from_the_address_that_was_checked_under_the_name_that_was_asked_for(
    server: Server, ways: Ways
) -> None:
    server.answers.append(
        says("200 OK", 'ETag: "a1"', "Last-Modified: Mon, 23 Nov 2026 08:00:00 GMT", body=BODY)
    )
    found = fetch(ADDRESS, net=ways.net())
    assert (found.body, found.etag, found.modified) == (BODY, '"a1"', "Mon, 23 Nov 2026 08:00:00 GMT")
    assert (ways.looked_up, ways.called, server.names) == ([HOST], [HERE], [HOST])
    (asked,) = server.asked
    assert asked.startswith("GET /private-1234/basic.ics?x=1 HTTP/1.1\r\n")
    assert f"Host: {HOST}\r\n" in asked
    assert not any(word in asked for word in ("Cookie", "Referer", "Authorization", "If-None-Match"))


def test_case_23_a_name_that_leads_inside_the_second_time_is_asked_only_once(
    server: Server, ways: Ways
) -> None:
    ways.names[HOST] = [[HERE], ["127.0.0.1"]]
    server.answers.append(says("200 OK", body=BODY))
    assert fetch(ADDRESS, net=ways.net()).body == BODY
    assert ways.called == [HERE]
    assert trouble(ways) == "refused"


def test_what_has_not_changed_is_not_sent_again(server: Server, ways: Ways) -> None:
    server.answers.append(says("304 Not Modified"))
    found = fetch(ADDRESS, etag='"a1"', modified="Mon, 23 Nov 2026 08:00:00 GMT", net=ways.net())
    assert found.body is None
    assert 'If-None-Match: "a1"\r\n' in server.asked[0]
    assert "If-Modified-Since: Mon, 23 Nov 2026 08:00:00 GMT\r\n" in server.asked[0]


def test_a_server_that_cannot_prove_its_name_is_not_heard(server: Server, ways: Ways) -> None:
    ways.names["third.example"] = [[HERE]]
    server.answers.append(says("200 OK", body=BODY))
    assert trouble(ways, "https://third.example/") == "no-answer"
    assert server.asked == []


def test_a_redirect_to_another_public_place_is_followed_three_times(server: Server, ways: Ways) -> None:
    server.answers += [
        says("302 Found", f"Location: https://{OTHER}/b"), says("301 Moved", "Location: /c"),
        says("307 Again", f"Location: https://{HOST}/d"), says("200 OK", body=BODY),
    ]  # fmt: skip
    assert fetch(ADDRESS, net=ways.net()).body == BODY
    assert ways.called == [HERE, ELSEWHERE, ELSEWHERE, HERE]
    server.answers += [says("302 Found", "Location: /again")] * 4
    assert trouble(ways) == "answer"


@pytest.mark.parametrize(
    "to",
    [
        "https://inside.example/", "http://cal.example/", "https://127.0.0.1/", "file:///etc/passwd",
        "https://me@other.example/", "https://other.example:8443/",
    ],
)  # fmt: skip
def test_case_23_a_redirect_inside_or_to_anything_else_is_not_followed(
    server: Server, ways: Ways, to: str
) -> None:
    server.answers.append(says("302 Found", f"Location: {to}"))
    assert trouble(ways) == "refused"
    assert ways.called == [HERE]


@pytest.mark.parametrize(
    ("status", "kind"),
    [("404 Not Found", "gone"), ("403 No", "gone"), ("500 Oops", "answer"), ("204 No", "answer"), ("302 On", "answer")],
)  # fmt: skip
def test_an_answer_without_a_calendar_has_a_word(server: Server, ways: Ways, status: str, kind: str) -> None:
    server.answers += [says(status)] * 4
    assert trouble(ways) == kind


def test_case_26_five_megabytes_are_enough_also_of_what_is_packed(server: Server, ways: Ways) -> None:
    server.answers.append(says("200 OK", "Content-Encoding: gzip", body=gzip.compress(BODY)))
    assert fetch(ADDRESS, net=ways.net()).body == BODY
    bomb = gzip.compress(b"\0" * (3 * MOST))
    assert len(bomb) < MOST // 100
    endless = says("200 OK", body=b"x" * (MOST + 1))
    for answer in (says("200 OK", "Content-Encoding: gzip", body=bomb), endless):
        server.answers.append(answer)
        assert trouble(ways) == "large"
    server.answers += [
        says("200 OK", "Content-Encoding: br", body=BODY), says("200 OK", "Content-Encoding: gzip", body=b"\x1f\x8bno"),
        says("200 OK", "Content-Encoding: gzip", body=gzip.compress(BODY)[:-9]),
    ]  # fmt: skip
    assert [trouble(ways) for _ in range(3)] == ["answer", "no-answer", "no-answer"]


def _drip(head: bytes) -> Callable[[ssl.SSLSocket], None]:
    def drip(secure: ssl.SSLSocket) -> None:
        secure.sendall(head)
        until = time.monotonic() + 1.2
        while time.monotonic() < until:
            secure.sendall(b"x")
            time.sleep(0.05)

    return drip


@pytest.mark.parametrize(
    "head",
    [b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n"],
    ids=["head", "body"],
)
def test_case_26_a_slow_drip_ends_with_the_time(server: Server, ways: Ways, head: bytes) -> None:
    ways.seconds = 0.4
    server.answers.append(_drip(head))
    began = time.monotonic()
    assert trouble(ways) == "slow"
    assert time.monotonic() - began < 0.9


def test_a_name_server_that_keeps_silent_ends_with_the_time(server: Server) -> None:
    net = Net(lambda host: time.sleep(2) or [], lambda *_: pytest.fail("called"), lambda: server.trusted, 0.2)
    began = time.monotonic()
    with pytest.raises(TroubleError, match="slow"):
        fetch(ADDRESS, net=net)
    assert time.monotonic() - began < 1


def test_what_is_used_in_earnest_is_the_strict_way() -> None:
    """The network of this machine, its certificates with names checked, ten seconds, five megabytes."""
    net = Net()
    assert (net.resolve, net.connect, net.context) == (module.resolved, module.connected, module.trusted)
    assert (net.seconds, module.MOST, module.REDIRECTS, public.PORT) == (10, 5 * 1024 * 1024, 3, 443)
    context = module.trusted()
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.check_hostname
    assert all(ipaddress.ip_address(address).is_loopback for address in module.resolved("localhost"))


# Each guard taken away once, and what then would be let through.
GUARDS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "name": lambda patch: patch.setattr(public, "parted", lambda address: (HOST, "/")),
    "public": lambda patch: patch.setattr(public, "is_public", lambda address: True),
    "size": lambda patch: patch.setattr(module, "MOST", 1 << 40),
    "time": lambda patch: patch.setattr(module.Timed, "recv_into", ssl.SSLSocket.recv_into),
    "redirects": lambda patch: patch.setattr(module, "_MOVED", set()),
}  # fmt: skip


def let_through(server: Server, ways: Ways, without: str) -> bool:
    """Whether something gets by that a guard stands against."""
    address, ways.seconds = ADDRESS, 0.4 if without == "time" else 5
    if without == "name":
        address = "http://me@cal.example:22/"
    if without == "public":
        ways.names[HOST] = [["169.254.169.254"]]
    answers = {"size": says("200 OK", body=b"x" * (MOST + 1)), "redirects": says("302 Found", "Location: /b")}
    server.answers += [answers.get(without, says("200 OK", body=BODY)), says("200 OK", body=BODY)]
    if without == "time":
        server.answers[:] = [_drip(b"HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\n")]
    began = time.monotonic()
    try:
        fetch(address, net=ways.net())
    except TroubleError as error:
        return (without, error.kind) == ("redirects", "answer") or time.monotonic() - began > 0.9
    return without != "redirects"


@pytest.mark.parametrize("without", GUARDS)
def test_without_one_guard_something_gets_by(
    server: Server, ways: Ways, without: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not let_through(server, ways, without)
    server.answers.clear()
    GUARDS[without](monkeypatch)
    assert let_through(server, ways, without)
