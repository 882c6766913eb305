"""Settings from the environment: one table, checked at the start, documented from here."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

_ADDRESS = re.compile(r"[^@\s<>]+@[^@\s<>]+")
LANGUAGES = (("en",), ("en", "fr"))
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class SettingError(Exception):
    """A setting that cannot work; the message says which one and what to do."""


@dataclass(frozen=True)
class Setting:
    """One environment variable: its name, default (as text) and meaning."""

    name: str
    default: str
    meaning: str


SETTINGS = (
    Setting(
        "FOOTING_URL", "http://localhost:8000", "The one public address. Hosts, links and cookies follow."
    ),
    Setting("FOOTING_DATA_DIR", "var", "Folder for databases, mail files and photos."),
    Setting("FOOTING_DATABASE_URL", "", "sqlite:///… or postgres://…; empty: SQLite in the data folder."),
    Setting(
        "FOOTING_KEYS_DATABASE_URL", "", "Database of the people's keys; empty: SQLite in the data folder."
    ),
    Setting(
        "FOOTING_CACHE_URL", "", "Database of throttles and used codes; empty: SQLite in the data folder."
    ),
    Setting("FOOTING_KEY_FILE", "", "File with the master key; empty: key in the data folder, made once."),
    Setting("FOOTING_PROXIES", "0", "How many proxies of your own stand in front (0 to 5)."),
    Setting("FOOTING_MAIL_URL", "console:", "console:, file:FOLDER or smtp[s]://user:password@host:port."),
    Setting("FOOTING_MAIL_FROM", "hello@localhost", "Sender of every mail; choose a neutral one."),
    Setting(
        "FOOTING_MAIL_GRACE_SECONDS",
        "180",
        "How long a mail about a booked time waits, so that a quick change makes one mail (0 to 3600).",
    ),
    Setting("FOOTING_LEAVE_URL", "https://www.bbc.com/weather", "Where the leave button leads."),
    Setting("FOOTING_KEEP_BOOKINGS_DAYS", "400", "Days after which a past booking is deleted (30 to 4000)."),
    Setting(
        "FOOTING_APART_MINUTES", "60", "Minutes between two people who should not meet here (15 to 240)."
    ),
    Setting(
        "FOOTING_KEEP_INTAKE_DAYS", "90", "Days after which an answered message is deleted (30 to 4000)."
    ),
    Setting(
        "FOOTING_KEEP_ACCESS_LOG_DAYS", "2200", "Days after which a line of the access log goes (30 to 4000)."
    ),
    Setting(
        "FOOTING_SECURITY_CONTACT",
        "",
        "mailto: or https:// for reports of flaws, shown in /.well-known/security.txt; empty: not shown.",
    ),
    Setting(
        "FOOTING_RATE_LIMITS", "on", "off lifts booking and page limits, never those of sign-in and codes."
    ),
    Setting("FOOTING_LANGUAGES", "en,fr", "Languages of the public pages: en,fr, or en alone."),
    Setting("FOOTING_DEBUG", "off", "on shows /design/ and error details; refused off loopback."),
)


@dataclass(frozen=True)
class Environment:
    """The settings after checking."""

    url: str
    host: str
    secure: bool
    loopback: bool
    data_dir: Path
    database_url: str
    keys_database_url: str
    cache_url: str
    key_file: Path
    proxies: int
    mail_url: str
    mail_from: str
    mail_grace: int
    leave_url: str
    keep_bookings_days: int
    apart_minutes: int
    keep_intake_days: int
    keep_access_log_days: int
    security_contact: str
    rate_limits: bool
    languages: tuple[str, ...]
    debug: bool


def read(environ: Mapping[str, str] | None = None) -> Environment:
    """Read and check every setting. Raises SettingError with a sentence."""
    source = os.environ if environ is None else environ
    known = {s.name for s in SETTINGS}
    unknown = sorted(k for k in source if k.startswith("FOOTING_") and k not in known)
    if unknown:
        raise SettingError(f"{unknown[0]} is not a setting of Footing. See docs/operating.md for the list.")
    raw = {s.name: source.get(s.name, "") or s.default for s in SETTINGS}
    url, host, secure = _origin(raw["FOOTING_URL"])
    data = _folder(raw["FOOTING_DATA_DIR"])
    debug = _switch("FOOTING_DEBUG", raw["FOOTING_DEBUG"])
    if debug and host not in LOOPBACK:
        raise SettingError(
            "FOOTING_DEBUG=on works on this machine only. Set FOOTING_URL to localhost or switch it off."
        )
    return Environment(
        url=url,
        host=host,
        secure=secure,
        loopback=host in LOOPBACK,
        data_dir=data,
        database_url=_database("FOOTING_DATABASE_URL", raw["FOOTING_DATABASE_URL"], data / "footing.sqlite3"),
        keys_database_url=_database(
            "FOOTING_KEYS_DATABASE_URL", raw["FOOTING_KEYS_DATABASE_URL"], data / "keys.sqlite3"
        ),
        cache_url=_database("FOOTING_CACHE_URL", raw["FOOTING_CACHE_URL"], data / "marks.sqlite3"),
        key_file=Path(raw["FOOTING_KEY_FILE"] or data / "key"),
        proxies=_count("FOOTING_PROXIES", raw["FOOTING_PROXIES"]),
        mail_url=_mail(raw["FOOTING_MAIL_URL"]),
        mail_from=_address(raw["FOOTING_MAIL_FROM"]),
        mail_grace=_seconds("FOOTING_MAIL_GRACE_SECONDS", raw["FOOTING_MAIL_GRACE_SECONDS"]),
        leave_url=_leave(raw["FOOTING_LEAVE_URL"]),
        keep_bookings_days=_days("FOOTING_KEEP_BOOKINGS_DAYS", raw["FOOTING_KEEP_BOOKINGS_DAYS"]),
        apart_minutes=_minutes("FOOTING_APART_MINUTES", raw["FOOTING_APART_MINUTES"]),
        keep_intake_days=_days("FOOTING_KEEP_INTAKE_DAYS", raw["FOOTING_KEEP_INTAKE_DAYS"]),
        keep_access_log_days=_days("FOOTING_KEEP_ACCESS_LOG_DAYS", raw["FOOTING_KEEP_ACCESS_LOG_DAYS"]),
        security_contact=_contact(raw["FOOTING_SECURITY_CONTACT"]),
        rate_limits=_switch("FOOTING_RATE_LIMITS", raw["FOOTING_RATE_LIMITS"]),
        languages=_languages(raw["FOOTING_LANGUAGES"]),
        debug=debug,
    )


def _split(name: str, value: str) -> SplitResult:
    """The parts of an address. Raises SettingError for one that cannot be read."""
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError as error:
        raise SettingError(
            f"{name} is not an address that can be read. Look at its brackets and port."
        ) from error
    return parts


def _origin(value: str) -> tuple[str, str, bool]:
    parts = _split("FOOTING_URL", value)
    plain = parts.path in {"", "/"} and not parts.query and not parts.fragment and not parts.username
    if parts.scheme not in {"http", "https"} or not parts.hostname or not plain:
        raise SettingError(
            f"FOOTING_URL is {value!r}. Give scheme and host only, such as https://rooms.example."
        )
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise SettingError("FOOTING_URL must begin with https:// unless it is localhost.")
    return f"{parts.scheme}://{parts.netloc}", parts.hostname, parts.scheme == "https"


def _folder(value: str) -> Path:
    folder = Path(value).resolve()
    above = next(p for p in (folder, *folder.parents) if p.exists())
    if not above.is_dir() or not os.access(above, os.W_OK):
        raise SettingError(f"FOOTING_DATA_DIR is {value!r}. Choose a folder that Footing may write to.")
    return folder


def _switch(name: str, value: str) -> bool:
    if value not in {"on", "off"}:
        raise SettingError(f"{name} is {value!r}. Set it to on or off.")
    return value == "on"


def _languages(value: str) -> tuple[str, ...]:
    codes = tuple(code.strip() for code in value.split(","))
    if codes not in LANGUAGES:
        raise SettingError(f"FOOTING_LANGUAGES is {value!r}. Set it to en,fr or to en.")
    return codes


def _days(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit()) or not 30 <= int(value) <= 4000:
        raise SettingError(f"{name} is {value!r}. Set it to a number of days from 30 to 4000.")
    return int(value)


def _minutes(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit()) or not 15 <= int(value) <= 240:
        raise SettingError(f"{name} is {value!r}. Set it to a number of minutes from 15 to 240.")
    return int(value)


def _count(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit()) or int(value) > 5:
        raise SettingError(f"{name} is {value!r}. Set it to a number from 0 to 5.")
    return int(value)


def _seconds(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit()) or int(value) > 3600:
        raise SettingError(f"{name} is {value!r}. Set it to a number of seconds from 0 to 3600.")
    return int(value)


def _database(name: str, value: str, fallback: Path) -> str:
    if not value:
        return f"sqlite:///{fallback}"
    if not value.startswith(("sqlite:///", "postgres://", "postgresql://")):
        raise SettingError(f"{name} must begin with sqlite:/// or postgres://.")
    parts = _split(name, value)
    if parts.scheme.startswith("postgres") and not (parts.hostname and parts.path.strip("/")):
        raise SettingError(f"{name} needs a host and a database, such as postgres://user@localhost/footing.")
    return value


def _mail(value: str) -> str:
    if not value.startswith(("console:", "file:", "smtp://", "smtps://")):
        raise SettingError("FOOTING_MAIL_URL must begin with console:, file:, smtp:// or smtps://.")
    if value.startswith("smtp") and not _split("FOOTING_MAIL_URL", value).hostname:
        raise SettingError("FOOTING_MAIL_URL needs a host, such as smtps://user:password@mail.example:465.")
    return value


def _address(value: str) -> str:
    if not value.isprintable() or not _ADDRESS.fullmatch(parseaddr(value)[1]):
        raise SettingError("FOOTING_MAIL_FROM must be one mail address.")
    return value


def _contact(value: str) -> str:
    if value and not (value.isprintable() and " " not in value and value.startswith(("mailto:", "https://"))):
        raise SettingError("FOOTING_SECURITY_CONTACT must begin with mailto: or https://, or be empty.")
    return value


def _leave(value: str) -> str:
    parts = _split("FOOTING_LEAVE_URL", value)
    if parts.scheme != "https" or not parts.hostname:
        raise SettingError("FOOTING_LEAVE_URL must be an https:// address of another site.")
    return value
