"""``manage.py state_diagram``: the table of states as a Mermaid picture, compared in ``make check``."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from circulars.states import DONE, FIRST, TRANSITIONS, State

BEGIN, END = "<!-- states:begin -->", "<!-- states:end -->"


def mermaid() -> str:
    """The picture, the same on every machine."""
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {state.value}: {state.value} {_(str(state.label))}" for state in State]
    lines += [f"    [*] --> {state.value}" for state in State if state in FIRST]
    for state in State:
        lines += [f"    {state.value} --> {to.value}" for to in State if to in TRANSITIONS[state]]
    lines += [f"    {state.value} --> [*]" for state in State if state in DONE]
    return "\n".join([*lines, "```"])


class Command(BaseCommand):
    """Print the diagram, write it into a file between its marks, or compare it."""

    help = "พิมพ์แผนภาพสถานะ เขียนลงไฟล์ หรือเทียบกับไฟล์"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", type=Path, metavar="FILE")
        parser.add_argument("--write", type=Path, metavar="FILE")

    def handle(self, *args: Any, check: Path | None, write: Path | None, **options: Any) -> None:
        path = check or write
        if path is None:
            self.stdout.write(mermaid())
            return
        text = path.read_text(encoding="utf-8")
        before, begin, rest = text.partition(BEGIN)
        _old, end, after = rest.partition(END)
        if not (begin and end):
            raise CommandError(f"{path}: no {BEGIN} … {END}")
        new = f"{before}{BEGIN}\n{mermaid()}\n{END}{after}"
        if write:
            path.write_text(new, encoding="utf-8")
        elif new != text:
            raise CommandError(f"{path}: run manage.py state_diagram --write {path}")
