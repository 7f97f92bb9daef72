"""What does not fit in a letter that is about to take a number: one finding, its kinds."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from circulars.models.circular import Secrecy

if TYPE_CHECKING:
    from circulars.models import OfficeCopy


class ClashKind(models.TextChoices):
    """What the clerk is asked to look at, in the order in which it is shown."""

    TWIN = "twin", _("อาจเป็นหนังสือที่รับไว้แล้ว")
    HELD_UNSEEN = "held_unseen", _("หน่วยงานมีหนังสือฉบับนี้แล้ว")
    FILE = "file", _("ไฟล์เดียวกันอยู่ใต้เลขอื่น")
    NUMBER = "number", _("เลขที่ต่างจากฉบับที่มีอยู่")
    DATE = "date", _("วันที่ต่างจากฉบับที่มีอยู่")
    CITED_NUMBER = "cited_number", _("อ้างเลขที่ไม่ตรงกัน")
    CITED_DATE = "cited_date", _("อ้างวันที่ไม่ตรงกัน")
    LINK = "link", _("ที่อยู่แบบสำรวจไม่ตรงกัน")
    ODD_NUMBER = "odd_number", _("เลขที่หนังสือน่าสงสัย")
    ODD_DATE = "odd_date", _("วันที่เป็นไปไม่ได้")
    DUE_PAST = "due_past", _("กำหนดตอบผ่านไปแล้ว")
    DUE_OFF = "due_off", _("กำหนดตอบตรงกับวันหยุด")
    ADDRESSEE = "addressee", _("หนังสือไม่ได้ถึงหน่วยงานนี้")
    ENCLOSURES = "enclosures", _("สิ่งที่ส่งมาด้วยไม่ครบตามที่เขียน")


#: Said beside the form and kept in the log, but it waits for nobody's word.
REMARKS = frozenset({ClashKind.DUE_OFF})


@dataclass(frozen=True, slots=True)
class Clash:
    """
    One thing that does not fit: what was ``typed``, what is ``held`` against it, and the
    letter that is held (``copy``: only one that the clerk may see). ``field`` is where it
    was typed.
    """

    kind: ClashKind
    said: str
    field: str = ""
    typed: str = ""
    held: str = ""
    copy: OfficeCopy | None = None

    @property
    def code(self) -> str:
        """Names exactly this finding: typed otherwise, it is another one."""
        letter = self.copy.pk if self.copy is not None else ""
        words = f"{self.typed}|{self.held}|{self.said}|{letter}"
        return f"{self.kind}-{hashlib.sha256(words.encode()).hexdigest()[:12]}"

    @property
    def waits(self) -> bool:
        """Whether a person must say that he has seen it."""
        return self.kind not in REMARKS

    @property
    def for_log(self) -> dict[str, Any]:
        """What the log keeps of a finding that was accepted; nothing of a secret letter."""
        kept = {"kind": str(self.kind), "typed": self.typed}
        if self.copy is None:
            return {**kept, "held": self.held}
        if self.copy.circular.secrecy != Secrecy.NORMAL:
            return kept
        return {**kept, "held": self.held, "copy": self.copy.pk}
