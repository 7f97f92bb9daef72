"""``manage.py check_xlsform FILE…``: whether workbooks can be taken over, and what is kept of them."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from papers.errors import UploadRefused
from survey.models.question_types import GROUPING
from survey.xlsform.dumping import dumped
from survey.xlsform.faults import Found
from survey.xlsform.reading import Reading, read_workbook


class Command(BaseCommand):
    """Prints a line of JSON per file; ends with 1 when one of them was refused."""

    help = "Check XLSForm workbooks and tell all faults by sheet, row and column."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--dump", type=Path, metavar="DIR", help="write what is kept as JSON")

    def handle(self, *, files: list[Path], dump: Path | None, **_options: Any) -> None:
        if dump is not None:
            dump.mkdir(parents=True, exist_ok=True)
        for file in files:
            if not file.is_file():
                raise CommandError(f"{file}: no such file")
            self._check(file, dump)

    def _check(self, file: Path, dump: Path | None) -> None:
        reading, faults = _read(file)
        rows = reading.blueprint.questions if reading else []
        line = {
            "file": str(file),
            "verdict": "refused" if faults else "accepted",
            "questions": sum(row["type"] not in GROUPING for row in rows),
            "faults": [
                {"sheet": one.sheet, "row": one.row, "column": one.column, "reason": one.reason}
                for one in faults
            ],
        }
        self.stdout.write(json.dumps(line, ensure_ascii=False))
        if dump is not None and reading is not None and not faults:
            text = json.dumps(dumped(reading.blueprint), ensure_ascii=False, indent=1)
            (dump / f"{file.name}.json").write_text(text, encoding="utf-8")


def _read(file: Path) -> tuple[Reading | None, list[Found]]:
    try:
        reading = read_workbook(file.read_bytes(), file.name, title=file.stem)
    except UploadRefused as refusal:
        return None, [Found("", 0, "", str(refusal))]
    return reading, list(reading.faults)
