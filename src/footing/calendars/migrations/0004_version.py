"""The row that says whether what a process read of hours, rules and people is still so."""

from django.db import migrations, models

from footing.calendars import watch


def backwards(apps, schema_editor):
    if schema_editor.connection.alias == "default":
        watch.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("calendars", "0003_feeds")]
    operations = [
        migrations.CreateModel(
            name="Version",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.CharField(max_length=32)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="version_is_one")]
            },
        ),
        # The triggers are made after every `migrate`: SQLite drops them where a table is copied (calendars.apps).
        migrations.RunPython(migrations.RunPython.noop, backwards),
    ]
