"""
The sheets of an .xlsx file as rows of text. The file is an upload: nothing in it is trusted.

What it may cost is bounded before it is opened: openpyxl itself reads whatever it is given.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from circulars.errors import Invalid
from survey.xlsform.values import without_control

MOST_ROWS = 1000
#: A workbook is a zip file; unpacked it may be far larger than it came, and a few bytes make
#: a cell. A questionnaire of the most rows has some 3 MB and 150,000 tags.
MOST_BYTES = 5 * 1024 * 1024
MOST_TAGS = 300_000
#: What openpyxl, its XML reader and zipfile raise on a file that is not what it should be.
_BROKEN = (
    ArithmeticError,
    AttributeError,
    EOFError,
    InvalidFileException,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)

Row = dict[str, str]
#: Row numbers as Excel counts them, with {column: text}.
Rows = list[tuple[int, Row]]


def read_sheets(data: bytes, names: tuple[str, ...]) -> dict[str, Rows]:
    """
    Those sheets of ``names`` that the workbook has; the first line of each names its columns.

    Raises Invalid when it is no workbook, too large, or has a document type of its own.
    """
    try:
        _check_parts(data)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return {name: list(_rows(book[name])) for name in names if name in book.sheetnames}
    except _BROKEN as error:
        raise Invalid(
            _("เปิดไฟล์นี้เป็นสมุดงาน Excel ไม่ได้ โปรดบันทึกเป็น .xlsx แล้วส่งใหม่"), field="file"
        ) from error


def _check_parts(data: bytes) -> None:
    """Refuse what unpacks too large, and DOCTYPE: no office program writes it, attacks need it."""
    tags = 0
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        # zipfile unpacks no more of a part than its directory announces.
        if sum(part.file_size for part in packed.infolist()) > MOST_BYTES:
            raise _too_large()
        for part in packed.infolist():
            # Without NUL, so that UTF-16 is seen through as well.
            text = packed.read(part).replace(b"\0", b"")
            tags += text.count(b"<")
            if b"<!DOCTYPE" in text:
                raise Invalid(
                    _("ไฟล์นี้มีคำสั่ง DOCTYPE ซึ่งอาจเป็นอันตราย โปรดเปิดด้วย Excel แล้วบันทึกเป็น .xlsx ใหม่"),
                    field="file",
                )
    if tags > MOST_TAGS:
        raise _too_large()


def _too_large() -> Invalid:
    return Invalid(_("ไฟล์นี้ใหญ่เกินไปสำหรับแบบสำรวจ"), field="file")


def _rows(sheet: Any) -> Iterator[tuple[int, Row]]:
    """Rows as {column: text} with their numbers; empty rows are passed over."""
    # What a sheet says of its own size may be wrong, and would be filled up to it.
    sheet.reset_dimensions()
    heads: list[str] = []
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        if number > MOST_ROWS:
            raise Invalid(
                _("แผ่นงาน %(sheet)s ยาวเกิน %(most)s แถว")
                % {"sheet": sheet.title, "most": MOST_ROWS},
                field="file",
            )
        texts = ["" if cell is None else _plain(cell) for cell in cells]
        if not heads:
            heads = [text.strip() for text in texts]
        elif any(texts):
            row = dict(zip(heads, texts, strict=False))
            yield number, {name: text for name, text in row.items() if name and text}


def _plain(cell: object) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return without_control(str(cell)).strip()
