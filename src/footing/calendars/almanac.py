"""Public holidays by country and region, from the `holidays` library.

Asked only when a place is chosen and once a day by the worker: a search reads closed days that are written down.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import ModuleType

from footing.design import content

PLACES = "calendars/places.toml"
NAME_LENGTH = 120


def countries() -> list[tuple[str, str]]:
    """Countries whose holidays are known: (code, name), by name."""
    return [(code, name) for code, name in content.table(PLACES)["countries"]]


def is_country(code: str) -> bool:
    """Whether holidays of this country are known."""
    return any(code == known for known, _name in countries())


@lru_cache(maxsize=64)
def regions(country: str) -> Mapping[str, str]:
    """The regions of a country that have holidays of their own: code to name. Empty for an unknown country."""
    if not is_country(country):
        return {}
    found = _library().country_holidays(country)
    aliases = found.get_subdivision_aliases()
    return {code: next(iter(aliases.get(code, ())), code) for code in found.subdivisions}


@lru_cache(maxsize=512)
def days(country: str, region: str, year: int) -> tuple[tuple[date, str], ...]:
    """Public holidays of a year with their names, by date. An unknown region counts as none, a country has none."""
    if not is_country(country):
        return ()
    kind = type(_library().country_holidays(country))
    tongue = next((t for t in ("en_US", "en_GB", "en") if t in kind.supported_languages), None)
    found = kind(subdiv=region if region in regions(country) else None, years=year, language=tongue)
    return tuple((day, name.replace("; ", ", ")[:NAME_LENGTH]) for day, name in sorted(found.items()))


def _library() -> ModuleType:
    # A quarter of a second of start-up and the data of 200 countries, for a handful of questions a day.
    import holidays

    return holidays
