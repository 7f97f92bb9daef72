"""The types of question, and how their answers become columns."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class QuestionType(models.TextChoices):
    """The ``type`` column of XLSForm."""

    TEXT = "text", _("ข้อความ")
    INTEGER = "integer", _("จำนวนเต็ม")
    DECIMAL = "decimal", _("จำนวน (มีทศนิยมได้)")
    RANGE = "range", _("ช่วงคะแนน")
    DATE = "date", _("วันที่")
    TIME = "time", _("เวลา")
    DATETIME = "dateTime", _("วันที่และเวลา")
    SELECT_ONE = "select_one", _("เลือกหนึ่งข้อ")
    SELECT_MULTIPLE = "select_multiple", _("เลือกได้หลายข้อ")
    RANK = "rank", _("จัดลำดับ")
    NOTE = "note", _("ข้อความอธิบาย")
    ACKNOWLEDGE = "acknowledge", _("รับทราบ")
    CALCULATE = "calculate", _("คำนวณ")
    HIDDEN = "hidden", _("ค่าที่ไม่แสดง")
    IMAGE = "image", _("ภาพถ่าย")
    FILE = "file", _("ไฟล์")
    AUDIO = "audio", _("เสียง")
    VIDEO = "video", _("วิดีโอ")
    GEOPOINT = "geopoint", _("พิกัด")
    GEOTRACE = "geotrace", _("แนวเส้น")
    GEOSHAPE = "geoshape", _("ขอบเขตพื้นที่")
    BARCODE = "barcode", _("บาร์โค้ด")
    METADATA = "metadata", _("ข้อมูลที่ระบบบันทึก")
    BEGIN_GROUP = "begin_group", _("เริ่มหมวด")
    END_GROUP = "end_group", _("จบหมวด")
    BEGIN_REPEAT = "begin_repeat", _("เริ่มตารางหลายแถว")
    END_REPEAT = "end_repeat", _("จบตารางหลายแถว")


BEGINNING = frozenset({QuestionType.BEGIN_GROUP, QuestionType.BEGIN_REPEAT})
ENDING = frozenset({QuestionType.END_GROUP, QuestionType.END_REPEAT})
GROUPING = BEGINNING | ENDING
ENDS = {
    QuestionType.BEGIN_GROUP.value: QuestionType.END_GROUP.value,
    QuestionType.BEGIN_REPEAT.value: QuestionType.END_REPEAT.value,
}
SELECTING = frozenset({QuestionType.SELECT_ONE, QuestionType.SELECT_MULTIPLE, QuestionType.RANK})
#: Types whose answer is a file that was sent along.
FILED = frozenset({QuestionType.IMAGE, QuestionType.FILE, QuestionType.AUDIO, QuestionType.VIDEO})
#: Types whose answers can be added up, or whose rows; a calculation that gives words adds nothing.
NUMBERED = frozenset(
    {
        *(QuestionType.INTEGER, QuestionType.DECIMAL, QuestionType.RANGE),
        *(QuestionType.CALCULATE, QuestionType.BEGIN_REPEAT),
    }
)
#: Types whose value nobody types.
GIVEN = frozenset({QuestionType.CALCULATE, QuestionType.HIDDEN, QuestionType.METADATA})
#: Types for which the answering office itself types or chooses something.
ANSWERED = frozenset(set(QuestionType) - GROUPING - GIVEN - {QuestionType.NOTE})


class RollUp(models.TextChoices):
    """How the answers of many offices become columns of one table."""

    NONE = "none", _("ไม่แสดงในตารางรวม")
    SUM = "sum", _("รวมยอด")
    TICK = "tick", _("นับหน่วยงานที่ตอบข้อที่กำหนด (✓)")
    EACH = "each", _("แยกช่องตามตัวเลือก (✓)")
    LIST = "list", _("แสดงข้อความ")
