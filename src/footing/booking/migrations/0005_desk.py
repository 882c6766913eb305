from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("booking", "0004_waiting")]

    operations = [
        migrations.AddField(
            model_name="booking",
            name="booked_by",
            field=models.CharField(
                choices=[("guest", "guest"), ("practice", "practice")], default="guest", max_length=8
            ),
        ),
    ]
