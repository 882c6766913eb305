"""Bookings written many at a time, past the services: the same rows (booking, claims, keys of guests, mails)."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from footing.booking import blocks, mail
from footing.booking.models import AppointmentType, Booking, Claim
from footing.booking.services import Guest
from footing.practice.models import Therapist
from footing.vault import codes, keys

INSERT = f"INSERT INTO {Claim._meta.db_table} (therapist_id, block, span, booking_id) VALUES (%s, %s, %s, %s)"  # noqa: S608


@dataclass(frozen=True)
class Planned:
    """A booking that meets no other one; `pause` in minutes is the therapist's. Not for two: that hands out a code."""

    therapist: Therapist
    start: datetime
    kind: AppointmentType
    mode: str
    guest: Guest
    booked_at: datetime
    pause: int

    @property
    def end(self) -> datetime:
        """When the appointment ends; the pause comes after it."""
        return self.start + timedelta(minutes=self.kind.minutes)


def write(planned: Sequence[Planned]) -> None:
    """Write these bookings in one transaction. The caller forgets their keys when all is written."""
    rows, claims = list[Booking](), list[tuple[Any, int, int, Any]]()
    for holder, one in zip(keys.make_holders(len(planned)), planned, strict=True):
        row = Booking(
            id=uuid.uuid4(), holder=holder, code=codes.new_code(), type=one.kind, therapist=one.therapist,
            start=one.start, end=one.end, mode=one.mode, booked_at=one.booked_at, name=one.guest.name,
            contact=one.guest.contact(), message=one.guest.message, zone=one.guest.zone,
        )  # fmt: skip
        rows.append(row)
        claims += _claims(row, one.pause)
    with transaction.atomic():
        Booking.objects.bulk_create(rows)
        with connection.cursor() as cursor:
            cursor.executemany(INSERT, claims)
        for row, one in zip(rows, planned, strict=True):
            if one.guest.may_mail:
                mail.booked(row)


def _claims(row: Booking, pause: int) -> Iterator[tuple[Any, int, int, Any]]:
    """The values of a booking's claims, made ready by hand: there are ten times as many as bookings."""
    ready = Booking._meta.pk.get_db_prep_save
    therapist, booking = ready(row.therapist_id, connection), ready(row.id, connection)
    span = blocks.span_of(row.start, row.end, pause)
    for block in span:
        yield therapist, block, len(span) if block == span[0] else 0, booking
