"""
Find copies whose state and open step disagree, and open steps that lie with nobody.

With ``--mend`` the process is brought along; people only an administrator can give.
"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from workflow.checking import disagreements
from workflow.desks import empty_desks
from workflow.running import follow


class Command(BaseCommand):
    help = "List copies whose state and open step disagree, and steps without a person"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--mend", action="store_true", help="let the process follow the state")

    def handle(self, *, mend: bool, **options: Any) -> None:
        now = timezone.now()
        found = list(disagreements())
        for disagreement in found:
            self.stdout.write(str(disagreement))
            if mend:
                follow(disagreement.copy, by=None, at=now)
        left = len(list(disagreements())) if mend else len(found)
        empty = list(empty_desks(at=now))
        for desk in empty:
            self.stdout.write(str(desk))
        if left:
            raise CommandError(_("พบ %(count)s ฉบับที่สถานะกับขั้นตอนไม่ตรงกัน") % {"count": left})
        if empty:
            raise CommandError(_("พบ %(count)s ฉบับที่ไม่มีผู้ดำเนินการ") % {"count": len(empty)})
        self.stdout.write(_("สถานะกับขั้นตอนตรงกัน และมีผู้ดำเนินการทุกฉบับ"))
