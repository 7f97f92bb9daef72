"""Comparing the whole record with what was sealed, and the files with their digests."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from collections.abc import Iterator

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.domain.sealing import find_broken
from circulars.models import DraftFile, LetterFile
from circulars.models.letter import StoredFile
from offices.models import Post, Role
from workflow.vouching import find_changed

log = logging.getLogger(__name__)

#: So many findings stand in the mail; the command shows all.
MOST_TOLD = 20
_CHUNK = 1 << 20


def find_wrong_files() -> Iterator[str]:
    """One sentence for each stored file whose bytes are gone or not those that were kept."""
    for model in (LetterFile, DraftFile):
        for file in model.objects.order_by("pk").iterator(chunk_size=500):
            yield from _judge(file)


def _judge(file: StoredFile) -> Iterator[str]:
    words = {"id": file.pk, "name": file.file.name}
    found = hashlib.sha256()
    try:
        with file.file.open("rb") as stored:
            while part := stored.read(_CHUNK):
                found.update(part)
    except FileNotFoundError:
        yield _("ไฟล์ %(id)s หายไปจากที่เก็บ (%(name)s)") % words
        return
    if file.digest_of_bytes not in ("", found.hexdigest()):
        yield _("ไฟล์ %(id)s ไม่ตรงกับที่เก็บไว้ (%(name)s)") % words


def tell_auditors(*, at: dt.datetime) -> int:
    """Compare everything; on a finding write to all auditors. Returns how many were found."""
    found = [*find_broken(), *find_changed(), *find_wrong_files()]
    if not found:
        return 0
    log.error("the record is not as it was sealed: %s findings, first: %s", len(found), found[0])
    held = Post.objects.held_on(timezone.localdate(at)).filter(role=Role.AUDITOR)
    people = held.exclude(user__email="").values_list("user__email", flat=True).distinct()
    text = "\n".join([*found[:MOST_TOLD], _("พบทั้งหมด %s แห่ง") % len(found)])
    for address in people.order_by("user__email"):
        subject = _("บันทึกของระบบหนังสือเวียนไม่ตรงกับที่ผนึกไว้")
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [address])
    return len(found)
