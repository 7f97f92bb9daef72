"""Every act that locks a copy: in which stage, how it is done, and what it leaves when it comes second."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from circulars.domain import (
    approving,
    asking_time,
    calling,
    correcting,
    dispatching,
    drafting,
    enclosing,
    endorsing,
    extending,
    gathering,
    handing_over,
    mentioning,
    registering,
    reminding,
    repairing,
    replying,
    reporting,
    returning,
    rewriting,
    rounds,
    sharing,
)
from circulars.domain.content import Content
from circulars.domain.received import IncomingFile, as_received
from circulars.models import DraftFile, RegisterEntry, Repair, Round, TimeRequest
from circulars.states import Order
from offices.models import Role
from survey.domain import answering, asking, certifying, checking, editing, sending
from tests import factories
from tests.factories import DAY, MONDAY
from tests.passing import DUE, NOW, Passing
from tests.survey.world import BLUEPRINT, HAS
from workflow import holding, running
from workflow import reminding as reminding_late
from workflow.steps import StepName

HOUSE, UNIT = "อบต. หนึ่ง", "กลุ่มงาน 2"
FILE = IncomingFile("ก.pdf", b"%PDF", b"%PDF", "0" * 64, "application/pdf", 1)
GONE = "มีผู้ดำเนินการแล้ว ขั้นตอน “เกษียน/สั่งการ” ไม่ได้รออยู่แล้ว โปรดเปิดหน้าหนังสือใหม่อีกครั้ง"
NOT_YET = "หนังสือฉบับนี้ยังไม่ได้ลงทะเบียนรับ จึงพักไว้ไม่ได้ โปรดลงรับก่อน"
ELSEWHERE = (
    "หนังสือฉบับนี้ส่งต่อให้ กลุ่มงาน 2 แล้ว จึงยกเลิกเลขของ อบต. หนึ่ง ไม่ได้ "
    "ถ้าเป็นฉบับซ้ำหรือลงผิด ให้ กลุ่มงาน 2 เก็บเข้าแฟ้มพร้อมเหตุผล"
)


@dataclass
class Act:
    """
    What is done in which stage; the state in which the copy that was passed on is ``left``,
    and what the act has recorded of whose copy. ``told``: it is refused, with this sentence.
    """

    name: str
    stage: str
    do: Callable[[Passing], object]
    left: str
    recorded: list[str] = field(default_factory=list)
    told: str = ""
    holder: str = UNIT


def of_lg(act, **words):
    """The act of the อบต. on its letter."""
    return lambda s: act(s.child, by=s.lg.by, at=NOW, **words)


def of_draft(act, *args, **words):
    """An act of the district on the letter it writes."""
    return lambda s: act(s.draft, *args, by=s.district.by, at=NOW, **words)


def of_sender(act, *args, **words):
    """An act of the district on the copy of the อบต."""
    return lambda s: act(s.child, *args, by=s.district.by, at=NOW, **words)


def of_district(act, **words):
    """An act of the district on its own copy."""
    return lambda s: act(s.top, by=s.district.by, at=NOW, **words)


def of_survey(act, *args, **words):
    """An act of the district on its survey."""
    return lambda s: act(s.task, *args, by=s.district.by, at=NOW, **words)


def handed_in(s):
    return answering.submit(s.line, HAS, by=s.lg.by, at=NOW)


def performed(s):
    order = of_lg(endorsing.endorse, order=Order.FILE)
    return running.perform(s.child, "endorse", user=s.lg.by, at=NOW, act=lambda: order(s))


def of_share(act, **words):
    """An act of the อบต. on what its third unit has of the letter."""
    return lambda s: act(s.share, by=s.lg.by, at=NOW, **words)


def share_performed(s):
    enter = of_share(sharing.enter_share)
    step = StepName.ENTER
    return running.perform_share(s.share, step, user=s.lg.by, at=NOW, act=lambda: enter(s))


def corrected(s):
    wanted = replace(as_received(s.moved), subject="เรื่องที่ถูก")
    return correcting.correct(s.moved, wanted, by=s.lg.by, at=NOW)


def written_anew(s):
    s.top.letter.subject = "เรื่องใหม่"
    s.top.letter.save()
    words = {"take": True, "asks_answer": False, "by": s.district.by, "at": NOW}
    return rewriting.settle_rewriting(s.draft, **words)


def detached(s):
    kept = DraftFile.objects.create(
        draft=s.draft, name="ก", sha256="0" * 64, size=1, added_at=NOW, added_by=s.district.by
    )
    return enclosing.detach(kept, by=s.district.by, at=NOW)


def asked(s):
    return asking.ask(s.top.circular, copy=s.top, by=s.district.by, at=NOW, blueprint=BLUEPRINT)


def voided(s):
    return registering.void_entry(s.entry, by=s.lg.by, at=NOW, reason="ผิด")


def undone(s):
    return registering.undo_entry(s.entry, by=s.lg.by, at=NOW)


def excused(s):
    return checking.excuse(s.line, "ยุบรวม", copy=s.top, by=s.district.by, at=NOW)


def reminded(s):
    return reminding.issue_reminder(s.sending, [s.child], by=s.district.by, at=NOW)


def reminded_late(s):
    return reminding_late.remind_by_letter(s.top, by=s.district.by, at=DUE + DAY)


def question_saved(s):
    words = {"type": "text", "name": "more", "label": "อื่น ๆ"}
    return editing.save_question(s.task, None, words, by=s.district.by, at=NOW)


def question(act, **words):
    """The same of the last question that stands by itself."""
    return lambda s: act(
        s.task.questions.get(name="evaluated_village"), by=s.district.by, at=NOW, **words
    )


def from_above(act, *args):
    """An act of the district on the answer of the อบต."""
    return lambda s: act(s.answer, *args, copy=s.top, by=s.district.by, at=NOW)


def time_wanted(act, **words):
    """An act of the district on a request of the อบต."""

    def do(s):
        request = TimeRequest.objects.create(
            copy=s.child, until=DUE + DAY, reason="น้ำท่วม", asked_by=s.lg.by, asked_at=MONDAY
        )
        return act(request, by=s.district.by, at=NOW, **words)

    return do


def replied(act, *, answered=False, **words):
    """An act of the district on the report that the อบต. owes beside the survey."""
    return lambda s: act(s.reply(answered=answered), copy=s.top, by=s.district.by, at=NOW, **words)


def handed_over(s):
    to = factories.person()
    factories.post(to, s.lg.office, Role.OFFICER)
    return handing_over.hand_over(s.child, to=to, by=s.lg.by, at=NOW, reason="ลา")


def reminded_chosen(s):
    chosen = [s.child.pk]
    return reminding_late.remind_chosen(s.top, chosen, by=s.district.by, at=DUE + DAY)


def clock_started(s):
    Repair.objects.create(copy=s.top, since=NOW, reason="แก้แบบ", by=s.district.by)
    return repairing.start_clock(s.top, by=s.district.by, at=NOW)


def round_opened(s):
    planned = Round.objects.create(
        asker=s.child, number=2, of=2, name="ก", opens_at=NOW, due_at=NOW + DAY
    )
    return rounds.open_round(planned, at=NOW)


def taken_in(s):
    number = RegisterEntry.objects.get(copy=s.top).number
    words = {"copy": s.top, "number": str(number), "by": s.district.by, "at": NOW}
    return gathering.take_reply(s.reply(), **words)


WORDS = Content(subject="ใหม่")
HEAD = {"title": "ก", "subtitle": "", "note": "", "kinds": ["SAO"], "closes_at": None}

# Read as a table: what, in which stage, how; the state that is left, what was recorded.
# fmt: off
ACTS = [
    Act("registering.register", "arrived", of_lg(registering.register),
        "registered", ["registered lg"]),
    Act("registering.void_entry", "registered", voided,
        "registered", told=ELSEWHERE),
    Act("registering.undo_entry", "registered", undone,
        "registered", told=ELSEWHERE),
    Act("endorsing.endorse", "registered", of_lg(endorsing.endorse, order=Order.FILE),
        "registered", told="กลุ่มงาน 2 ยังไม่ได้ลงทะเบียนรับหนังสือฉบับนี้ โปรดลงรับก่อน"),
    Act("running.perform", "registered", performed,
        "registered", told=GONE),
    Act("running.perform_share", "shared", share_performed,
        "registered", ["registered lg"]),
    Act("running.follow", "registered", of_lg(running.follow),
        "registered"),
    Act("running.start_case", "registered", lambda s: running.start_case(s.child),
        "registered"),
    Act("returning.return_to_sender", "registered", of_lg(returning.return_to_sender, reason="ผิด"),
        "returned", ["returned lg", "survey_asked lg"]),
    Act("returning.hand_back", "at_a_unit", of_lg(returning.hand_back, reason="ผิด"),
        "registered", ["handed_back lg"], holder=HOUSE),
    Act("returning.recall", "registered", of_sender(returning.recall, reason="ผิด"),
        "registered", ["recall_asked lg"]),
    Act("returning.recall", "arrived", of_sender(returning.recall, reason="ผิด"),
        "recalled", ["recalled lg", "survey_asked lg"]),
    Act("sharing.enter_share", "shared", of_share(sharing.enter_share),
        "registered", ["registered lg"]),
    Act("sharing.answer_share", "share_entered", of_share(sharing.answer_share, text="เห็นชอบ"),
        "registered", ["joined lg"]),
    Act("sharing.decline_share", "shared", of_share(sharing.decline_share, reason="ผิด"),
        "registered", ["share_declined lg"]),
    Act("sharing.withdraw_share", "shared", of_share(sharing.withdraw_share, reason="ผิด"),
        "registered", ["share_withdrawn lg"]),
    Act("sharing.go_on", "share_entered", of_lg(sharing.go_on, reason="เร่ง"),
        "registered", told="กลุ่มงาน 2 ยังไม่ได้ลงทะเบียนรับหนังสือฉบับนี้ โปรดลงรับก่อน"),
    Act("extending.extend", "registered", of_sender(extending.extend, DUE + DAY, reason="ขอ"),
        "registered", ["extended lg"]),
    Act("replying.start_reply", "registered", of_lg(replying.start_reply),
        "registered", told="กลุ่มงาน 2 ยังไม่ได้ลงทะเบียนรับหนังสือฉบับนี้ โปรดลงรับก่อน"),
    Act("extending.extend_all", "collecting",
        of_district(extending.extend_all, due_at=DUE + DAY, reason="ขอ"),
        "reporting", ["extended district"]),
    Act("extending.move_deadlines", "collecting",
        of_district(extending.move_deadlines, moved={DUE: DUE + DAY}, since=NOW, reason="แก้"),
        "reporting", ["extended district"]),
    Act("repairing.stop_clock", "collecting", of_district(repairing.stop_clock, reason="แก้แบบ"),
        "reporting", ["clock_stopped district"]),
    Act("repairing.start_clock", "collecting", clock_started,
        "reporting", ["clock_started district"]),
    Act("asking_time.ask_for_time", "registered",
        of_lg(asking_time.ask_for_time, until=DUE + DAY, reason="ขอ"),
        "registered", ["time_asked lg"]),
    Act("asking_time.grant", "registered", time_wanted(asking_time.grant),
        "registered", ["extended lg"]),
    Act("asking_time.refuse", "registered", time_wanted(asking_time.refuse, reason="เร่ง"),
        "registered", ["time_refused lg"]),
    Act("gathering.take_reply", "registered", taken_in,
        "registered", ["answered lg"]),
    Act("gathering.send_back", "answering", replied(gathering.send_back, answered=True, note="แก้"),
        "reporting", ["answer_returned lg"]),
    Act("gathering.excuse", "registered", replied(gathering.excuse, reason="ยุบ"),
        "registered", ["excused lg"]),
    Act("gathering.close", "collecting", of_district(gathering.close, note="ครบ"),
        "reported", ["certified district", "reported district"]),
    Act("reporting.note_reply", "answering",
        lambda s: reporting.note_reply(s.child, by=s.district.by, at=NOW),
        "reporting"),
    Act("calling.note_call", "registered",
        lambda s: calling.note_call(
            s.child, note="บ่ายนี้", house=s.district.office, by=s.district.by, at=NOW),
        "registered", ["called lg"]),
    Act("handing_over.hand_over", "registered", handed_over,
        "registered", ["handed_over lg"]),
    Act("holding.put_aside", "registered",
        of_lg(holding.put_aside, until=MONDAY.date() + DAY, reason="รอ"),
        "registered", told=NOT_YET),
    Act("holding.take_up_again", "registered", of_lg(holding.take_up_again),
        "registered", told=NOT_YET),
    Act("rounds.take_up", "registered", lambda s: rounds.take_up(s.child, at=NOW),
        "registered"),
    Act("rounds.open_round", "registered", round_opened,
        "registered"),
    Act("reminding.remind_chosen", "collecting", reminded_chosen,
        "reporting", ["reminded district"]),
    Act("correcting.correct", "from_outside", corrected,
        "registered", ["corrected lg"]),
    Act("drafting.cancel", "writing", of_draft(drafting.cancel, reason="ผิด"),
        "endorsed", ["draft_cancelled district"]),
    Act("drafting.save_version", "writing", of_draft(drafting.save_version, WORDS),
        "drafting", ["drafted district"]),
    Act("rewriting.settle_rewriting", "writing", written_anew,
        "drafting", ["drafted district"]),
    Act("enclosing.attach", "writing", of_draft(enclosing.attach, FILE),
        "drafting", ["drafted district"]),
    Act("enclosing.detach", "writing", detached,
        "drafting", ["drafted district"]),
    Act("mentioning.mention_survey", "writing", of_district(mentioning.mention_survey),
        "drafting"),
    Act("mentioning.forget_survey", "writing", of_district(mentioning.forget_survey),
        "drafting", ["drafted district"]),
    Act("approving.submit", "ready", of_draft(approving.submit),
        "drafting", ["submitted district"]),
    Act("approving.send_back", "proposed", of_draft(approving.send_back, comment="แก้"),
        "drafting", ["sent_back district"]),
    Act("approving.pass_on", "proposed", of_draft(approving.pass_on),
        "drafting", ["passed district"]),
    Act("approving.sign", "passed", of_draft(approving.sign),
        "approved", ["signed district"]),
    Act("dispatching.dispatch", "signed", of_district(dispatching.dispatch),
        "dispatched", ["dispatched district"]),
    Act("reporting.report_done", "answering", of_lg(reporting.report_done, note="ทำแล้ว"),
        "reported", ["reported lg"]),
    Act("reporting.report", "answering", of_lg(reporting.report),
        "reported", ["reported lg"]),
    Act("reporting.note_answered", "answering", lambda s: reporting.note_answered(s.child, at=NOW),
        "reporting"),
    Act("reporting.release", "answering", lambda s: reporting.release(s.child, at=NOW),
        "filed"),
    Act("reporting.take_back", "answering", of_sender(reporting.take_back, reason="แก้"),
        "reporting", ["answer_returned lg"]),
    Act("reporting.reopen", "filed", of_sender(reporting.reopen, reason="แก้"),
        "reporting", ["answer_returned lg"]),
    Act("reporting.start_collecting", "sent", lambda s: reporting.start_collecting(s.top, at=NOW),
        "reporting"),
    Act("reporting.close_sent", "sent", lambda s: reporting.close_sent(s.top, at=NOW),
        "filed"),
    Act("answering.submit", "registered", handed_in,
        "registered", ["answered lg"]),
    Act("answering.submit", "answering", handed_in,
        "reported", ["answered lg", "reported lg"]),
    Act("answering.submit", "collecting", handed_in,
        "reporting", ["answered lg"]),
    Act("checking.return_answer", "reported", from_above(checking.return_answer, "แก้"),
        "reporting", ["answer_returned lg"]),
    Act("checking.return_answer", "all_answered", from_above(checking.return_answer, "แก้"),
        "reporting", ["answer_returned lg"]),
    Act("checking.excuse", "registered", excused,
        "registered", ["survey_asked lg"]),
    Act("certifying.certify", "all_answered", of_district(certifying.certify),
        "reported", ["certified district", "reported district"]),
    Act("asking.ask", "writing", asked,
        "drafting", ["survey_asked district"]),
    Act("asking.carry", "sent", lambda s: asking.carry(s.sending, at=NOW),
        "dispatched"),
    Act("editing.save_head", "writing", of_survey(editing.save_head, HEAD),
        "drafting", ["survey_asked district"]),
    Act("editing.save_question", "writing", question_saved,
        "drafting", ["survey_asked district"]),
    Act("editing.move_question", "writing", question(editing.move_question, up=True),
        "drafting", ["survey_asked district"]),
    Act("editing.remove_question", "writing", question(editing.remove_question),
        "drafting", ["survey_asked district"]),
    Act("sending.withdraw", "writing", of_survey(sending.withdraw),
        "drafting", ["drafted district", "survey_asked district"]),
    Act("reminding.remind_silent", "collecting", of_district(reminding_late.remind_silent),
        "reporting", ["reminded district"]),
    Act("reminding.issue_reminder", "collecting", reminded,
        "reporting", ["reminded district"]),
    Act("reminding.remind_by_letter", "collecting", reminded_late,
        "reporting", ["reminded district"]),
]
# fmt: on
