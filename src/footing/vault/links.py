"""Private links (decision 7): a code to say, and a token that is made again whenever it is needed, never stored."""

import base64
import hashlib
import hmac
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from footing.vault import codes
from footing.vault.models import Linked
from footing.vault.secrets import derive

L = TypeVar("L", bound=Linked)
TOKEN_BYTES = 16
FIRST = 1
NOBODY = UUID(int=0)
NOT_FITTING = _("The two parts do not fit together. Check both, or use the link that you kept.")


class UnknownError(Exception):
    """No such code, or a wrong token: one answer for both."""


class OwnedError(Exception):
    """It is in another person's account already; `str(error)` says so."""


def token(row: Linked, *, version: int | None = None) -> str:
    """The row's token: 128 bits. `version` is that of its link, if not today's."""
    return _token(type(row), row.id, row.link_version if version is None else version)


def address(page: str, row: Linked, token: str) -> str:
    """The link as a person keeps it: both parts in the fragment, which browsers do not send."""
    return f"{settings.FOOTING_URL}{page}#{row.code}.{token}"


def find(rows: QuerySet[L], *, code: str, token: str) -> L | None:
    """The row that both parts open. Takes as long for a row that does not exist."""
    found = rows.filter(code=codes.tidy(code)).first() if codes.is_code(code) else None
    expected = _token(rows.model, found.id if found else NOBODY, found.link_version if found else FIRST)
    same = hmac.compare_digest(expected.encode(), codes.tidy(token).lower().encode())
    return found if same else None


def fingerprint(purpose: str, content: bytes) -> str:
    """A keyed hash, 64 hexadecimal digits, for what must be recognised but not kept."""
    return _hmac(purpose, content).hex()


def _token(model: type[Linked], row: UUID, version: int) -> str:
    raw = _hmac(model.footing_link, f"{row}|{version}".encode())[:TOKEN_BYTES]
    return base64.b32encode(raw).decode().rstrip("=").lower()


def _hmac(purpose: str, content: bytes) -> bytes:
    return hmac.digest(derive(settings.FOOTING_KEY, purpose), content, hashlib.sha256)
