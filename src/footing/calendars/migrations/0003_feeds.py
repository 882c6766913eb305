import django.db.models.deletion
import footing.vault.private
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("calendars", "0002_hours"),
        ("practice", "0004_private_links"),
    ]

    operations = [
        migrations.CreateModel(
            name="Feed",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("holder", models.UUIDField(db_index=True, editable=False)),
                ("kind", models.CharField(choices=[("address", "address"), ("file", "file")], max_length=7)),
                ("source", footing.vault.private.Private("calendars.feed.source", dict)),
                ("limit_hours", models.PositiveSmallIntegerField(default=24)),
                ("added_at", models.DateTimeField()),
                ("next_at", models.DateTimeField(null=True)),
                ("tried_at", models.DateTimeField(null=True)),
                ("read_at", models.DateTimeField(null=True)),
                ("whole_at", models.DateTimeField(null=True)),
                ("failing_since", models.DateTimeField(null=True)),
                ("trouble", models.CharField(blank=True, max_length=20)),
                ("closes_at", models.DateTimeField(null=True)),
                ("unread", models.PositiveIntegerField(default=0)),
                (
                    "therapist",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="practice.therapist"
                    ),
                ),
            ],
            options={
                "ordering": ["added_at"],
            },
        ),
        migrations.CreateModel(
            name="BusyTime",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("start", models.BigIntegerField()),
                ("end", models.BigIntegerField()),
                (
                    "therapist",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="practice.therapist",
                    ),
                ),
                (
                    "feed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="calendars.feed"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OwnCalendar",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("holder", models.UUIDField(db_index=True, editable=False)),
                ("code", models.CharField(max_length=12, unique=True)),
                ("link_version", models.PositiveIntegerField(default=1)),
                ("made_at", models.DateTimeField()),
                (
                    "therapist",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="practice.therapist"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="feed",
            index=models.Index(
                condition=models.Q(("next_at__isnull", False)), fields=["next_at"], name="feeds_due"
            ),
        ),
        migrations.AddIndex(
            model_name="feed",
            index=models.Index(fields=["therapist", "closes_at"], name="feeds_that_close"),
        ),
        migrations.AddIndex(
            model_name="busytime",
            index=models.Index(fields=["therapist", "end", "start"], name="busy_of_therapist"),
        ),
        migrations.AddConstraint(
            model_name="busytime",
            constraint=models.CheckConstraint(
                condition=models.Q(("start__lt", models.F("end"))), name="busy_time_is_a_span"
            ),
        ),
        migrations.AddConstraint(
            model_name="owncalendar",
            constraint=models.UniqueConstraint(
                fields=("therapist", "holder"), name="one_own_calendar_per_person"
            ),
        ),
    ]
