"""What a search found as a table: real dates, Thai headings, a bounded number of rows."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.generic import View
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from circulars.models import OfficeCopy, RegisterEntry
from screens.frame.search import SearchMixin
from thai.calendar import local_day
from thai.deadlines import last_day

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: More rows are for nobody to read; the sheet says that there were more.
MOST_ROWS = 10_000
#: So many letters are in memory at a time; the file grows on the disk.
_BATCH = 500
#: A day with its Buddhist year, in Arabic digits.
_BUDDHIST = "[$-1070000]d/mm/yyyy"
_WIDTHS = (60, 24, 13, 34, 34, 12, 18, 13, 12, 16, 24, 24, 13)


def _heads() -> list[str]:
    return [
        _("เรื่อง"),
        _("ที่"),
        _("ลงวันที่"),
        _("จาก"),
        _("ถึง"),
        _("ชั้นความเร็ว"),
        _("ชนิดหนังสือ"),
        _("เข้ามาเมื่อ"),
        _("เลขรับ"),
        _("สถานะ"),
        _("อยู่ที่"),
        _("เจ้าของเรื่อง"),
        _("กำหนดตอบ"),
    ]


class FoundXlsxView(SearchMixin, View):
    """The rows of the search with the same words, filters and order."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        book = Workbook(write_only=True)
        sheet = book.create_sheet(_("ผลการค้นหา"))
        sheet.freeze_panes = "A2"
        for place, width in enumerate(_WIDTHS):
            sheet.column_dimensions["ABCDEFGHIJKLM"[place]].width = width
        for row in self._rows():
            sheet.append([cell_of(sheet, value) for value in row])
        file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the response
        book.save(file)
        file.seek(0)
        name = f"{_('ผลการค้นหา')} {self.at:%Y-%m-%d}.xlsx"
        response = FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)
        response["Cache-Control"] = "private, no-cache"
        return response

    def _rows(self) -> Iterator[list[Any]]:
        yield _heads()
        entries = RegisterEntry.objects.in_book().filter(
            copy=OuterRef("pk"), book__office__house=OuterRef("office"), voided_at=None
        )
        number = {"receipt": Subquery(entries.order_by("pk").values("number")[:1])}
        joined = self.rows.select_related("letter", "circular", "holder", "officer")
        wanted = joined.defer("letter__folded", "letter__folded_body", "letter__body")
        rows = wanted.annotate(**number)[: MOST_ROWS + 1]
        for place, copy in enumerate(rows.iterator(chunk_size=_BATCH)):
            if place == MOST_ROWS:
                yield [_("มีมากกว่านี้ แสดงเพียง ๑๐,๐๐๐ ฉบับแรก โปรดใช้ตัวกรองให้แคบลง")]
                return
            yield _row(copy)
        if not self.found.whole:
            yield [_("ยังมีฉบับที่เก่ากว่านี้ โปรดเพิ่มคำค้น หรือเลือกช่วงวัน")]


def _row(copy: OfficeCopy) -> list[Any]:
    letter = copy.letter
    return [
        letter.subject if letter else copy.circular.subject,
        letter.number_printed if letter else "",
        (letter.dated or letter.dated_printed) if letter else "",
        letter.issuer_name if letter else "",
        letter.addressee if letter else "",
        copy.circular.get_urgency_display(),
        letter.get_kind_display() if letter else "",
        local_day(copy.sent_at),
        vars(copy)["receipt"],
        copy.get_state_display(),
        copy.holder.label,
        copy.officer.full_name if copy.officer else "",
        last_day(copy.due_at) if copy.due_at else "",
    ]


def cell_of(sheet: Any, value: object) -> Any:
    """Text stays text, whatever it begins with; a day is a day."""
    if isinstance(value, dt.date):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = _BUDDHIST
        return cell
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    return cell
