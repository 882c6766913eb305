"""What the API takes and gives. Times are RFC 3339; answers are in UTC."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema, model_validator

from footing.booking.guests import LINE_LENGTH, MESSAGE_LENGTH, NAME_LENGTH, zones

_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)")
_YEARS = range(2000, 2200)
MAX_DAYS = 62


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


Mode = Literal["video", "phone", "in-person"]
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


class Strict(Schema):
    """A body that takes only the fields it names."""

    model_config = ConfigDict(extra="forbid")


class Type(Schema):
    id: str
    name: str
    minutes: int
    together: bool
    free: bool
    modes: list[Mode]
    summary: str


class Types(Schema):
    types: list[Type]


class Therapist(Schema):
    id: UUID
    name: str
    languages: list[str]
    time_zone: str
    modes: list[Mode]
    profession: str
    line: str
    asks_first: bool = Field(description="Whether a booking is `requested` until this therapist says yes.")


class Therapists(Schema):
    therapists: list[Therapist]


class Slot(Schema):
    start: datetime
    end: datetime
    therapist: UUID


class Slots(Schema):
    slots: list[Slot]
    next: date | None = Field(None, description="Ask again from this day; absent when this is all.")


class Days(Schema):
    days: dict[str, int] = Field(
        description="Day in `tz` to the number of open starts; days without are left out."
    )


class _Search(Schema):
    type: TypeId
    therapist: UUID | None = None
    mode: Mode | None = None
    tz: Zone = Field("UTC", validate_default=True)


class SlotSearch(_Search):
    from_: Day = Field(alias="from")
    to: Day = Field(description=f"Included; at most {MAX_DAYS} days from `from`.")

    @model_validator(mode="after")
    def in_order(self) -> "SlotSearch":
        if not 0 <= (self.to - self.from_).days < MAX_DAYS:
            raise ValueError(f"to must be `from` or later, at most {MAX_DAYS} days in all")
        return self


class DaySearch(_Search):
    month: Month


class HoldIn(Strict):
    type: TypeId
    start: Instant
    mode: Mode
    therapist: UUID | None = None


class HoldOut(Schema):
    hold: UUID
    expires: datetime
    therapist: UUID
    start: datetime
    end: datetime


class Contact(Strict):
    """How the practice may reach the guest; one of both is needed."""

    email: str | None = Field(None, max_length=254)
    phone: str | None = Field(None, max_length=40)
    may_mail: bool = Field(False, description="True: mail may go to this address. Without it, none does.")
    may_leave_message: bool = False
    say: str = Field("", max_length=LINE_LENGTH, description="Who we say is calling.")
    hours: str = Field("", max_length=LINE_LENGTH, description="When to call.")


class Pair(Strict):
    """Code and token of a booking that is to come: whoever sends both made it."""

    code: str = Field(max_length=40)
    token: str = Field(max_length=100)


class BookingIn(Strict):
    type: TypeId
    start: Instant
    mode: Mode
    therapist: UUID | None = None
    hold: UUID | None = None
    name: str = Field(min_length=1, max_length=NAME_LENGTH)
    contact: Contact
    tz: Zone
    message: str = Field("", max_length=MESSAGE_LENGTH)
    joint_code: str = Field(
        "", max_length=20, description="The code that somebody who booked for two handed over."
    )
    earlier: Pair | None = Field(
        None,
        description="Another time to come under the same address or number. Without it, no mail about this one goes "
        "to an address that stands on another booking already; the answer is the same.",
    )


class MoveIn(Strict):
    start: Instant


class BookingOut(Schema):
    code: str
    status: Literal["confirmed", "requested", "declined", "lapsed", "cancelled"] = Field(
        description="`requested`: held until somebody says yes (`confirmed`) or no (`declined`), or nobody does in "
        "time (`lapsed`)."
    )
    start: datetime
    end: datetime
    therapist: UUID
    mode: Mode
    version: int


class Booked(BookingOut):
    token: str = Field(description="Secret of the private link; shown here only.")
    joint_code: str | None = Field(None, description="For a talk for two: hand it over in person.")


class Cause(Schema):
    cause: str
    detail: str


class FieldError(Schema):
    field: str
    detail: str


class Problem(Schema):
    """RFC 9457."""

    type: str = Field(
        description="`about:blank`, or the address of a cause, `/api/v1/problems/…`; it never changes."
    )
    title: str
    status: int
    detail: str
    errors: list[FieldError] | None = None


class Conflict(Problem):
    nearest: list[Slot] = Field(description="Up to three starts that can be booked.")
