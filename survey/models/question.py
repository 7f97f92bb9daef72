"""Questions are data, in the terms of XLSForm."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from offices.models import Kind
from survey.models.question_types import ANSWERED, FILED, SELECTING, QuestionType, RollUp
from survey.models.task import SurveyTask

YES = frozenset({"yes", "true", "true()", "ใช่"})
NO = frozenset({"", "no", "false", "false()", "ไม่"})
#: What XML calls a name without a colon; letters of any script.
NAME_LIKE = r"^[^\W\d][\w.\-\u0E31-\u0E4E\u00B7]*$"


class Question(models.Model):
    """
    One row of the questionnaire. Column names are those of XLSForm where it has one.

    Rows between ``begin_…`` and ``end_…`` lie in that group or repeat; ``name`` is unique
    among its neighbours. ``key``, by which answers are kept, and ``in_repeat`` are given by
    ``xlsform.tree``.

    ``relevant``, ``required``, ``constraint``, ``calculation``, ``read_only``, ``choice_filter``
    and ``repeat_count`` are expressions; ``required`` and ``read_only`` may also be plain
    "yes". ``label``, ``hint`` and the messages are the words shown; ``words`` holds them in
    every language of the workbook, {column: {language: text}}, with names of pictures and
    sounds. ``extra`` holds what is kept for the way back into a workbook, and acts on nothing.

    ``answered_by`` narrows the question to some kinds of office (empty: all who must answer).
    Questions with one ``column_key`` share a column of the roll-up table; ``tick_value`` is
    the choice that a TICK column counts.
    """

    key: str = ""
    in_repeat: bool = False

    task = models.ForeignKey(SurveyTask, models.CASCADE, related_name="questions")
    order = models.PositiveIntegerField(_("ลำดับ"))
    type = models.CharField(_("ชนิด"), max_length=20, choices=QuestionType)
    name = models.CharField(
        _("ชื่อข้อ (อังกฤษ)"),
        max_length=255,
        validators=[
            RegexValidator(
                NAME_LIKE,
                _("ใช้ตัวอักษร ตัวเลข และขีดล่าง โดยขึ้นต้นด้วยตัวอักษร เช่น budget_total"),
            )
        ],
    )
    label = models.TextField(_("คำถาม"), blank=True)
    label_en = models.TextField(_("คำถามภาษาอังกฤษ"), blank=True)
    hint = models.TextField(_("คำอธิบายใต้คำถาม"), blank=True)
    required = models.TextField(_("ต้องตอบ"), blank=True)
    required_message = models.TextField(_("ข้อความเมื่อไม่ตอบ"), blank=True)
    relevant = models.TextField(_("ถามเมื่อ"), blank=True)
    constraint = models.TextField(_("เงื่อนไขของคำตอบ"), blank=True)
    constraint_message = models.TextField(_("ข้อความเมื่อผิดเงื่อนไข"), blank=True)
    list_name = models.CharField(_("ชุดตัวเลือก"), max_length=255, blank=True)
    choice_filter = models.TextField(_("กรองตัวเลือก"), blank=True)
    appearance = models.TextField(_("ลักษณะการแสดง"), blank=True)
    default = models.TextField(_("ค่าเริ่มต้น"), blank=True)
    calculation = models.TextField(_("สูตรคำนวณ"), blank=True)
    read_only = models.TextField(_("แก้ไขไม่ได้"), blank=True)
    repeat_count = models.TextField(_("จำนวนแถว"), blank=True)
    parameters = models.JSONField(default=dict, blank=True)
    words = models.JSONField(default=dict, blank=True)
    extra = models.JSONField(default=dict, blank=True)
    answered_by = ArrayField(
        models.CharField(max_length=30, choices=Kind),
        verbose_name=_("ถามเฉพาะ"),
        default=list,
        blank=True,
    )
    roll_up = models.CharField(_("ในตารางรวม"), max_length=8, choices=RollUp, default=RollUp.NONE)
    tick_value = models.CharField(_("นับเมื่อตอบ"), max_length=255, blank=True)
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
            models.CheckConstraint(
                condition=~Q(type__in=["select_one", "select_multiple", "rank"]) | ~Q(list_name=""),
                name="a_choice_question_names_its_list",
            ),
            models.CheckConstraint(
                condition=~Q(type="calculate") | ~Q(calculation="") | ~Q(default=""),
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
    def is_computed(self) -> bool:
        """Whether its value comes out of a formula, whatever is typed."""
        return bool(self.calculation) and "trigger" not in self.extra

    @property
    def is_fixed(self) -> bool:
        """Whether it is only to be read."""
        return self.read_only.strip().lower() in YES

    @property
    def is_answered(self) -> bool:
        """Whether the answering office itself types or chooses something here."""
        return self.type in ANSWERED and not self.is_computed and not self.is_fixed

    @property
    def is_filed(self) -> bool:
        return self.type in FILED

    @property
    def stored_at(self) -> str:
        """Where in the values of an answer the roll-up finds it: a number of rows, or itself."""
        several = self.in_repeat or self.type == QuestionType.BEGIN_REPEAT
        return f"#{self.key}" if several else self.key

    @property
    def selects(self) -> bool:
        return self.type in SELECTING

    @property
    def answered_kinds(self) -> str:
        """The kinds of office that are asked this, in words; empty when all are."""
        return ", ".join(str(Kind(kind).label) for kind in self.answered_by)

    def asks(self, kind: str) -> bool:
        """Whether offices of ``kind`` are asked this question."""
        return not self.answered_by or kind in self.answered_by


class Choice(models.Model):
    """One row of the ``choices`` sheet; ``extra`` are its further columns, for choice_filter."""

    task = models.ForeignKey(SurveyTask, models.CASCADE, related_name="choices")
    list_name = models.CharField(max_length=255)
    order = models.PositiveIntegerField()
    name = models.TextField()
    label = models.TextField()
    label_en = models.TextField(blank=True)
    words = models.JSONField(default=dict, blank=True)
    extra = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("ตัวเลือก")
        verbose_name_plural = _("ตัวเลือก")
        ordering = ["task_id", "list_name", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "list_name", "order"], name="one_choice_per_place"
            )
        ]

    def __str__(self) -> str:
        return self.label
