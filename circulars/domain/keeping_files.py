"""The bytes of a letter as they came, and the rendition that people open."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from typing import Any

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from circulars.domain.received import CameAs, IncomingFile
from circulars.errors import Invalid
from circulars.models import FileRole, Letter, LetterFile, Secrecy
from offices.models import User
from papers.held_files import no_room

log = logging.getLogger(__name__)


def keep_file(
    letter: Letter,
    incoming: IncomingFile,
    *,
    by: User | None,
    at: dt.datetime,
    role: FileRole = FileRole.ORIGINAL,
) -> list[LetterFile]:
    """
    Keep the bytes as they came, and beside them the rendition that people open.

    Raises Invalid for a secret letter: its content is not stored (architecture §5.8); and
    when there is no room for it.
    """
    if letter.secrecy != Secrecy.NORMAL:
        raise Invalid(_("ระบบไม่เก็บไฟล์ของหนังสือชั้นความลับ ให้เก็บตัวจริงกับนายทะเบียน"), field="letter_file")
    added: dict[str, Any] = {"letter": letter, "added_at": at, "added_by": by}
    added["signatures"] = list(incoming.signatures)
    pages = 1 if incoming.parts else incoming.pages
    try:
        return _keep_all(incoming, role=role, pages=pages, **added)
    except OSError as error:
        log.exception("a file of letter %s is not kept", letter.pk)
        raise Invalid(no_room(), field="letter_file") from error


def _keep_all(
    incoming: IncomingFile, *, role: FileRole, pages: int | None, **added: Any
) -> list[LetterFile]:
    kept = [_keep(one, role=role, pages=pages, **added) for one in incoming.came]
    if role != FileRole.ORIGINAL:
        return kept
    readable = LetterFile(
        role=FileRole.READABLE,
        name=incoming.name[:200],
        sha256=incoming.sha256,
        bytes_sha256=hashlib.sha256(incoming.readable).hexdigest(),
        pages=incoming.pages,
        size=len(incoming.readable),
        **added,
    )
    readable.file.save(f"{incoming.sha256}-read.pdf", ContentFile(incoming.readable))
    return [*kept, readable]


def _keep(one: CameAs, **fields: Any) -> LetterFile:
    kept = LetterFile(
        name=one.name[:200], sha256=one.sha256, mime=one.mime, size=len(one.data), **fields
    )
    kept.file.save(f"{one.sha256}{_suffix(one.name)}", ContentFile(one.data))
    return kept


def _suffix(name: str) -> str:
    ending = name.rpartition(".")[2].lower()
    return f".{ending}" if ending.isalnum() and len(ending) <= 5 else ""
