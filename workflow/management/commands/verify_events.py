"""Recompute the chain over the log, compare the record with it, and name what was changed."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from circulars.domain.sealing import find_broken
from circulars.models import Event, EventSeal
from workflow.vouching import find_changed


class Command(BaseCommand):
    """
    Print what is broken, else the head of the chain.

    Somebody who deletes the newest events together with their seals leaves a shorter but
    whole chain. Keep the printed head outside the database (a mail, a paper) and give it
    back with ``--head`` the next time: a chain that does not hold it any more is refused.
    """

    help = "Find events that were changed or deleted after they were sealed"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--head", metavar="POSITION:DIGEST")

    def handle(self, *args: Any, head: str | None, **options: Any) -> None:
        if head:
            self._hold(head)
        broken = 0
        for sentence in (*find_broken(), *find_changed()):
            broken += 1
            self.stdout.write(sentence)
        if broken:
            raise CommandError(_("บันทึกเหตุการณ์ไม่ครบถ้วน พบ %(count)s แห่ง") % {"count": broken})
        sealed, waiting = EventSeal.objects.count(), Event.objects.count()
        self.stdout.write(
            _("บันทึกเหตุการณ์ครบถ้วน ผนึกแล้ว %(sealed)s เหตุการณ์ รอผนึก %(waiting)s เหตุการณ์")
            % {"sealed": sealed, "waiting": waiting - sealed}
        )
        last = EventSeal.objects.order_by("-position").first()
        if last is not None:
            self.stdout.write(f"head {last.position}:{last.digest}")

    def _hold(self, head: str) -> None:
        position, _colon, digest = head.partition(":")
        seal = EventSeal.objects.filter(position=position).first() if position.isdigit() else None
        if seal is None or seal.digest != digest:
            raise CommandError(
                _("ไม่พบตราผนึก %(head)s ในบันทึกแล้ว อาจมีผู้ลบเหตุการณ์ท้ายบันทึก") % {"head": head}
            )
