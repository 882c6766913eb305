from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("practice", "0004_private_links")]

    operations = [
        migrations.AddField("practice", "fit_weights", models.JSONField(default=dict)),
        migrations.AddField("therapist", "fee_lowest_minor", models.PositiveIntegerField(null=True)),
        migrations.AddField("therapist", "themes", models.JSONField(default=list)),
        migrations.AddField("therapist", "says", models.JSONField(default=dict)),
        migrations.AddField("therapist", "access_features", models.JSONField(default=dict)),
        migrations.AddField("therapist", "takes_interpreter", models.BooleanField(null=True)),
    ]
