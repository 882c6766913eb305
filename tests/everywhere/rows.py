"""All rows of all tables of all databases, as they lie there."""

from django.db import connections

DATABASES = ("default", "keys", "marks")
Rows = dict[str, list[str]]


def rows(*without: str) -> Rows:
    """Table to its rows in order, each as text; tables of `without` are left out."""
    found = {}
    for name in DATABASES:
        connection = connections[name]
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                if table not in without:
                    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 (own names)
                    found[f"{name}.{table}"] = sorted(
                        repr(tuple(map(_clear, row))) for row in cursor.fetchall()
                    )
    return found


def _clear(value: object) -> object:
    """Bytes of a column as text where they are text: PostgreSQL hands out memory views."""
    return bytes(value) if isinstance(value, memoryview) else value
