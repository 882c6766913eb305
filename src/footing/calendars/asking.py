"""Parts of the questions that every search asks: as SQL, since building one anew would cost as much as its answer."""

from collections.abc import Callable, Iterable
from datetime import datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db import connection


def ready(ids: Iterable[UUID]) -> dict[Any, UUID]:
    """Each id by what the database keeps it as, without a look at the field for each of a thousand."""
    write = _writer()
    return {write(id): id for id in ids}


def written(id: UUID) -> Any:
    """An id as the database keeps it."""
    return _writer()(id)


def at(moment: datetime) -> Any:
    """A moment as the database keeps it."""
    return connection.ops.adapt_datetimefield_value(moment)


def places(values: Iterable[object]) -> str:
    """Where so many values go."""
    return ", ".join("%s" for _ in values)


def packed(expression: str) -> str:
    """All values of a group in one text, commas between: a thousand rows cost more than the search that reads them."""
    postgres = connection.vendor == "postgresql"
    return f"STRING_AGG(({expression})::text, ',')" if postgres else f"GROUP_CONCAT({expression})"


def answers(sql: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
    """Ask, and read every row."""
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return list(cursor.fetchall())


def _writer() -> Callable[[UUID], Any]:
    return (lambda id: id) if connection.features.has_native_uuid_field else attrgetter("hex")
