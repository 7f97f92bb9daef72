"""What the system wrote in advance is told from what an officer wrote himself."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("circulars", "0020_looked_in")]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="written_ahead",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
    ]
