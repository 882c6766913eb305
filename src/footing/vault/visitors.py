"""Limits by where a request comes from, without keeping where it came from.

An address is kept only as a keyed hash whose salt is random, changes every day and is dropped with it.
"""

import hashlib
import hmac
import ipaddress
import re
import secrets
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.http import HttpRequest

from footing.design import events

DAY = 24 * 60 * 60
# Reading and writing in one statement: of many requests at one moment none goes uncounted.
_COUNT = """INSERT INTO {table} (cache_key, value, expires) VALUES (%s, '1', %s)
ON CONFLICT (cache_key) DO UPDATE SET value = CAST(CAST({table}.value AS integer) + 1 AS text) RETURNING value"""


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
        forwarded = request.headers.get("X-Forwarded-For", "")
        named = [part.strip() for part in forwarded.split(",")] if forwarded else []
        peer = named[-trusted] if len(named) >= trusted else peer
    try:
        known = ipaddress.ip_address(_host(peer))
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
    now = datetime.now(UTC)
    window = int(now.timestamp()) // seconds
    count = _counted(f"limit:{what}:{window}:{mark(request)}", now + timedelta(seconds=seconds))
    if count == limit + 1:
        events.limit_met(what)
    return count <= limit


def _counted(key: str, until: datetime) -> int:
    """Add one to a count, and say how many it is now. The marks have a connection of their own, in autocommit."""
    connection = connections["marks"]
    table = connection.ops.quote_name(settings.FOOTING_MARKS_TABLE)
    expires = connection.ops.adapt_datetimefield_value(until.replace(microsecond=0))
    with connection.cursor() as cursor:
        cursor.execute(_COUNT.format(table=table), [cache.make_key(key), expires])
        ((count,),) = cursor.fetchall()
    return int(count)


def _host(named: str) -> str:
    """The address in what a proxy names: some write a port behind it, and then IPv6 in brackets."""
    if named.startswith("["):
        host, end, rest = named[1:].partition("]")
        return host if end and re.fullmatch(r"(:\d{1,5})?", rest, re.ASCII) else ""
    host, _, port = named.partition(":")
    return host if re.fullmatch(r"\d{1,5}", port, re.ASCII) else named


@lru_cache(maxsize=2)
def _salt(day: str) -> bytes:
    """The day's salt, the same in every process."""
    key = f"salt:{day}"
    cache.add(key, secrets.token_hex(32), timeout=DAY)
    shared = cache.get(key)
    return bytes.fromhex(shared) if isinstance(shared, str) else secrets.token_bytes(32)
