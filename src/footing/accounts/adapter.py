"""What allauth asks of us: names as hashes, no sign-up by itself, sealed secrets."""

import base64
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from footing.accounts import homes, sittings, watch
from footing.accounts.names import login_of
from footing.design import events, saying
from footing.vault import crypto, visitors
from footing.vault.secrets import derive

SECRET_PLACE = b"mfa|v1"
INCORRECT_CODE = _lazy("That code does not fit. Look at it and type it again, or wait for the next one.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in by name and pass phrase; the e-mail table stays empty."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _lazy(
            "The name and the pass phrase do not fit together. Look at capital letters and spaces."
        ),
        "incorrect_password": _lazy("That is not your pass phrase. Look at capital letters and spaces."),
        "incorrect_code": INCORRECT_CODE,
        "too_many_login_attempts": _lazy("Those were many tries. Wait a few minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def clean_username(self, username: str, shallow: bool = False) -> str:
        return login_of(username)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Somebody whose sign-in is ended gets the answer of a wrong pass phrase."""
        found = super().authenticate(request, **_hashed(credentials))
        if found is None or found.is_active:
            return found
        watch.note("sign-in-failed", found, by="ended")
        return None

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a try; what is too much is said to the operator as well."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            events.seldom("limit-met", what="sign-in")
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        watch.failed(str(credentials.get("username", "")))

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """The same for a passkey: back to the sign-in."""
        return HttpResponseRedirect(reverse("sign-in"))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Home; or first to what was brought along from a visitor's page."""
        if request.session.get(sittings.CARRIED):
            return reverse("account-new")
        if request.session.get(sittings.HELD):
            return reverse("account-held")
        return reverse(homes.of(request.user))  # type: ignore[arg-type]

    def reauthenticate(self, user: Any, password: str) -> bool:
        right = bool(user.check_password(password))
        if not right:
            watch.note("sign-in-failed", user, by="passphrase-again")
        return right

    def get_client_ip(self, request: HttpRequest) -> str:
        """The day's hash of the address: allauth writes it into the keys of its limits."""
        return visitors.mark(request)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """The name's hash alone: allauth adds the Host header, whose port is the sender's to choose."""
        return str(credentials.get("username", ""))

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Pages say what happened; no flash messages."""

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """No mail about accounts, ever."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """No mail about accounts, ever."""


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are sealed in their column; the app shows a neutral label."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": INCORRECT_CODE,
    }

    def encrypt(self, text: str) -> str:
        return base64.b64encode(crypto.seal(_key(), text.encode(), SECRET_PLACE)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return crypto.unseal(_key(), base64.b64decode(encrypted_text), SECRET_PLACE).decode()

    def get_totp_label(self, user: Any) -> str:
        return str(user.name)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Footing"}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        own = {"display_name": str(user.name), "name": str(user.name)}
        return {"id": user_pk_to_url_str(user).encode(), **own}

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """Neutral, and nothing of the device: only when it was added."""
        return str(_("Passkey of %(day)s") % {"day": saying.plain_day(timezone.now())})


def _key() -> bytes:
    return derive(settings.FOOTING_KEY, "second-factor")


def _hashed(credentials: dict[str, Any]) -> dict[str, Any]:
    if "username" in credentials:
        return {**credentials, "username": login_of(str(credentials["username"]))}
    return credentials
