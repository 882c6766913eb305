"""What a setting lets go in the clear between machines. One sentence each, for `footing doctor`."""

import ipaddress
from collections.abc import Iterator
from urllib.parse import parse_qs, unquote, urlsplit

from footing.config import env

CHECKED = {"verify-full", "verify-ca"}


def findings(seen: env.Environment) -> Iterator[str]:
    """What to change so that nothing can be read on its way."""
    if seen.secure and not seen.loopback and not seen.proxies:
        yield (
            "FOOTING_PROXIES is 0 at a public address: browsers are not told to come by TLS, and limits count all "
            "visitors as one. Set it to the number of your proxies."
        )
    mail = urlsplit(seen.mail_url)
    if mail.scheme == "smtp" and not mail.username and not _near(mail.hostname):
        yield "FOOTING_MAIL_URL may send mail in the clear. Set it to smtps://…, or smtp:// with a name (STARTTLS)."
    for name, url in _databases(seen):
        parts = urlsplit(url)
        if not parts.scheme.startswith("postgres") or _near(parts.hostname):
            continue
        mode = parse_qs(parts.query).get("sslmode", ["prefer"])[-1]
        if mode == "require":
            yield f"{name} takes any certificate. Add ?sslmode=verify-full and sslrootcert=FILE."
        elif mode not in CHECKED:
            yield f"{name} may go in the clear to another machine. Add ?sslmode=verify-full."


def _databases(seen: env.Environment) -> tuple[tuple[str, str], ...]:
    return (
        ("FOOTING_DATABASE_URL", seen.database_url),
        ("FOOTING_KEYS_DATABASE_URL", seen.keys_database_url),
        ("FOOTING_CACHE_URL", seen.cache_url),
    )


def _near(host: str | None) -> bool:
    """Whether a host is this machine: by name, by address, or a socket in a folder."""
    name = unquote(host or "localhost")
    if name.startswith("/") or name in env.LOOPBACK:
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
