"""What the private questions came to, for somebody who keeps a check."""

from django.db import models

from footing.vault.models import Owned
from footing.vault.private import Private


class Kept(Owned):
    """The state of one person or context, as two characters with its number: no answers.

    Read by rules only. It is on no page and no print-out, and all states have rows of one size.
    """

    state = Private("safety.kept.state", dict)
    at = models.DateTimeField()
