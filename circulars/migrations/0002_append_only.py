"""Triggers: the log is only added to, and register rows are never deleted (architecture §5.7)."""

from django.db import migrations

APPEND_ONLY = ["circulars_event", "circulars_eventseal", "circulars_approval"]
NEVER_DELETED = ["circulars_registerentry", "circulars_registerbook", "circulars_endorsement"]

FUNCTION = """
CREATE FUNCTION wian_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: rows of this table are only added',
    TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""


def triggers() -> str:
    lines = [FUNCTION]
    lines += [
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION wian_refuse();"
        for table in APPEND_ONLY
    ]
    lines += [
        f"CREATE TRIGGER never_deleted BEFORE DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION wian_refuse();"
        for table in NEVER_DELETED
    ]
    return "\n".join(lines)


def no_triggers() -> str:
    lines = [f"DROP TRIGGER append_only ON {table};" for table in APPEND_ONLY]
    lines += [f"DROP TRIGGER never_deleted ON {table};" for table in NEVER_DELETED]
    return "\n".join([*lines, "DROP FUNCTION wian_refuse();"])


class Migration(migrations.Migration):
    dependencies = [("circulars", "0001_initial")]
    operations = [migrations.RunSQL(triggers(), no_triggers())]
