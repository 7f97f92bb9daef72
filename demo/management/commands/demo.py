"""``manage.py demo``: the offices, people and letters that the product is shown with."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.domain.sealing import seal_events
from circulars.models import Circular
from demo import accounts, golden, offices, people
from demo.today import Today


class Command(BaseCommand):
    """All or nothing: it is one transaction, so an interrupted demo leaves no half of one."""

    help = "Load the demo: the circular of 2563, and work of today"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing if letters exist")
        parser.add_argument("--accounts", action="store_true", help="only print the accounts")
        parser.add_argument("--markdown", action="store_true", help="with --accounts: a table")

    def handle(self, **options: Any) -> None:
        if options["accounts"]:
            self.stdout.write(accounts.markdown() if options["markdown"] else accounts.plain())
            return
        if Circular.objects.exists():
            if options["if_empty"]:
                return
            raise CommandError(_("มีหนังสืออยู่ในระบบแล้ว ข้อมูลสาธิตใช้กับฐานข้อมูลว่างเท่านั้น"))
        started, now = time.monotonic(), timezone.now()
        with transaction.atomic():
            offices.load(year=timezone.localdate(now).year)
            people.load()
            golden.replay()
            Today(now).play()
        seal_events(at=now, batch=10_000)
        seconds = round(time.monotonic() - started)
        self.stdout.write(_("โหลดข้อมูลสาธิตแล้ว ใช้เวลา %(seconds)s วินาที") % {"seconds": seconds})
