"""The Jinja2 environment: autoescape, translations, addresses, content, dates."""

from functools import lru_cache
from typing import Any

from django.templatetags.static import static
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.translation import get_language, gettext, ngettext
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context

from footing.design import filters, saying


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
        colon=_colon,
        language=saying.language,
        place=saying.place,
        joined=saying.joined,
        small=saying.small,
        quoted=saying.quoted,
        money=saying.money,
        decimal=saying.decimal,
    )
    return env


@pass_context
def _colon(_context: Context, label: str) -> str:
    # With the context, or a colon after nothing would be worked out once, in the language of whoever came first.
    return saying.colon(label)


def _address(name: str, *args: Any, **kwargs: Any) -> str:
    if not args and not kwargs:
        return _plain(name, get_language(), get_script_prefix(), get_urlconf())
    return reverse(name, args=args or None, kwargs=kwargs or None)


@lru_cache(maxsize=1024)
def _plain(name: str, _language: str | None, _prefix: str, _urls: Any) -> str:
    """An address without parts: a page names thirty, always the same."""
    return reverse(name)
