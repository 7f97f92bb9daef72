"""The append-only log, and the seals that make a change in it visible."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from circulars.models.circular import Circular
from circulars.models.copy import OfficeCopy
from circulars.models.staying import append_only
from offices.models.office import Office
from offices.models.user import User


class EventKind(models.TextChoices):
    """What happened, in the past tense a timeline is read in."""

    STARTED = "started", _("เริ่มเรื่อง")
    RECEIVED = "received", _("รับหนังสือเข้าระบบ")
    OPENED = "opened", _("เปิดอ่าน")
    REGISTERED = "registered", _("ลงทะเบียนรับ")
    ENDORSED = "endorsed", _("เกษียนสั่งการ")
    JOINED = "joined", _("ให้ความเห็นร่วม")
    NOTED = "noted", _("รับทราบ")
    SHARE_WITHDRAWN = "share_withdrawn", _("ถอนเรื่องจากหน่วยร่วม")
    SHARE_DECLINED = "share_declined", _("หน่วยร่วมไม่รับเรื่อง")
    WENT_ON = "went_on", _("ไม่รอความเห็นหน่วยร่วม")
    DRAFTED = "drafted", _("ร่างหนังสือ")
    SUBMITTED = "submitted", _("เสนอตรวจ")
    SENT_BACK = "sent_back", _("ส่งร่างกลับแก้ไข")
    PASSED = "passed", _("ผ่านการตรวจ")
    DRAFT_TAKEN_BACK = "draft_taken_back", _("ดึงร่างกลับ")
    DRAFT_CANCELLED = "draft_cancelled", _("ยกเลิกร่าง")
    SIGNED = "signed", _("ลงนามและออกเลข")
    UNSIGNED = "unsigned", _("ถอนการลงนาม")
    DISPATCHED = "dispatched", _("ส่งออก")
    ADDED = "added", _("ส่งเพิ่ม")
    DELIVERED = "delivered", _("ส่งถึงผู้รับครบ")
    RETURNED = "returned", _("ส่งคืนผู้ส่ง")
    HANDED_BACK = "handed_back", _("คืนหน่วยที่ส่งมา")
    HANDED_OVER = "handed_over", _("มอบให้ผู้อื่น")
    RECALLED = "recalled", _("เรียกคืน")
    RECALL_ASKED = "recall_asked", _("ขอเรียกคืน")
    RECALL_DROPPED = "recall_dropped", _("เลิกขอเรียกคืน")
    RECALL_REFUSED = "recall_refused", _("ไม่ส่งคืน ดำเนินการไปแล้ว")
    CORRECTING = "correcting", _("เริ่มทำหนังสือฉบับแก้ไข")
    REPLACED = "replaced", _("มีหนังสือฉบับใหม่แทน")
    ENCLOSED = "enclosed", _("ส่งสิ่งที่ส่งมาด้วยเพิ่ม")
    CANCELLED = "cancelled", _("ยกเลิกเรื่อง")
    EXTENDED = "extended", _("ขยายเวลา")
    TIME_ASKED = "time_asked", _("ขอขยายเวลา")
    TIME_REFUSED = "time_refused", _("ไม่ขยายเวลา")
    REMINDED = "reminded", _("เตือน")
    CALLED = "called", _("โทรแล้ว")
    ANSWERED = "answered", _("ส่งคำตอบ")
    EXCUSED = "excused", _("ยกเว้นให้ไม่ต้องตอบ")
    ANSWER_RETURNED = "answer_returned", _("ส่งคำตอบกลับแก้ไข")
    CERTIFIED = "certified", _("รับรองผล")
    REPORTED = "reported", _("รายงานขึ้นไป")
    CORRECTED = "corrected", _("แก้ข้อมูลหนังสือ")
    VOIDED = "voided", _("ยกเลิกเลขทะเบียน")
    NUMBERED = "numbered", _("ออกเลขหนังสือที่ลงนามบนกระดาษ")
    RESERVED = "reserved", _("จองเลขทะเบียน")
    LAPSED = "lapsed", _("เลขที่จองไว้สิ้นกำหนด")
    CARRIED = "carried", _("บันทึกการนำส่ง")
    BOOK_SET = "book_set", _("ตั้งเลขเริ่มต้นของสมุดทะเบียน")
    ACCOUNT = "account", _("จัดการบัญชี/หน้าที่")
    CLOCK_STOPPED = "clock_stopped", _("หยุดนับเวลา")
    CLOCK_STARTED = "clock_started", _("นับเวลาต่อ")
    PUT_ASIDE = "put_aside", _("พักเรื่องไว้")
    TAKEN_UP = "taken_up", _("หยิบเรื่องกลับมาทำ")
    ROUND_OPENED = "round_opened", _("ถึงงวดใหม่")
    HOLIDAY = "holiday", _("แก้ปฏิทินวันหยุด")
    SURVEY_ASKED = "survey_asked", _("แนบแบบสำรวจ")
    LINK_MADE = "link_made", _("ออกลิงก์ให้หน่วยงาน")
    LINK_REVOKED = "link_revoked", _("ปิดลิงก์ของหน่วยงาน")
    LINK_USED = "link_used", _("เปิดด้วยลิงก์และ PIN")
    LINK_REFUSED = "link_refused", _("ใส่ PIN ของลิงก์ผิด")
    LINK_FETCHED = "link_fetched", _("ดาวน์โหลดไฟล์ทางลิงก์")
    REORGANISED = "reorganised", _("เปลี่ยนแปลงหน่วยงาน")
    SUCCEEDED = "succeeded", _("หน่วยงานใหม่รับช่วง")
    TOLD = "told", _("บันทึกสิ่งที่หน่วยงานแจ้ง")


class Event(models.Model):
    """
    One act, written in the act's own transaction. A database trigger refuses to change or
    delete a row. ``data`` holds what a reader of the timeline needs and no more.
    """

    at = models.DateTimeField()
    kind = models.CharField(max_length=16, choices=EventKind)
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    circular = models.ForeignKey(Circular, models.PROTECT, null=True, related_name="events")
    copy = models.ForeignKey(OfficeCopy, models.PROTECT, null=True, related_name="events")
    data = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("บันทึกเหตุการณ์")
        verbose_name_plural = _("บันทึกเหตุการณ์")
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["circular", "at"], name="event_circular")]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind}"


class EventSeal(models.Model):
    """
    One link of the hash chain: ``digest`` covers the event's row and ``previous``, with the
    key of the installation when ``keyed``; links of older versions are not.
    ``event_id`` is a plain number, so that a deleted event still leaves its seal behind.
    """

    position = models.BigIntegerField(unique=True)
    event_id = models.BigIntegerField(unique=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()
    keyed = models.BooleanField(default=True, db_default=False)

    class Meta:
        ordering = ["position"]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.position} {self.digest[:12]}"


class Vouch(models.Model):
    """
    What a row of the record said when it came to stand, or after an act that may change it:
    ``digest`` of its columns, ``event`` the act. ``mac`` covers this and the one before.

    ``row`` is a plain number, so that a row that is gone still leaves this behind.
    """

    position = models.BigIntegerField(unique=True)
    what = models.CharField(max_length=16)
    row = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    event_id = models.BigIntegerField(null=True)
    mac = models.CharField(max_length=64)

    class Meta:
        ordering = ["position"]
        indexes = [
            models.Index(fields=["what", "row", "-position"], name="vouch_of_a_row"),
            models.Index(fields=["event_id"], name="vouch_event"),
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.what} {self.row} {self.digest[:12]}"
