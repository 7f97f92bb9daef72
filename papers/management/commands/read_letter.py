"""Read letters from files and print what was found, a line of JSON for each."""

import json
import logging
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from papers.errors import PaperError
from papers.reading.as_data import as_data
from papers.reading.fields import read_fields
from papers.reading.letters import letters_of
from papers.reading.opening import open_letter, open_photos
from papers.reading.printed import Page


class Command(BaseCommand):
    help = (
        "Read the fields of letters (PDF, pictures, .eml, .msg, text) and print them as JSON lines"
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument(
            "--together", action="store_true", help="the files are photos of one letter, in order"
        )

    def handle(self, *, files: list[str], together: bool, **options: Any) -> None:
        # What a broken file did is told in the line of that file.
        logging.getLogger("papers").setLevel(logging.CRITICAL)
        lots = [files] if together else [[file] for file in files]
        found = [_read(lot) for lot in lots]
        for line in found:
            self.stdout.write(json.dumps(line, ensure_ascii=False))
        if any("error" in line for line in found):
            sys.exit(1)


def _read(files: list[str]) -> dict[str, Any]:
    told: dict[str, Any] = {"file": files[0] if len(files) == 1 else files}
    try:
        pages = _open(files)
    except PaperError as error:
        return {**told, "error": str(error)}
    except OSError:
        return {**told, "error": _("ไม่พบไฟล์นี้ หรือเปิดอ่านไม่ได้ โปรดตรวจชื่อไฟล์")}
    letters = letters_of(pages)
    told |= as_data(read_fields(letters[0]))
    if len(letters) > 1:
        told["first_pages"] = [letter[0].number + 1 for letter in letters]
    return told


def _open(files: list[str]) -> tuple[Page, ...]:
    contents = [Path(file).read_bytes() for file in files]
    if len(contents) == 1:
        return open_letter(contents[0], files[0])
    return open_photos(contents)
