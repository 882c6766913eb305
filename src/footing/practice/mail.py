"""Mails to those who wrote: neutral, and only to an address that they gave and allowed."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from footing.design import saying
from footing.outbox import services as outbox
from footing.practice.models import Answer, Inquiry
from footing.vault import codes


def allows_mail(contact: Mapping[str, Any]) -> bool:
    """Whether there is an address among the ways to reach somebody, and leave to write to it."""
    return bool(contact.get("may_mail") and str(contact.get("email") or "").strip())


def may_mail(row: Any) -> bool:
    """Whether whoever wrote, booked or waits gave an address and allowed mail to it."""
    return allows_mail(row.contact)


def language_of(row: Any) -> str:
    """The language in which somebody wrote, booked or waits: in the sealed `contact`, unless it is English."""
    known: str = row.contact.get("language", settings.LANGUAGE_CODE)
    return known if known in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def speaking_to(row: Any) -> AbstractContextManager[None]:
    """What is said to them, whoever caused it: a worker, staff at the desk, or they themselves."""
    return translation.override(language_of(row))


def spoken() -> str:
    """The language of this moment as a `contact` keeps it: nothing for English."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    return "" if language == settings.LANGUAGE_CODE else language


def received(inquiry: Inquiry) -> None:
    """Say that it arrived, and until when somebody answers."""
    with speaking_to(inquiry):
        sentence = _("Your note has arrived. Somebody answers by {day}, in the way you chose.")
        body = sentence.format(day=saying.day(inquiry.answer_by))
        code = _("Your code is {code}.").format(code=codes.spoken(inquiry.code))
        _enqueue(inquiry, "received", f"inquiry:{inquiry.id}", _("Your note"), f"{body}\n\n{code}")


def answered(answer: Answer) -> None:
    """Send what staff wrote."""
    inquiry = answer.inquiry
    with speaking_to(inquiry):
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
    page = reply.format(page=f"{settings.FOOTING_URL}{reverse('contact')}")
    outbox.enqueue(
        holder=inquiry.holder,
        kind=f"practice.{kind}",
        key=key,
        to=inquiry.contact["email"],
        subject=subject,
        body=f"{text.strip()}\n\n{page}",
    )
