"""Triggers: an endorsement stands as it was written, a book counts one by one, papers stay."""

from django.db import migrations

KEPT = ["circulars_letter", "circulars_letterfile", "circulars_dispatch"]

TRIGGERS = """
CREATE TRIGGER append_only BEFORE UPDATE ON circulars_endorsement
  FOR EACH ROW EXECUTE FUNCTION wian_refuse();
CREATE TRIGGER one_by_one BEFORE UPDATE ON circulars_registerbook FOR EACH ROW
  WHEN (OLD.last_number >= OLD.first_number
    AND NEW.last_number NOT IN (OLD.last_number, OLD.last_number + 1))
  EXECUTE FUNCTION wian_number_stays();
CREATE TRIGGER bytes_stay BEFORE UPDATE ON circulars_letterfile FOR EACH ROW
  WHEN ((OLD.letter_id, OLD.file, OLD.sha256, OLD.size, OLD.added_at)
    IS DISTINCT FROM (NEW.letter_id, NEW.file, NEW.sha256, NEW.size, NEW.added_at))
  EXECUTE FUNCTION wian_refuse();
CREATE TRIGGER sent_as_frozen BEFORE UPDATE ON circulars_dispatch FOR EACH ROW
  WHEN ((OLD.copy_id, OLD.letter_id, OLD.rule, OLD.recipients, OLD.due_at, OLD.by_id, OLD.at)
    IS DISTINCT FROM
    (NEW.copy_id, NEW.letter_id, NEW.rule, NEW.recipients, NEW.due_at, NEW.by_id, NEW.at))
  EXECUTE FUNCTION wian_refuse();
"""

NO_TRIGGERS = """
DROP TRIGGER append_only ON circulars_endorsement;
DROP TRIGGER one_by_one ON circulars_registerbook;
DROP TRIGGER bytes_stay ON circulars_letterfile;
DROP TRIGGER sent_as_frozen ON circulars_dispatch;
"""


def triggers() -> str:
    kept = (
        f"CREATE TRIGGER never_deleted BEFORE DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION wian_refuse();"
        f"CREATE TRIGGER never_emptied BEFORE TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION wian_refuse();"
        for table in KEPT
    )
    return "\n".join([TRIGGERS, *kept])


def no_triggers() -> str:
    kept = (
        f"DROP TRIGGER never_deleted ON {table}; DROP TRIGGER never_emptied ON {table};"
        for table in KEPT
    )
    return "\n".join([NO_TRIGGERS, *kept])


class Migration(migrations.Migration):
    dependencies = [("circulars", "0004_never_emptied")]
    operations = [migrations.RunSQL(triggers(), no_triggers())]
