"""``manage.py load_offices FILE…``: bring offices in from CSV tables (docs/load_offices.md)."""

import csv
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from administration.loading import ROOT, Planned, load_offices, read_row, reader_for
from circulars.errors import CircularError
from offices.models import Kind, Office

_MINISTRY = Planned(
    code=ROOT,
    kind=Kind.MINISTRY,
    name="กระทรวงมหาดไทย",
    head_title="ปลัดกระทรวงมหาดไทย",
    number_letters=ROOT,
)


class Command(BaseCommand):
    """Load offices; a second run with the same tables changes nothing."""

    help = "นำเข้าหน่วยงานจากตาราง CSV (กระทรวง/กรม จังหวัด อำเภอ อปท.) ทำซ้ำได้"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--only-interior",
            action="store_true",
            help="จากตารางกระทรวง นำเข้าเฉพาะกระทรวงมหาดไทยและกรมในสังกัด",
        )

    def handle(self, *args: Any, files: list[Path], only_interior: bool, **options: Any) -> None:
        try:
            planned = [plan for path in files for plan in self._read(path)]
        except CircularError as refusal:
            raise CommandError(str(refusal)) from refusal
        if not Office.objects.filter(code=ROOT).exists():
            planned.insert(0, _MINISTRY)
        if only_interior:
            planned = [plan for plan in planned if _is_interior(plan)]
        with tqdm(total=len(planned), desc=_("หน่วยงาน"), disable=None) as bar:
            try:
                report = load_offices(planned, tick=bar.update, on=timezone.localdate())
            except CircularError as refusal:
                raise CommandError(str(refusal)) from refusal
        for name, fields in report.changed:
            self.stdout.write(f"~ {name}: {', '.join(fields)}")
        for sentence in report.bad:
            self.stderr.write(f"! {sentence}")
        counts = ", ".join(f"{Kind(kind).label} {n}" for kind, n in sorted(report.kinds.items()))
        self.stdout.write(
            _("ใหม่ %(new)s · เปลี่ยน %(changed)s · เหมือนเดิม %(same)s (%(counts)s)")
            % {
                "new": report.new,
                "changed": len(report.changed),
                "same": report.unchanged,
                "counts": counts,
            }
        )
        if report.bad:
            raise CommandError(_("มี %(n)s แถวที่นำเข้าไม่ได้ ดูข้างบน") % {"n": len(report.bad)})

    def _read(self, path: Path) -> list[Planned]:
        if not path.is_file():
            raise CommandError(_("ไม่พบไฟล์ %(path)s") % {"path": path})
        with path.open(encoding="utf-8-sig", newline="") as stream:
            table = csv.DictReader(stream)
            reader = reader_for(table.fieldnames or [])
            rows = [
                read_row(reader, row, place=f"{path.name}:{number}")
                for number, row in enumerate(table, start=2)
            ]
        return [plan for plan in rows if plan is not None]


def _is_interior(plan: Planned) -> bool:
    return plan.kind not in (Kind.MINISTRY, Kind.DEPARTMENT, Kind.DIVISION) or plan.code.startswith(
        ROOT
    )
