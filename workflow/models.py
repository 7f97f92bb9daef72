"""The rows of the engine (a case and its steps) and the notices people get."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from viewflow.workflow.managers import TaskQuerySet
from viewflow.workflow.models import AbstractProcess, AbstractTask

from circulars.models import OfficeCopy, Share, Urgency
from circulars.models.sight import seen_by
from offices.models import Office, Role, User
from offices.viewer import Viewer
from thai.calendar import BANGKOK

#: What the engine calls the nodes at which a case stands until somebody acts.
AT_A_DESK = ("HUMAN", "FUNCTION")


class LetterCase(AbstractProcess):
    """
    The human steps of one copy in one office; made when the office registers the copy.

    It holds no fact: ``copy`` is the truth, the case says whose desk is next.
    """

    copy = models.OneToOneField(OfficeCopy, models.PROTECT, related_name="case")

    # Columns of the engine's own model that we leave out; it reads and sets them.
    seed: Any = None
    artifact: Any = None
    parent_task: Any = None
    data: Any = None

    class Meta:
        verbose_name = _("เส้นทางของหนังสือ")
        verbose_name_plural = _("เส้นทางของหนังสือ")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.copy_id} {self.status}"


class StepQuerySet(TaskQuerySet):
    def open(self) -> StepQuerySet:
        """Waiting for a person."""
        return self.filter(finished=None, flow_task_type="HUMAN")

    def own(self) -> StepQuerySet:
        """Of the letter itself, and with it of the main unit: of no unit beside it."""
        return self.filter(share=None)

    def put_aside(self, day: dt.date) -> StepQuerySet:
        """Not in the working lists of ``day``."""
        return self.filter(aside_on(day))

    def waiting(self) -> StepQuerySet:
        """Waiting for a person, for the fan-out, or for the words of joint units."""
        return self.filter(finished=None)


def aside_on(day: dt.date) -> Q:
    """Whether a step is put aside on ``day``: read off the calendar, nothing counts down."""
    morning = dt.datetime.combine(day, dt.time.min, BANGKOK)
    return Q(held_until__gt=day) & (Q(due=None) | Q(due__gt=morning))


class Step(AbstractTask):
    """
    One step of a case; with ``share``, of a unit beside the main one. ``office`` and ``role`` say at whose desk it waits, ``due`` is the
    first late moment, taken from the copy (null once it has answered); all three are null on
    gateways. ``held_until``: put aside until that morning; it comes back by itself, also when its
    deadline has passed before.
    """

    process = models.ForeignKey(
        LetterCase, models.CASCADE, related_name="task_set", related_query_name="task"
    )
    share = models.ForeignKey(Share, models.PROTECT, null=True, related_name="steps")
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="steps")
    role = models.CharField(_("หน้าที่"), max_length=12, choices=Role, blank=True)
    due = models.DateTimeField(_("ครบกำหนด"), null=True)
    held_until = models.DateField(null=True)
    hold_reason = models.CharField(max_length=300, blank=True, default="", db_default="")

    seed: Any = None
    artifact: Any = None
    data: Any = None

    objects: ClassVar = StepQuerySet.as_manager()

    class Meta:
        verbose_name = _("ขั้นตอน")
        verbose_name_plural = _("ขั้นตอน")
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["office", "due"],
                name="step_inbox",
                condition=Q(finished=None, flow_task_type="HUMAN"),
            ),
        ]
        constraints = [
            # A join may stand open beside them: it waits at nobody's desk.
            models.UniqueConstraint(
                fields=["process"],
                condition=Q(finished=None, share=None, flow_task_type__in=AT_A_DESK),
                name="one_step_of_a_case_waits",
            ),
            models.UniqueConstraint(
                fields=["share"],
                condition=Q(finished=None, flow_task_type__in=AT_A_DESK),
                name="one_step_of_a_share_waits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.status}"

    @property
    def name(self) -> str:
        """The name of the step in ``workflow.steps.StepName``."""
        name: str = self.flow_task.name
        return name

    @property
    def label(self) -> str:
        return str(self.flow_task.task_title)

    @property
    def copy(self) -> OfficeCopy:
        return self.process.copy

    @property
    def subject_id(self) -> int:
        """What its page is about: the share, or the letter."""
        return self.share_id or self.process.copy_id

    def is_overdue(self, at: dt.datetime) -> bool:
        return self.finished is None and self.due is not None and self.due <= at


class NoticeKind(models.TextChoices):
    ASSIGNED = "assigned", _("มีงานมอบให้ท่าน")
    ARRIVED = "arrived", _("มีหนังสือเข้ารอลงรับ")
    REVIEW = "review", _("มีร่างรอตรวจ")
    SIGN = "sign", _("มีร่างรอลงนาม")
    SENT_BACK = "sent_back", _("ร่างถูกส่งกลับแก้ไข")
    RETURNED = "returned", _("ผู้รับส่งหนังสือคืน")
    RECALL_ASKED = "recall_asked", _("ผู้ส่งขอเรียกหนังสือคืน")
    RECALL_REFUSED = "recall_refused", _("ผู้รับไม่ส่งหนังสือคืน")
    RECALL_DROPPED = "recall_dropped", _("ผู้ส่งเลิกขอเรียกคืน")
    REPLACED = "replaced", _("มีหนังสือฉบับใหม่แทน")
    ENCLOSED = "enclosed", _("มีสิ่งที่ส่งมาด้วยเพิ่ม")
    CANCELLED = "cancelled", _("ผู้ส่งยกเลิกเรื่อง")
    SURVEY_CHANGED = "survey_changed", _("แบบสำรวจแก้ไขแล้ว")
    ANSWERED = "answered", _("ได้รับคำตอบครบแล้ว")
    ANSWER_RETURNED = "answer_returned", _("คำตอบถูกส่งกลับให้แก้ไข")
    DUE = "due", _("ใกล้ครบกำหนด")
    OVERDUE = "overdue", _("เลยกำหนดแล้ว")
    OVERDUE_HOUSE = "overdue_house", _("งานในหน่วยงานเลยกำหนด")
    OVERDUE_BELOW = "overdue_below", _("มีผู้รับที่เลยกำหนด")
    DEADLINE_MOVED = "deadline_moved", _("กำหนดตอบเปลี่ยน")
    TIME_ASKED = "time_asked", _("ผู้รับขอขยายเวลา")
    TIME_REFUSED = "time_refused", _("ผู้ส่งไม่ขยายเวลา")
    REMINDED = "reminded", _("ผู้ส่งเตือนให้ตอบ")
    UNREAD = "unread", _("ยังไม่มีผู้เปิดอ่าน")
    UNREAD_BELOW = "unread_below", _("ผู้รับยังไม่เปิดอ่าน")
    NO_REGISTRAR = "no_registrar", _("มีหนังสือชั้นความลับ แต่ยังไม่มีนายทะเบียน")


#: What asks its reader for work; all the others are news.
WORK = (
    *(NoticeKind.ASSIGNED, NoticeKind.ARRIVED, NoticeKind.UNREAD),
    *(NoticeKind.REVIEW, NoticeKind.SIGN),
    *(NoticeKind.SENT_BACK, NoticeKind.ANSWER_RETURNED),
    *(NoticeKind.DUE, NoticeKind.OVERDUE, NoticeKind.REMINDED),
)
#: Of these, what presses for an answer in time.
PRESSING = (NoticeKind.DUE, NoticeKind.OVERDUE, NoticeKind.REMINDED)


class NoticeQuerySet(models.QuerySet["Notice"]):
    def of(self, user: User) -> NoticeQuerySet:
        return self.filter(user=user)

    def seen_by(self, viewer: Viewer) -> NoticeQuerySet:
        """His own, without those of letters that he may not open any more."""
        return self.of(viewer.user).filter(Q(copy=None) | seen_by(viewer, "copy__"))

    def unread(self) -> NoticeQuerySet:
        """What its reader has not opened, and that asks for work still to be done."""
        return self.filter(read_at=None, settled_at=None)

    def newest_of_each_letter(self) -> NoticeQuerySet:
        """One for each letter; what is about no letter stands by itself."""
        later = Notice.objects.filter(
            user=models.OuterRef("user"), copy=models.OuterRef("copy"), pk__gt=models.OuterRef("pk")
        )
        return self.exclude(models.Exists(later))


class Notice(models.Model):
    """
    One thing one person is told, once: ``key`` is unique, so a repeated handler tells
    nobody twice. ``text`` says what it is about; the kind says what happened; ``asker`` who
    brought the work, empty where the sender of the letter asks. ``settled_at``: the work is
    done, or a later notice asks for it. ``share``: the work of a unit beside the main one. The sentence is made in ``workflow.wording``.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=16, choices=NoticeKind)
    copy = models.ForeignKey(OfficeCopy, models.CASCADE, null=True, related_name="notices")
    share = models.ForeignKey(
        Share, models.CASCADE, null=True, related_name="notices", db_index=False
    )
    text = models.CharField(max_length=500)
    asker = models.CharField(max_length=200, blank=True, db_default="")
    url = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    key = models.CharField(max_length=120, unique=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("การแจ้งเตือน")
        verbose_name_plural = _("การแจ้งเตือน")
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["user", "-created_at"], name="notice_newest"),
            models.Index(fields=["user", "copy"], name="notice_of_letter"),
            models.Index(
                fields=["user"], name="notice_unread", condition=Q(read_at=None, settled_at=None)
            ),
            models.Index(
                fields=["user"],
                name="notice_unmailed",
                condition=Q(mailed_at=None, settled_at=None),
            ),
            models.Index(
                fields=["copy"],
                name="notice_to_settle",
                condition=Q(settled_at=None, kind__in=WORK),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}"


class ReminderRule(models.Model):
    """
    When the people of a house are reminded of letters of one urgency: so many days before the
    last day, and after it. The last day itself is always told. Without a row the days of
    the settings hold.
    """

    house = models.ForeignKey(Office, models.CASCADE, related_name="reminder_rules")
    urgency = models.CharField(_("ชั้นความเร็ว"), max_length=3, choices=Urgency)
    before = ArrayField(models.PositiveSmallIntegerField())
    after = ArrayField(models.PositiveSmallIntegerField())

    class Meta:
        verbose_name = _("กำหนดการเตือน")
        verbose_name_plural = _("กำหนดการเตือน")
        constraints = [
            models.UniqueConstraint(
                fields=["house", "urgency"], name="a_house_has_one_rule_for_an_urgency"
            ),
            models.CheckConstraint(
                condition=Q(after__len__gte=1), name="a_house_is_reminded_of_what_is_late"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.house}: {self.get_urgency_display()}"
