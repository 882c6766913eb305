import uuid

import footing.vault.private
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="CheckIn",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("holder", models.UUIDField(db_index=True, editable=False)),
                ("said", footing.vault.private.Private("diary.checkin.said", dict)),
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
                ("lines", footing.vault.private.Private("diary.index.lines", dict)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("holder",), name="diary_index_holder")],
            },
        ),
    ]
