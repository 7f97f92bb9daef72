"""Run what is due in the outbox, once, in this process: for who mends an installation by hand."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from outbox.running import run_due


class Command(BaseCommand):
    help = "Run what is due in the outbox, once"

    def handle(self, **options: Any) -> None:
        self.stdout.write(_("ทำงานที่ค้างแล้ว %(count)s รายการ") % {"count": run_due()})
