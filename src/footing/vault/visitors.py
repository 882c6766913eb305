"""Limits by where a request comes from, without keeping where it came from.

An address is kept only as a keyed hash whose salt is random, changes every day and is dropped with it.
"""

import hashlib
import hmac
import ipaddress
import secrets
from datetime import UTC, datetime
from functools import lru_cache

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

DAY = 24 * 60 * 60


def mark(request: HttpRequest) -> str:
    """The day's hash of the asking address: 32 hexadecimal digits."""
    salt = _salt(datetime.now(UTC).date().isoformat())
    return hmac.digest(salt, address(request).encode(), hashlib.sha256).hex()[:32]


def address(request: HttpRequest) -> str:
    """The client's address: behind `FOOTING_PROXIES` proxies of one's own, what the outermost of them saw.

    An IPv6 address counts as its /64 network, since one person has all of it.
    """
    peer = request.META.get("REMOTE_ADDR", "")
    trusted: int = settings.FOOTING_PROXIES
    if trusted:
        named = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
        peer = named[-trusted] if len(named) >= trusted else peer
    try:
        known = ipaddress.ip_address(peer)
    except ValueError:
        return "unknown"
    if isinstance(known, ipaddress.IPv6Address):
        if known.ipv4_mapped:
            return str(known.ipv4_mapped)
        return str(ipaddress.ip_network((known, 64), strict=False).network_address)
    return str(known)


def within(request: HttpRequest, what: str, *, limit: int, seconds: int, always: bool = False) -> bool:
    """Count one more of `what` from this address; False when there were more than `limit` in `seconds`.

    `always`: also where the limits of pages are off, for what has to do with sign-in.
    """
    if not settings.FOOTING_RATE_LIMITS and not always:
        return True
    window = int(datetime.now(UTC).timestamp()) // seconds
    key = f"limit:{what}:{window}:{mark(request)}"
    if cache.add(key, 1, timeout=seconds):
        return True
    count = int(cache.get(key) or 0) + 1
    cache.set(key, count, timeout=seconds)
    return count <= limit


@lru_cache(maxsize=2)
def _salt(day: str) -> bytes:
    """The day's salt, the same in every process."""
    key = f"salt:{day}"
    cache.add(key, secrets.token_hex(32), timeout=DAY)
    shared = cache.get(key)
    return bytes.fromhex(shared) if isinstance(shared, str) else secrets.token_bytes(32)
