"""Rows of the access log are never changed: a trigger on either database refuses it."""

from django.db import migrations

POSTGRES = """
CREATE FUNCTION vault_accesslog_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the access log is append-only'; END $$;
CREATE TRIGGER vault_accesslog_append_only BEFORE UPDATE ON vault_accesslog
FOR EACH ROW EXECUTE FUNCTION vault_accesslog_refuse();
"""
SQLITE = """
CREATE TRIGGER vault_accesslog_append_only BEFORE UPDATE ON vault_accesslog
BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
"""


def forwards(apps, schema_editor):
    if schema_editor.connection.alias != "default":
        return
    sql = POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(sql)


def backwards(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "DROP TRIGGER vault_accesslog_append_only"
            + (" ON vault_accesslog" if schema_editor.connection.vendor == "postgresql" else "")
        )


class Migration(migrations.Migration):
    dependencies = [("vault", "0002_access_log")]
    operations = [migrations.RunPython(forwards, backwards)]
