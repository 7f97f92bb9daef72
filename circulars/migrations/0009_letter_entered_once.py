"""One form enters one letter: the token of the form is used once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("circulars", "0008_corrected")]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="entered_once",
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
    ]
