"""What the worker takes away of sign-ins."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session

from footing.outbox.periodic import periodic


@periodic("accounts.sessions", every=timedelta(hours=1))
def forget_sessions(now: datetime) -> None:
    """Sessions that are over: nobody reads back from them who signed in when."""
    Session.objects.filter(expire_date__lt=now).delete()
