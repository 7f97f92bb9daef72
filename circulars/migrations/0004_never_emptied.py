"""Triggers: TRUNCATE, which no row trigger sees, does not empty a log or a register either."""

from django.db import migrations

KEPT = [
    "circulars_event",
    "circulars_eventseal",
    "circulars_approval",
    "circulars_registerentry",
    "circulars_registerbook",
    "circulars_endorsement",
]


def triggers() -> str:
    return "\n".join(
        f"CREATE TRIGGER never_emptied BEFORE TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION wian_refuse();"
        for table in KEPT
    )


def no_triggers() -> str:
    return "\n".join(f"DROP TRIGGER never_emptied ON {table};" for table in KEPT)


class Migration(migrations.Migration):
    dependencies = [("circulars", "0003_numbers_stay")]
    operations = [migrations.RunSQL(triggers(), no_triggers())]
