"""Triggers: what was handed in stays as it was; a certificate is withdrawn, never changed."""

from django.db import migrations

KEPT = ["survey_answer", "survey_certificate", "survey_expectedanswer"]

TRIGGERS = """
CREATE TRIGGER handed_in_stays BEFORE UPDATE ON survey_answer FOR EACH ROW
  WHEN (OLD.state <> 'draft' AND (
    (OLD.expected_id, OLD.version, OLD.values, OLD.typed, OLD.submitted_at, OLD.submitted_by_id,
     OLD.receipt)
    IS DISTINCT FROM
    (NEW.expected_id, NEW.version, NEW.values, NEW.typed, NEW.submitted_at, NEW.submitted_by_id,
     NEW.receipt)))
  EXECUTE FUNCTION wian_refuse();
CREATE TRIGGER certified_stays BEFORE UPDATE ON survey_certificate FOR EACH ROW
  WHEN (OLD.withdrawn_at IS NOT NULL OR
    (OLD.task_id, OLD.copy_id, OLD.at, OLD.by_id, OLD.text, OLD.totals, OLD.missing,
     OLD.early_reason)
    IS DISTINCT FROM
    (NEW.task_id, NEW.copy_id, NEW.at, NEW.by_id, NEW.text, NEW.totals, NEW.missing,
     NEW.early_reason))
  EXECUTE FUNCTION wian_refuse();
"""

NO_TRIGGERS = """
DROP TRIGGER handed_in_stays ON survey_answer;
DROP TRIGGER certified_stays ON survey_certificate;
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
    dependencies = [
        ("survey", "0001_initial"),
        ("circulars", "0005_rows_that_stay"),
    ]
    operations = [migrations.RunSQL(triggers(), no_triggers())]
