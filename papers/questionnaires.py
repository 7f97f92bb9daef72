"""Workbooks of the XLSForm standard: opened in the sandbox, handed on as plain data."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _

from papers.errors import Busy, Unreadable, UploadRefused
from papers.sandbox.door import ask

_MB = 1024 * 1024
#: A questionnaire of three thousand rows has less than one.
MOST_MB = 10
ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".csv", ".md"})


def read_questionnaire(data: bytes, filename: str) -> dict[str, Any]:
    """
    What ``papers.sandbox.questionnaires.read`` found in a workbook.

    Raises UploadRefused when it is too large, or no workbook that can be opened.
    """
    name = PurePath(filename)
    if len(data) > MOST_MB * _MB:
        sentence = _("ไฟล์นี้ใหญ่เกิน %(most)s MB โปรดลบภาพและแผ่นงานที่ไม่เกี่ยวกับแบบสำรวจออก")
        raise UploadRefused(sentence % {"most": MOST_MB}, field="file")
    kind = name.suffix.lower()
    if kind not in ENDINGS:
        raise UploadRefused(
            _("ไฟล์ %(kind)s ไม่ใช่แบบ XLSForm โปรดส่งไฟล์ .xlsx .xls .csv หรือ .md") % {"kind": kind},
            field="file",
        )
    try:
        answer = ask("questionnaire", data, kind=kind, name=name.stem)
    except Busy as error:
        raise UploadRefused(str(error), field="file") from error
    except Unreadable as error:
        raise UploadRefused(
            _("เปิดไฟล์นี้เป็นสมุดงาน Excel ไม่ได้ โปรดบันทึกเป็น .xlsx แล้วส่งใหม่"), field="file"
        ) from error
    found: dict[str, Any] = json.loads(answer.parts[0])
    return found
