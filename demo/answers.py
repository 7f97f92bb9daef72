"""
What the local governments of จังหวัดบึงกาฬ answered: invented figures.

Code of the office, "มี" or "ไม่มี" for projects in the budget, baht, "มี" or "ไม่มี" for
the evaluation, day of October 2563 and time.
"""

from __future__ import annotations

from dataclasses import dataclass

from offices.models import Kind, Office

ANSWERS = """
3898 มี 4500000 มี 29 15:10
3893 มี 2350000 มี 29 10:05
3894 มี 1180000 มี 29 11:20
380452 มี 1875000 ไม่มี 29 13:40
380455 ไม่มี 0 มี 29 14:15
380451 มี 960000 มี 29 15:30
380453 มี 1420500 มี 29 16:05
380454 มี 785000 ไม่มี 30 09:10
380456 ไม่มี 0 ไม่มี 30 09:45
380457 มี 640000 มี 30 10:30
380458 มี 1105750.50 มี 30 11:00
380459 มี 530000 มี 30 11:25
3895 มี 1960000 มี 30 10:20
380351 มี 8900000 มี 30 10:40
380352 มี 720000 ไม่มี 30 13:15
380353 มี 455000 มี 30 14:30
380354 ไม่มี 0 มี 30 15:50
3888 มี 1290000 มี 30 14:00
380155 มี 870000 มี 30 15:05
380158 ไม่มี 0 ไม่มี 30 16:20
380159 มี 1015000 มี 30 16:25
3896 มี 1640000 มี 30 15:35
380254 มี 590000 มี 30 16:10
3890 มี 1330000 มี 30 14:10
380752 มี 815000 มี 30 14:45
380753 มี 460000 ไม่มี 30 15:20
380754 ไม่มี 0 มี 30 15:55
380755 มี 705250 มี 30 16:15
"""


@dataclass(frozen=True, slots=True)
class DemoAnswer:
    """One line of the table; ``at`` as ``acts.moment`` reads it."""

    code: str
    has: str
    budget: str
    evaluated: str
    at: str

    def typed(self, office: Office) -> dict[str, str]:
        """What is typed in the form: a municipality answers of the other plan."""
        plan = "village" if office.kind == Kind.SAO else "community"
        typed = {f"has_{plan}": self.has, f"evaluated_{plan}": self.evaluated}
        if self.has == "yes":
            typed[f"budget_{plan}"] = self.budget
        return typed


def read() -> list[DemoAnswer]:
    """The answers, in the order in which they came in."""
    words = {"มี": "yes", "ไม่มี": "no"}
    answers = []
    for line in ANSWERS.strip().splitlines():
        code, has, budget, evaluated, day, time = line.split()
        moment = f"2020-10-{day} {time}"
        answers.append(DemoAnswer(f"L{code}", words[has], budget, words[evaluated], moment))
    return sorted(answers, key=lambda answer: (answer.at, answer.code))
