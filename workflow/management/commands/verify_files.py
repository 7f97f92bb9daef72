"""Compare the bytes of every stored file with the digest that was kept of them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from workflow.verifying import find_wrong_files


class Command(BaseCommand):
    """Names each file that is gone or another; reads all of them."""

    help = "Find stored files whose bytes are not those that were kept"

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        for sentence in find_wrong_files():
            wrong += 1
            self.stdout.write(sentence)
        if wrong:
            raise CommandError(_("ไฟล์ไม่ครบถ้วน พบ %(count)s แห่ง") % {"count": wrong})
        self.stdout.write(_("ไฟล์ครบถ้วน"))
