"""Find copies whose state and open step disagree; with ``--mend`` bring the process along."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from workflow.checking import disagreements
from workflow.running import follow


class Command(BaseCommand):
    help = "List copies whose state and open step disagree"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--mend", action="store_true", help="let the process follow the state")

    def handle(self, *, mend: bool, **options: Any) -> None:
        found = list(disagreements())
        for disagreement in found:
            self.stdout.write(str(disagreement))
            if mend:
                follow(disagreement.copy, by=None, at=timezone.now())
        left = len(list(disagreements())) if mend else len(found)
        if left:
            raise CommandError(_("พบ %(count)s ฉบับที่สถานะกับขั้นตอนไม่ตรงกัน") % {"count": left})
        self.stdout.write(_("สถานะกับขั้นตอนตรงกันทุกฉบับ"))
