"""Each line of who must answer hangs on its line of the ledger, for every level below."""

import django.db.models.deletion
from django.db import migrations, models

# What was asked before stays asked; the levels below that were not reached are not known.
_ENTER = """
INSERT INTO circulars_expectation
  (asker_id, what, duty, office_id, office_name, office_kind, province_id, district_id, copy_id,
   above, due_at, frozen_at, first_answered_at, answered_at, answered_by, note, excused_at,
   excused_by_id, excuse)
SELECT task.copy_id, 'survey', 'answer', office.id, office.name, office.kind, office.province_id,
       office.district_id, copy.id, copy.above, copy.due_at, line.frozen_at,
       line.first_submitted_at,
       CASE WHEN answer.state IN ('submitted', 'certified') THEN answer.submitted_at END,
       CASE WHEN answer.state IN ('submitted', 'certified') THEN 'survey' ELSE '' END, '',
       line.excused_at, line.excused_by_id, line.excuse
FROM survey_expectedanswer line
JOIN survey_surveytask task ON task.id = line.task_id
JOIN offices_office office ON office.id = line.office_id
JOIN circulars_officecopy copy ON copy.id = line.copy_id
LEFT JOIN survey_answer answer ON answer.id = line.current_id;
UPDATE survey_expectedanswer line SET expectation_id = debt.id
FROM circulars_expectation debt, survey_surveytask task
WHERE task.id = line.task_id AND debt.asker_id = task.copy_id AND debt.what = 'survey'
  AND debt.office_id = line.office_id;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("circulars", "0009_ledger"),
        ("survey", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="expectedanswer",
            name="expectation",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="expected_answer",
                to="circulars.expectation",
            ),
        ),
        migrations.AlterField(
            model_name="expectedanswer",
            name="copy",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="expected_answer",
                to="circulars.officecopy",
            ),
        ),
        migrations.RunSQL(_ENTER, migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="expectedanswer",
            name="expectation",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="expected_answer",
                to="circulars.expectation",
            ),
        ),
    ]
