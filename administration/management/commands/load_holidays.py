"""``manage.py load_holidays YEAR…``: seed the editable table of holidays (Buddhist or CE years)."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from offices.models import Holiday
from thai.working_days import official_holidays


class Command(BaseCommand):
    """Add the days that are not in the table yet; a day an administrator edited stays."""

    help = "เติมตารางวันหยุดราชการของปีที่ระบุ (พ.ศ. หรือ ค.ศ.) ไม่ทับวันที่แก้ไขไว้"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("years", nargs="+", type=int, metavar="YEAR")

    def handle(self, *args: Any, years: list[int], **options: Any) -> None:
        days = {}
        for year in years:
            days.update(official_holidays(year - 543 if year >= 2400 else year))
        known = set(
            Holiday.objects.filter(day__in=days, province=None).values_list("day", flat=True)
        )
        rows = [Holiday(day=day, name=name) for day, name in days.items() if day not in known]
        Holiday.objects.bulk_create(rows)
        self.stdout.write(_("เพิ่มวันหยุด %(n)s วัน") % {"n": len(rows)})
