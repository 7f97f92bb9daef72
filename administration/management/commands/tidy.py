"""Take away what is kept for a time only; --dry-run says what would go."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from administration.tidying import tidy


class Command(BaseCommand):
    """Run it every night, from the machine's own timetable."""

    help = "Take away done work, settled notices and old access logs, as the settings say"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only count")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        for one in tidy(at=timezone.now(), dry=dry_run):
            self.stdout.write(f"{one.what}: {one.count}{' would go' if dry_run else ''}")
