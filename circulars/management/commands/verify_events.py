"""Recompute the hash chain over the log and name every event that was changed or is missing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from circulars.domain.sealing import find_broken
from circulars.models import Event, EventSeal


class Command(BaseCommand):
    help = "Find events that were changed or deleted after they were sealed"

    def handle(self, **options: Any) -> None:
        broken = 0
        for sentence in find_broken():
            broken += 1
            self.stdout.write(sentence)
        if broken:
            raise CommandError(_("บันทึกเหตุการณ์ไม่ครบถ้วน พบ %(count)s แห่ง") % {"count": broken})
        sealed, waiting = EventSeal.objects.count(), Event.objects.count()
        self.stdout.write(
            _("บันทึกเหตุการณ์ครบถ้วน ผนึกแล้ว %(sealed)s เหตุการณ์ รอผนึก %(waiting)s เหตุการณ์")
            % {"sealed": sealed, "waiting": waiting - sealed}
        )
