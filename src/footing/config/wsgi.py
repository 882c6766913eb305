"""The WSGI application that the server loads, warm before its first visitor."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "footing.config.settings")
application = get_wsgi_application()


def _warm() -> None:
    """Import every view and lay out the first page, which would cost the first visitor a second."""
    from django.template.loader import get_template
    from django.urls import reverse

    reverse("home")
    get_template("welcome/home.html")


_warm()
