"""Values of the API: how each is written, read and described."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from footing.booking.guests import zones
from footing.booking.reminders import whens

_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)")
_YEARS = range(2000, 2200)


def _instant(value: Any) -> datetime:
    if not isinstance(value, str) or not _INSTANT.fullmatch(value):
        raise ValueError("must be a time such as 2026-11-24T14:30:00Z")
    moment = datetime.fromisoformat(re.sub(r"\.\d+", "", value.upper()))
    if moment.year not in _YEARS:
        raise ValueError("must be a year from 2000 to 2199")
    return moment.astimezone(UTC)


def _day(value: Any) -> date:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError("must be a day such as 2026-11-24")
    day = date.fromisoformat(value)
    if day.year not in _YEARS:
        raise ValueError("must be a year from 2000 to 2199")
    return day


def _month(value: Any) -> date:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}", value):
        raise ValueError("must be a month such as 2026-11")
    return _day(f"{value}-01")


def _zone(value: Any) -> ZoneInfo:
    if not isinstance(value, str) or value not in zones():
        raise ValueError("must be a time zone such as America/Toronto")
    return ZoneInfo(value)


def _hours(value: Any) -> Any:
    offered = [id for id, _words in whens.windows()]
    if value not in offered:
        raise ValueError(f"must be one of {', '.join(offered)}")
    return value


def _offered(schema: dict[str, Any]) -> None:
    """The hours that this practice offers, in place of any text."""
    words = "Between which hours a mail may arrive, by the clock of `tz`; what falls outside comes earlier."
    said = "; ".join(f"`{id}`: {label.lower()}" for id, label in whens.windows())
    ids = [id for id, _words in whens.windows()]
    schema.update(enum=ids, default=whens.usual(), description=f"{words} {said}.")


Mode = Literal["video", "phone", "in-person"]
Ahead = Literal["day", "hours"]
MailHours = Annotated[str, BeforeValidator(_hours), Field(json_schema_extra=_offered)]
TypeId = Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,50}$")]
Instant = Annotated[
    datetime, BeforeValidator(_instant), WithJsonSchema({"type": "string", "format": "date-time"})
]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Month = Annotated[
    date,
    BeforeValidator(_month),
    WithJsonSchema({"type": "string", "pattern": "^2[01][0-9]{2}-(0[1-9]|1[0-2])$"}),
]
Zone = Annotated[
    Any,
    BeforeValidator(_zone),
    PlainSerializer(str),
    WithJsonSchema({"type": "string", "examples": ["America/Toronto"]}),
]
