"""Piles of letters for tests: drawn, put together, dropped and read."""

from __future__ import annotations

from dataclasses import replace

from circulars.domain import piles
from circulars.domain.received import ReceivedLetter
from circulars.models import Pile
from demo.scans import scan_of
from outbox.models import OutboxItem
from outbox.running import run_item
from papers.sandbox.sheets import gathered
from tests.factories import MONDAY, Staff
from thai.printed_date import parse_date

FIRST = ReceivedLetter(
    issuer_name="กรมการปกครอง",
    subject="การออกหนังสือรับรองบุคคลในพื้นที่",
    number_printed="มท 0305.2/ว 1842",
    dated_printed="20 ตุลาคม 2563",
    addressee="ผู้ว่าราชการจังหวัด ทุกจังหวัด",
    body="ด้วยกรมการปกครองแจ้งเรื่อง",
)
SECOND = replace(
    FIRST,
    subject="การจัดทำทะเบียนผู้เดินทาง",
    number_printed="มท 0305.2/ว 1850",
    dated_printed="21 ตุลาคม 2563",
)
THIRD = replace(
    FIRST,
    issuer_name="กรมส่งเสริมการปกครองท้องถิ่น",
    subject="แนวทางการใช้จ่ายเงินสะสม",
    number_printed="มท 0810.3/ว 3195",
    dated_printed="22 ตุลาคม 2563",
)


def drawn(letter: ReceivedLetter) -> bytes:
    day = parse_date(letter.dated_printed).day
    assert day is not None
    return scan_of(letter, day).data


def scan(*letters: ReceivedLetter) -> bytes:
    """One scan of several letters."""
    return gathered([drawn(one) for one in letters])[0]


def run() -> None:
    """Do all that waits for the reader, and what comes of it."""
    while waiting := OutboxItem.objects.filter(kind__startswith="read_", done_at=None).first():
        assert run_item(waiting.pk, now=MONDAY)


def pile(staff: Staff, *files: tuple[str, bytes]) -> Pile:
    """A pile of these files on the desk of ``staff``, read."""
    made = piles.start_pile(staff.office, files, by=staff.clerk, at=MONDAY)
    run()
    made.refresh_from_db()
    return made


def ranges(made: Pile) -> list[tuple[int, int]]:
    return list(made.letters.values_list("first", "last"))
