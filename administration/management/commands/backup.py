"""Back up database and files into a folder; a second run copies only what is new."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from administration.keeping import KeepingError, back_up


class Command(BaseCommand):
    """Put the folder on other storage, encrypted; keep SECRET_KEY and SEAL_KEY apart from it."""

    help = "Dump the database and copy the files that are new, by hash, into DIR"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            done = back_up(folder, at=timezone.now())
        except KeepingError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{done.name}: {done.files} files, {done.new} of them new")
