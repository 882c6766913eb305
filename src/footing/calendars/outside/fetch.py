"""Fetch an outside calendar without being led anywhere else (decision 0026). The only place that calls other servers.

A name is resolved once, every address that it has must be public, and the connection goes to one of the addresses
that were checked, under the certificate of the name. Redirects go through the same, three at most. All of it
has ten seconds and five megabytes, counted after unpacking.
"""

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from footing.calendars.outside import public
from footing.calendars.outside.troubles import ANSWER, GONE, LARGE, NO_ANSWER, REFUSED, SLOW, TroubleError

SECONDS = 10.0
MOST = 5 * 1024 * 1024
REDIRECTS = 3
CHUNK = 64 * 1024
_MOVED = {301, 302, 303, 307, 308}
_GONE = {401, 403, 404, 410}


@dataclass(frozen=True)
class Answer:
    """What came: `body` is None where nothing has changed since `etag` or `modified`."""

    body: bytes | None
    etag: str = ""
    modified: str = ""


class Timed(ssl.SSLSocket):
    """A connection whose every read ends at one moment: bytes that drip one by one gain no time."""

    until: float = 0.0

    def recv_into(self, *args: Any, **options: Any) -> int:
        self.settimeout(_left(self.until))
        return super().recv_into(*args, **options)


def resolved(host: str) -> list[str]:
    """The addresses of a name. Raises OSError."""
    found = socket.getaddrinfo(host, public.PORT, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def connected(address: str, seconds: float) -> socket.socket:
    """A connection to an address. Raises OSError."""
    return socket.create_connection((address, public.PORT), timeout=seconds)


def trusted() -> ssl.SSLContext:
    """Certificates as this machine trusts them."""
    return ssl.create_default_context()


@dataclass(frozen=True)
class Net:
    """What stands between this module and the network; tests put a server of their own behind it."""

    resolve: Callable[[str], list[str]] = resolved
    connect: Callable[[str, float], socket.socket] = connected
    context: Callable[[], ssl.SSLContext] = trusted
    seconds: float = SECONDS


@dataclass
class _Call:
    net: Net
    until: float
    headers: dict[str, str] = field(default_factory=dict)


def fetch(address: str, *, etag: str = "", modified: str = "", net: Net | None = None) -> Answer:
    """Fetch a calendar, or learn that it has not changed. Raises TroubleError."""
    net = net or Net()
    headers = {"Accept": "text/calendar", "Accept-Encoding": "gzip", "User-Agent": "Footing"}
    headers |= {"If-None-Match": etag} if etag else {}
    headers |= {"If-Modified-Since": modified} if modified else {}
    call = _Call(net, time.monotonic() + net.seconds, headers)
    for _ in range(REDIRECTS + 1):
        found = _ask(call, address)
        if isinstance(found, Answer):
            return found
        address = found
    raise TroubleError(ANSWER)


def _ask(call: _Call, address: str) -> Answer | str:
    """An answer, or where it says to go instead."""
    host, target = public.parted(address)
    try:
        with _connection(call, host) as secure, _request(secure, host, target, call.headers) as answer:
            if answer.status in _MOVED:
                return urljoin(address, answer.getheader("Location") or "")
            return _answer(answer)
    except TimeoutError as error:
        raise TroubleError(SLOW) from error
    except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
        raise TroubleError(NO_ANSWER) from error


def _connection(call: _Call, host: str) -> Timed:
    """A connection to one of the host's addresses, all of which are public."""
    found = _resolve(call, host)
    if not found or not all(map(public.is_public, found)):
        raise TroubleError(REFUSED)
    context = call.net.context()
    context.sslsocket_class = Timed
    plain = _first(call, found)
    try:
        plain.settimeout(_left(call.until))
        secure = context.wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise
    assert isinstance(secure, Timed)  # noqa: S101 (narrows the type)
    secure.until = call.until
    return secure


def _resolve(call: _Call, host: str) -> list[str]:
    """Asked in a thread of its own: a name server that keeps silent cannot be timed from here."""
    found: list[str] = []
    wrong: list[OSError] = []

    def ask() -> None:
        try:
            found.extend(call.net.resolve(host))
        except (OSError, UnicodeError) as error:
            wrong.append(error if isinstance(error, OSError) else OSError())

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(_left(call.until))
    if asking.is_alive():
        raise TimeoutError
    if wrong:
        raise wrong[0]
    return list(found)


def _first(call: _Call, addresses: list[str]) -> socket.socket:
    """The first address that answers."""
    lost: OSError = OSError()
    for address in addresses:
        try:
            return call.net.connect(address, _left(call.until))
        except OSError as error:
            lost = error
    raise lost


def _request(secure: Timed, host: str, target: str, headers: dict[str, str]) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(host)
    connection.sock = secure
    connection.request("GET", target, headers={**headers, "Connection": "close"})
    return connection.getresponse()


def _answer(answer: http.client.HTTPResponse) -> Answer:
    etag, modified = (answer.getheader(name) or "" for name in ("ETag", "Last-Modified"))
    if answer.status == 304:
        return Answer(None, etag, modified)
    if answer.status != 200:
        raise TroubleError(GONE if answer.status in _GONE else ANSWER)
    return Answer(_body(answer), _short(etag), _short(modified))


def _body(answer: http.client.HTTPResponse) -> bytes:
    packing = (answer.getheader("Content-Encoding") or "identity").strip().lower()
    if packing not in {"identity", "gzip"}:
        raise TroubleError(ANSWER)
    unpack = zlib.decompressobj(wbits=31) if packing == "gzip" else None
    found = bytearray()
    while chunk := answer.read(CHUNK):
        # One byte more than is taken, and no more, is ever unpacked.
        found += unpack.decompress(chunk, MOST + 1 - len(found)) if unpack else chunk
        if len(found) > MOST:
            raise TroubleError(LARGE)
    if unpack and not unpack.eof:
        raise TroubleError(NO_ANSWER)
    return bytes(found)


def _short(header: str) -> str:
    """What is sent back the next time: kept only where it is what such a header is."""
    return header if len(header) <= 200 and header.isascii() and header.isprintable() else ""


def _left(until: float) -> float:
    """Seconds that remain. Raises TimeoutError."""
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
