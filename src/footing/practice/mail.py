"""Mails to those who wrote: neutral, and only to an address that they gave and allowed."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from footing.outbox import services as outbox
from footing.practice.models import Answer, Inquiry
from footing.vault import codes


def may_mail(row: Any) -> bool:
    """Whether whoever wrote, booked or waits gave an address and allowed mail to it."""
    return bool(row.contact.get("may_mail") and row.contact.get("email"))


def received(inquiry: Inquiry) -> None:
    """Say that it arrived, and until when somebody answers."""
    sentence = _("Your note has arrived. Somebody answers by {day}, in the way you chose.")
    body = sentence.format(day=_day(inquiry.answer_by))
    code = _("Your code is {code}.").format(code=codes.spoken(inquiry.code))
    _enqueue(inquiry, "received", f"inquiry:{inquiry.id}", _("Your note"), f"{body}\n\n{code}")


def answered(answer: Answer) -> None:
    """Send what staff wrote."""
    inquiry = answer.inquiry
    _enqueue(inquiry, "answered", f"answer:{answer.id}", _("About your note"), answer.text)


def withdraw(inquiry: Inquiry) -> None:
    """Take back what waits in the outbox. What has left has left."""
    outbox.withdraw(key=f"inquiry:{inquiry.id}")
    for answer in Answer.objects.filter(inquiry=inquiry):
        outbox.withdraw(key=f"answer:{answer.id}")


def _enqueue(inquiry: Inquiry, kind: str, key: str, subject: str, text: str) -> None:
    if not may_mail(inquiry):
        return
    reply = _("Please do not answer this mail. Nobody reads the answers. You can write to us here: {page}")
    page = reply.format(page=f"{settings.FOOTING_URL}/contact/")
    outbox.enqueue(
        holder=inquiry.holder,
        kind=f"practice.{kind}",
        key=key,
        to=inquiry.contact["email"],
        subject=subject,
        body=f"{text.strip()}\n\n{page}",
    )


def _day(day: date) -> str:
    return date_format(day, "l j F")
