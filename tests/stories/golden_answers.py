"""
What is typed in the forms of the story. Who has a line in the demo's table answers as there;
the others answer that they have a project of 100,000 baht and an evaluated plan. Two are silent.
"""

from __future__ import annotations

from demo import answers
from survey.models import ExpectedAnswer

SILENT = {"L380356", "L3887"}

#: The answer that came back, put right.
MENDED = {"has_village": "yes", "budget_village": "890,000", "evaluated_village": "yes"}


def first_answers() -> list[tuple[str, str, dict[str, str]]]:
    """Code, moment and what is typed, in the order in which it comes in."""
    told = {line.code: line for line in answers.read()}
    plain = answers.DemoAnswer("", "yes", "100000", "yes", "")
    rows = []
    later = 0
    lines = ExpectedAnswer.objects.select_related("office").order_by("office__code")
    for line in lines.exclude(office__code__in=SILENT):
        code = line.office.code
        typed = told.get(code, plain).typed(line.office)
        if code in told:
            rows.append((told[code].at, code, typed))
        else:
            rows.append((f"2020-10-30 {14 + later // 30}:{30 + later % 30}", code, typed))
            later += 1
    return [(code, at, typed) for at, code, typed in sorted(rows, key=lambda row: row[:2])]
