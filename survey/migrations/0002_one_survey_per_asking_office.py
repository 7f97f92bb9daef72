"""Several offices may ask on one circular, each at its own copy; before, one took them all."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("circulars", "0007_copies_to"),
        ("survey", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="surveytask",
            name="circular",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="surveys",
                to="circulars.circular",
            ),
        ),
        migrations.AlterField(
            model_name="surveytask",
            name="copy",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="survey_asked",
                to="circulars.officecopy",
            ),
        ),
    ]
