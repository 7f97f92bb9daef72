"""Make the default emblem of letterheads from the installed drawing."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from papers.emblem import write_default

_SOURCE = Path("node_modules/coat-of-arms/dist/coats/TH.svg")


class Command(BaseCommand):
    help = "Draw the default emblem (EMBLEM_FILE) once, as a grey JPEG of 600 dpi"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-missing", action="store_true", help="leave an existing file")
        parser.add_argument("--source", type=Path, default=settings.BASE_DIR / _SOURCE)

    def handle(self, *, if_missing: bool, source: Path, **options: Any) -> None:
        target = Path(settings.EMBLEM_FILE)
        if if_missing and target.is_file():
            return
        if write_default(source, target):
            self.stdout.write(f"emblem: {target}")
        else:
            self.stderr.write(f"emblem: {source} is missing (npm ci); a placeholder was drawn")
