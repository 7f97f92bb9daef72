"""Triggers: a register line keeps its number, and a book that is in use never runs back."""

from django.db import migrations

TRIGGERS = """
CREATE FUNCTION wian_number_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'numbers of % are given once', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER number_stays BEFORE UPDATE ON circulars_registerentry FOR EACH ROW
  WHEN ((OLD.book_id, OLD.number, OLD.entered_by_id, OLD.entered_at)
    IS DISTINCT FROM (NEW.book_id, NEW.number, NEW.entered_by_id, NEW.entered_at)
    OR (OLD.voided_at IS NOT NULL AND NEW.voided_at IS DISTINCT FROM OLD.voided_at))
  EXECUTE FUNCTION wian_number_stays();
CREATE TRIGGER number_stays BEFORE UPDATE ON circulars_registerbook FOR EACH ROW
  WHEN (OLD.last_number >= OLD.first_number AND (NEW.last_number < OLD.last_number
    OR (OLD.office_id, OLD.kind, OLD.year, OLD.first_number)
    IS DISTINCT FROM (NEW.office_id, NEW.kind, NEW.year, NEW.first_number)))
  EXECUTE FUNCTION wian_number_stays();
"""

NO_TRIGGERS = """
DROP TRIGGER number_stays ON circulars_registerentry;
DROP TRIGGER number_stays ON circulars_registerbook;
DROP FUNCTION wian_number_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("circulars", "0002_append_only")]
    operations = [migrations.RunSQL(TRIGGERS, NO_TRIGGERS)]
