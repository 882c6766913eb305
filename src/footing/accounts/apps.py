"""The capability's start: each sign-in notes where its person is at home."""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest


def _began(sender: Any, *, request: HttpRequest, user: Any, **_: Any) -> None:
    from footing.accounts import sittings

    sittings.begin(request, user)


class AccountsConfig(AppConfig):
    """People and their sign-ins."""

    name = "footing.accounts"

    def ready(self) -> None:
        user_logged_in.connect(_began, dispatch_uid="accounts.began")
