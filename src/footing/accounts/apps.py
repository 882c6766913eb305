"""The capability's start: sign-ins are listed while they last, and changes of them are told."""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.http import HttpRequest


def _began(sender: Any, *, request: HttpRequest, user: Any, **_: Any) -> None:
    from footing.accounts import sittings, watch

    sittings.begin(request, user)
    watch.note("sign-in", user)


def _ended(sender: Any, *, request: HttpRequest, user: Any, **_: Any) -> None:
    from footing.accounts import sittings, watch

    sittings.forget(request)
    if user is not None:
        watch.note("sign-out", user)


def _changed(sender: Any, *, user: Any, authenticator: Any, **_: Any) -> None:
    from footing.accounts import notices, watch

    notices.tell(person=user.pk, kind=authenticator.type)
    watch.note("second-factor-changed", user, kind=authenticator.type)


def _wrong(sender: Any, *, user: Any, authenticator: Any, **_: Any) -> None:
    from footing.accounts import watch

    watch.note("sign-in-failed", user, by=authenticator.type)


class AccountsConfig(AppConfig):
    """People and their sign-ins."""

    name = "footing.accounts"

    def ready(self) -> None:
        from allauth.mfa.signals import (
            authentication_failed,
            authenticator_added,
            authenticator_removed,
            authenticator_reset,
        )

        user_logged_in.connect(_began, dispatch_uid="accounts.began")
        user_logged_out.connect(_ended, dispatch_uid="accounts.ended")
        for signal in (authenticator_added, authenticator_removed, authenticator_reset):
            signal.connect(_changed, dispatch_uid="accounts.changed")
        authentication_failed.connect(_wrong, dispatch_uid="accounts.wrong")
