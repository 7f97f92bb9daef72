"""The survey that goes down with a letter, as its screens speak of it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from circulars.domain.content import Content
from circulars.models import OfficeCopy
from survey.domain.asking import survey_of


def survey_hangs(copy: OfficeCopy) -> bool:
    """Whether a survey goes down with the letters of ``copy``."""
    return survey_of(copy) is not None


def survey_gap(copy: OfficeCopy, content: Content) -> str:
    """What the letter fails to say of the survey that goes with it; empty when nothing."""
    named = "แบบสำรวจ" in content.body
    if (named and content.with_qr) or not survey_hangs(copy):
        return ""
    if named:
        return _("เรื่องนี้มีแบบสำรวจ แต่หนังสือไม่พิมพ์ QR สำหรับตอบ")
    if content.with_qr:
        return _("เรื่องนี้มีแบบสำรวจ แต่ข้อความในหนังสือยังไม่ได้กล่าวถึงแบบสำรวจ")
    return _("เรื่องนี้มีแบบสำรวจ แต่หนังสือยังไม่ได้กล่าวถึง และไม่พิมพ์ QR สำหรับตอบ")
