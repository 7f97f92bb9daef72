"""Who may ask and change a survey; the rest is in ``circulars.policies``."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from circulars.errors import NotAllowed, WrongState
from circulars.models import Dispatch, OfficeCopy
from circulars.policies import posts_at
from circulars.states import DraftState, State
from offices.models import Role
from offices.viewer import Actor
from survey.models import ExpectedAnswer, SurveyTask

ASKING_ROLES = (Role.OFFICER, Role.REVIEWER, Role.SIGNER, Role.SUPERVISOR)
_BEFORE_SENDING = (State.REGISTERED, State.ENDORSED, State.DRAFTING, State.APPROVED)


def check_may_ask(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Hang a survey on the circular at ``copy``, or change it, before the letter is sent."""
    if not posts_at(who, copy.holder, at, ASKING_ROLES):
        raise NotAllowed(
            _("ต้องเป็นเจ้าของเรื่องที่ %(office)s จึงจะทำแบบสำรวจได้") % {"office": copy.holder.label}
        )
    if copy.state not in _BEFORE_SENDING or Dispatch.objects.filter(copy=copy).exists():
        raise WrongState(_("ส่งหนังสือไปแล้ว แบบสำรวจจึงแก้ไขไม่ได้"))
    _need_unseen(copy)
    # Only above: below this copy nobody has the letter yet, and beside it others ask for themselves.
    task = SurveyTask.objects.reaching(copy).exclude(copy=copy).select_related("owner").first()
    if task is not None:
        raise WrongState(
            _("เรื่องนี้มีแบบสำรวจของ %(owner)s อยู่แล้ว ระบบส่งต่อให้เองพร้อมหนังสือ")
            % {"owner": task.owner.label}
        )


def _need_unseen(copy: OfficeCopy) -> None:
    """What somebody judges or has signed stays as he saw it; a change goes to him again."""
    state = copy.drafts.exclude(state=DraftState.CANCELLED).values_list("state", flat=True).first()
    if state in (DraftState.REVIEW, DraftState.PASSED):
        raise WrongState(_("ร่างหนังสือเสนอไปแล้ว จึงแก้แบบสำรวจไม่ได้ โปรดดึงร่างกลับ หรือให้ส่งร่างกลับแก้ไขก่อน"))
    if state == DraftState.SIGNED:
        raise WrongState(_("หนังสือลงนามแล้ว จึงแก้แบบสำรวจไม่ได้ โปรดถอนการลงนาม แก้ไข แล้วเสนอลงนามอีกครั้ง"))


def check_still_open(expected: ExpectedAnswer, at: dt.datetime) -> None:
    """Raise WrongState when this office's answer can no longer be changed."""
    if expected.excused_at is not None:
        raise WrongState(_("หน่วยงานของท่านได้รับยกเว้น จึงไม่ต้องตอบแบบสำรวจนี้"))
    if expected.task.is_closed(at):
        raise WrongState(_("ปิดรับคำตอบแล้ว โปรดติดต่อหน่วยงานที่ส่งหนังสือมา"))
    if expected.current is not None and expected.current.state == "certified":
        raise WrongState(
            _("คำตอบนี้ได้รับการรับรองแล้ว จึงแก้ไขไม่ได้ หากต้องแก้ไข โปรดขอให้หน่วยงานที่รับรองส่งกลับก่อน")
        )
