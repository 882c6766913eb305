"""Sessions from before their rows went under a keyed hash: their keys are the cookies themselves."""

from typing import Any

from django.db import migrations


def end(apps: Any, schema_editor: Any) -> None:
    apps.get_model("accounts", "Sitting").objects.all().delete()
    apps.get_model("sessions", "Session").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_return"),
        ("sessions", "0001_initial"),
    ]

    operations = [migrations.RunPython(end, migrations.RunPython.noop)]
