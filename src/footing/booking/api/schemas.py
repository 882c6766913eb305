"""What the API takes and gives. Times are RFC 3339; answers are in UTC."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field, JsonValue, model_validator

from footing.booking.api.fields import Ahead, Day, Instant, MailHours, Mode, Month, TypeId, Zone
from footing.booking.guests import LINE_LENGTH, MESSAGE_LENGTH, NAME_LENGTH
from footing.booking.reminders.models import AHEAD

MAX_DAYS = 62

_PLAIN: dict[str, JsonValue] = {
    "type": "introduction",
    "start": "2026-11-24T14:30:00Z",
    "mode": "video",
    "name": "Sam",
    "tz": "America/Toronto",
}
EXAMPLES: list[JsonValue] = [
    {
        **_PLAIN,
        "contact": {"email": "sam@example.org", "may_mail": True, "calendar": True},
        "reminders": {"ahead": ["day"], "mail_hours": "work"},
    },
    {**_PLAIN, "contact": {"phone": "+1 416 555 0134", "hours": "weekdays before four"}},
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
    calendar: bool = Field(
        False,
        description="True: an entry for the guest's calendar goes along with each mail. It says “Appointment” and the "
        "time; their calendar may show it on other devices, or to others. It needs an address and `may_mail`.",
    )
    say: str = Field("", max_length=LINE_LENGTH, description="Who we say is calling.")
    hours: str = Field("", max_length=LINE_LENGTH, description="When to call.")


class Reminders(Strict):
    """Reminders by mail, in plain words; whoever reads the guest's mail can read them too. They need an address and
    `may_mail`; without `ahead` there are none.
    """

    ahead: list[Ahead] = Field(
        [], max_length=len(AHEAD),
        description="How long before: `day`, the day before at the same time; `hours`, two hours before.",
    )  # fmt: skip
    mail_hours: MailHours = ""


class Pair(Strict):
    """Code and token of a booking that is to come: whoever sends both made it."""

    code: str = Field(max_length=40)
    token: str = Field(max_length=100)


class BookingIn(Strict):
    model_config = ConfigDict(json_schema_extra={"examples": EXAMPLES})

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
    reminders: Reminders | None = Field(None, description="Which reminders the guest wants; none without it.")


class MoveIn(Strict):
    start: Instant


class Wanted(Schema):
    ahead: list[Ahead]
    mail_hours: str


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


class Opened(BookingOut):
    reminders: Wanted | None = Field(
        None,
        description="Which reminders were chosen. Left out where none were, once mail was stopped, and for a time "
        "that is over or given up.",
    )


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
