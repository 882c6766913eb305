"""A row for each erasure that waits for its time."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("vault", "0003_access_log_append_only")]

    operations = [
        migrations.CreateModel(
            name="Erasure",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("holder", models.UUIDField(editable=False, unique=True)),
                ("asked_by", models.UUIDField()),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(db_index=True)),
            ],
        ),
    ]
