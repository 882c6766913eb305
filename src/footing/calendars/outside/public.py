"""Which addresses the server may call for somebody: https at its own port, and public places only."""

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

from footing.calendars.outside.troubles import REFUSED, TroubleError

PORT = 443
LONGEST = 2000
_HOST = re.compile(r"(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_PRINTED = re.compile(r"[!-~]+")
_GLOBAL = ipaddress.ip_network("2000::/3")
# Reserved for the workings of the net or for books (IANA), and global to some versions of Python that we run on.
_SPECIAL = tuple(
    ipaddress.ip_network(one)
    for one in ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2002::/16", "3fff::/20")
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def parted(address: str) -> tuple[str, str]:
    """Host and path with query of an address that may be called. Raises TroubleError.

    A host is a name with a dot whose last part is no number, so that no way of writing an address of a machine
    (decimal, octal, hexadecimal, in brackets) passes for one.
    """
    if len(address) > LONGEST or not _PRINTED.fullmatch(address):
        raise TroubleError(REFUSED)
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise TroubleError(REFUSED) from error
    host = (parts.hostname or "").removesuffix(".")
    if (
        parts.scheme != "https"
        or port not in {None, PORT}
        or "@" in parts.netloc
        or not _HOST.fullmatch(host)
    ):
        raise TroubleError(REFUSED)
    return host, _target(parts)


def is_public(address: str) -> bool:
    """Whether an address of a machine lies in the open internet, also one that only wraps another.

    IPv4 in IPv6 (mapped, or translated by NAT64) is what it leads to. No IPv6 address outside 2000::/3 is public,
    site-local ones neither, which Python calls global.
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return is_public(str(found.ipv4_mapped))
        if found in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFF_FFFF)))
        if found not in _GLOBAL:
            return False
    if any(found in net for net in _SPECIAL if net.version == found.version):
        return False
    return found.is_global and not found.is_multicast and not found.is_reserved


def _target(parts: SplitResult) -> str:
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
