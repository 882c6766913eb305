"""The Jinja2 environment: autoescape, translations, addresses, content, dates."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from jinja2 import Environment, StrictUndefined

from footing.design import filters


def environment(**options: Any) -> Environment:
    """Build the environment that every page renders with."""
    options["undefined"] = StrictUndefined
    options["extensions"] = ["jinja2.ext.i18n", "jinja2.ext.do"]
    options["trim_blocks"] = options["lstrip_blocks"] = True
    env = Environment(**{**options, "autoescape": True})  # noqa: S701 (it is on)
    env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(url=_address, static=static)
    env.filters.update(
        markdown=filters.markdown,
        day=filters.day,
        short_day=filters.short_day,
        clock=filters.clock,
        minutes=filters.minutes,
    )
    return env


def _address(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)
