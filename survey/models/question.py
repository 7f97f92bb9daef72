"""Questions are data, in the terms of XLSForm."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from offices.models import Kind
from survey.models.task import SurveyTask


class QuestionType(models.TextChoices):
    """The ``type`` column of XLSForm."""

    TEXT = "text", _("ข้อความ")
    INTEGER = "integer", _("จำนวนเต็ม")
    DECIMAL = "decimal", _("จำนวน (มีทศนิยมได้)")
    DATE = "date", _("วันที่")
    SELECT_ONE = "select_one", _("เลือกหนึ่งข้อ")
    SELECT_MULTIPLE = "select_multiple", _("เลือกได้หลายข้อ")
    NOTE = "note", _("ข้อความอธิบาย")
    ACKNOWLEDGE = "acknowledge", _("รับทราบ")
    CALCULATE = "calculate", _("คำนวณ")
    BEGIN_GROUP = "begin_group", _("เริ่มหมวด")
    END_GROUP = "end_group", _("จบหมวด")


GROUPING = frozenset({QuestionType.BEGIN_GROUP, QuestionType.END_GROUP})
SELECTING = frozenset({QuestionType.SELECT_ONE, QuestionType.SELECT_MULTIPLE})
#: Types whose answers can be added up; a calculation that gives words adds nothing.
NUMBERED = frozenset({QuestionType.INTEGER, QuestionType.DECIMAL, QuestionType.CALCULATE})
#: Types for which the answering office itself types or chooses something.
ANSWERED = frozenset(set(QuestionType) - GROUPING - {QuestionType.NOTE, QuestionType.CALCULATE})


class RollUp(models.TextChoices):
    """How the answers of many offices become columns of one table."""

    NONE = "none", _("ไม่แสดงในตารางรวม")
    SUM = "sum", _("รวมยอด")
    TICK = "tick", _("นับหน่วยงานที่ตอบข้อที่กำหนด (✓)")
    EACH = "each", _("แยกช่องตามตัวเลือก (✓)")
    LIST = "list", _("แสดงข้อความ")


class Question(models.Model):
    """
    One row of the questionnaire. Column names are those of XLSForm where it has one.

    ``relevant``, ``required``, ``constraint`` and ``calculation`` are expressions;
    ``required`` may also be plain "yes". ``answered_by`` narrows the question to some kinds
    of office (empty: all who must answer). Questions with one ``column_key`` share a column
    of the roll-up table; ``tick_value`` is the choice that a TICK column counts.
    """

    task = models.ForeignKey(SurveyTask, models.CASCADE, related_name="questions")
    order = models.PositiveIntegerField(_("ลำดับ"))
    type = models.CharField(_("ชนิด"), max_length=20, choices=QuestionType)
    name = models.CharField(
        _("ชื่อข้อ (อังกฤษ)"),
        max_length=60,
        validators=[
            RegexValidator(
                r"^[A-Za-z_][A-Za-z0-9_]*$",
                _("ใช้ตัวอักษรอังกฤษ ตัวเลข และขีดล่าง โดยขึ้นต้นด้วยตัวอักษร เช่น budget_total"),
            )
        ],
    )
    label = models.CharField(_("คำถาม"), max_length=500, blank=True)
    label_en = models.CharField(_("คำถามภาษาอังกฤษ"), max_length=500, blank=True)
    hint = models.CharField(_("คำอธิบายใต้คำถาม"), max_length=500, blank=True)
    required = models.CharField(_("ต้องตอบ"), max_length=500, blank=True)
    relevant = models.CharField(_("ถามเมื่อ"), max_length=500, blank=True)
    constraint = models.CharField(_("เงื่อนไขของคำตอบ"), max_length=500, blank=True)
    constraint_message = models.CharField(_("ข้อความเมื่อผิดเงื่อนไข"), max_length=500, blank=True)
    list_name = models.CharField(_("ชุดตัวเลือก"), max_length=60, blank=True)
    appearance = models.CharField(_("ลักษณะการแสดง"), max_length=60, blank=True)
    default = models.CharField(_("ค่าเริ่มต้น"), max_length=200, blank=True)
    calculation = models.CharField(_("สูตรคำนวณ"), max_length=500, blank=True)
    answered_by = ArrayField(
        models.CharField(max_length=30, choices=Kind),
        verbose_name=_("ถามเฉพาะ"),
        default=list,
        blank=True,
    )
    roll_up = models.CharField(_("ในตารางรวม"), max_length=8, choices=RollUp, default=RollUp.NONE)
    tick_value = models.CharField(_("นับเมื่อตอบ"), max_length=60, blank=True)
    column_key = models.CharField(_("รหัสช่อง"), max_length=60, blank=True)
    column_heading = models.CharField(_("หัวช่อง"), max_length=200, blank=True)
    column_group = models.CharField(_("หัวกลุ่มช่อง"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("คำถาม")
        verbose_name_plural = _("คำถาม")
        ordering = ["task_id", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "order"],
                name="one_question_per_place",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["task", "name"],
                condition=~Q(type="end_group"),
                name="a_question_name_is_used_once",
            ),
            models.CheckConstraint(
                condition=~Q(type__in=["select_one", "select_multiple"]) | ~Q(list_name=""),
                name="a_choice_question_names_its_list",
            ),
            models.CheckConstraint(
                condition=~Q(type="calculate") | ~Q(calculation=""),
                name="a_calculated_question_has_its_formula",
            ),
            models.CheckConstraint(
                condition=~Q(roll_up="tick") | ~Q(tick_value=""),
                name="a_tick_column_knows_what_it_counts",
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.name

    @property
    def is_answered(self) -> bool:
        return self.type in ANSWERED

    @property
    def answered_kinds(self) -> str:
        """The kinds of office that are asked this, in words; empty when all are."""
        return ", ".join(str(Kind(kind).label) for kind in self.answered_by)

    def asks(self, kind: str) -> bool:
        """Whether offices of ``kind`` are asked this question."""
        return not self.answered_by or kind in self.answered_by


class Choice(models.Model):
    """One row of the ``choices`` sheet."""

    task = models.ForeignKey(SurveyTask, models.CASCADE, related_name="choices")
    list_name = models.CharField(max_length=60)
    order = models.PositiveIntegerField()
    name = models.CharField(max_length=60)
    label = models.CharField(max_length=300)
    label_en = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("ตัวเลือก")
        verbose_name_plural = _("ตัวเลือก")
        ordering = ["task_id", "list_name", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "list_name", "name"], name="a_choice_is_listed_once"
            )
        ]

    def __str__(self) -> str:
        return self.label
