"""Addresses of until now were the official ones: they are known to be their people's."""

from django.db import migrations

CONFIRM = "UPDATE offices_user SET mail_confirmed_at = now() WHERE email <> ''"


class Migration(migrations.Migration):
    dependencies = [("offices", "0009_two_people")]

    operations = [migrations.RunSQL(CONFIRM, migrations.RunSQL.noop)]
