"""Triggers that give `calendars_version` a new value with every change of a table that `memory` keeps something of.

The database does it, so that no writer can forget it: a service, a bulk insert, somebody at the database's own prompt.
"""

import uuid
from collections import Counter
from typing import Any

from django.db.models import Model

VERSION = "calendars_version"
PREFIX = f"{VERSION}_"
SQLITE = """CREATE TRIGGER {name}_{event} AFTER {event} ON {table}
BEGIN UPDATE calendars_version SET value = lower(hex(randomblob(16))); END"""
FUNCTION = """CREATE OR REPLACE FUNCTION calendars_version_new() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN UPDATE calendars_version SET value = replace(gen_random_uuid()::text, '-', ''); RETURN NULL; END $$"""
POSTGRES = """CREATE OR REPLACE TRIGGER {name} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION calendars_version_new()"""
EVENTS = ("insert", "update", "delete")


_tables: set[str] = set()


def register(*models: type[Model]) -> None:
    """Name tables of which something is kept; a capability does it when it starts."""
    _tables.update(model._meta.db_table for model in models)


def watch(connection: Any) -> None:
    """Make every trigger anew, and the row with a new value. After each `migrate`: see `apps`."""
    there = set(connection.introspection.table_names())
    if VERSION not in there:
        return
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if postgres:
            cursor.execute(FUNCTION)
        for table in sorted(_tables & there):
            for statement in _statements(postgres, table):
                cursor.execute(statement)
        cursor.execute(
            f"INSERT INTO {VERSION} (id, value) VALUES (1, %s)"  # noqa: S608 (a name of our own)
            " ON CONFLICT (id) DO UPDATE SET value = excluded.value",
            [uuid.uuid4().hex],
        )


def unwatched(connection: Any) -> list[str]:
    """Tables of which something is kept and that nothing watches: none, unless a trigger was taken away."""
    wanted = 1 if connection.vendor == "postgresql" else len(EVENTS)
    found = Counter(table for _name, table in triggers(connection))
    return sorted(table for table in _tables if found[table] < wanted)


def remove(connection: Any) -> None:
    """Take every trigger away, before the table that they write to goes."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION IF EXISTS calendars_version_new() CASCADE")
            return
        for name, _table in triggers(connection):
            cursor.execute(f"DROP TRIGGER {name}")


def triggers(connection: Any) -> set[tuple[str, str]]:
    """Names of our triggers that there are now, each with its table."""
    sql = (
        "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        if connection.vendor == "postgresql"
        else "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {(name, table) for name, table in cursor.fetchall() if name.startswith(PREFIX)}


def _statements(postgres: bool, table: str) -> list[str]:
    name = PREFIX + table
    if postgres:
        return [POSTGRES.format(name=name, table=table)]
    drop = [f"DROP TRIGGER IF EXISTS {name}_{event}" for event in EVENTS]
    return drop + [SQLITE.format(name=name, event=event, table=table) for event in EVENTS]
