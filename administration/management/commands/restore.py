"""Restore a backup into an empty database and an empty media folder, and look whether it is whole."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from administration.keeping import KeepingError, find_wrong, restore


class Command(BaseCommand):
    """Then migrate, when the program is newer, and grant_application."""

    help = "Fill an empty database and media folder from a backup in DIR"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument("--name", default="", help="a run of before; the newest if left out")
        parser.add_argument(
            "--verify", action="store_true", help="compare all with what was sealed"
        )

    def handle(self, *args: Any, folder: Path, name: str, verify: bool, **options: Any) -> None:
        try:
            self.stdout.write(f"restored {restore(folder, name=name)}")
        except KeepingError as error:
            raise CommandError(str(error)) from error
        if not verify:
            return
        wrong = list(find_wrong())
        for sentence in wrong:
            self.stdout.write(sentence)
        if wrong:
            raise CommandError(f"{len(wrong)} things are not whole")
        self.stdout.write("log, record, files, steps and numbers are whole")
