import uuid

from django.db import migrations, models

import footing.vault.private


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Sheet",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("holder", models.UUIDField(db_index=True, editable=False)),
                ("content", footing.vault.private.Private("exercises.sheet.content", dict)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Index",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("holder", models.UUIDField(db_index=True, editable=False)),
                ("lines", footing.vault.private.Private("exercises.index.lines", dict)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("holder",), name="exercises_index_holder")],
            },
        ),
    ]
