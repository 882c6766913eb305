"""The forms of passkeys, for whatever a browser sends: what cannot be read is a wrong passkey, not a fault of ours."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms
from django.core.exceptions import ValidationError


class Add(forms.AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey; always one that can sign in by itself."""

    def clean(self) -> dict[str, Any]:
        try:
            found: dict[str, Any] = super().clean()
        except ValidationError:
            raise
        except Exception as error:  # the library's own, by kind of damage
            raise get_adapter().validation_error("incorrect_code") from error
        return found


class _Answer:
    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except ValidationError:
            raise
        except Exception as error:  # the library's own, by kind of damage
            raise get_adapter().validation_error("incorrect_code") from error


class Authenticate(_Answer, forms.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey as second factor."""


class Login(_Answer, forms.LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey alone."""


class Reauthenticate(_Answer, forms.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey once more."""
