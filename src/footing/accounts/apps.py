"""The capability's start: sign-ins are listed while they last, and changes of them are told."""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.http import HttpRequest


def _began(sender: Any, *, request: HttpRequest, user: Any, **_: Any) -> None:
    from footing.accounts import sittings

    sittings.begin(request, user)


def _ended(sender: Any, *, request: HttpRequest, **_: Any) -> None:
    from footing.accounts import sittings

    sittings.forget(request)


def _changed(sender: Any, *, user: Any, authenticator: Any, **_: Any) -> None:
    from footing.accounts import notices

    notices.tell(person=user.pk, kind=authenticator.type)


class AccountsConfig(AppConfig):
    """People and their sign-ins."""

    name = "footing.accounts"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset

        user_logged_in.connect(_began, dispatch_uid="accounts.began")
        user_logged_out.connect(_ended, dispatch_uid="accounts.ended")
        for signal in (authenticator_added, authenticator_removed, authenticator_reset):
            signal.connect(_changed, dispatch_uid="accounts.changed")
