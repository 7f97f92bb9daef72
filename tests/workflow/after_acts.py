"""As ``acts``, of what is done before a letter goes out once more, and after it was sent."""

from circulars.domain import (
    adding,
    approving,
    cancelling,
    dispatching,
    enclosing_later,
    recalling,
    replacing,
    reporting,
    returning,
    unsigning,
)
from offices.models import Kind
from survey.domain import amending
from tests import factories
from tests.factories import DAY
from tests.passing import DUE, NOW
from tests.workflow.acts import FILE, Act, of_district, of_draft, of_survey, question


def added(s):
    below = {"parent": s.district.office, "district": s.district.office}
    third = factories.office("อบต. ตกหล่น", Kind.SAO, **below)
    words = {"by": s.district.by, "at": NOW, "reason": "ตกหล่น"}
    return adding.add_recipients(s.top, [third.pk], **words)


def sent_again(s):
    returning.return_to_sender(s.child, by=s.lg.by, at=NOW, reason="ผิด")
    return adding.send_again(s.child, by=s.district.by, at=NOW, reason="ส่งใหม่")


def wanted_back(act, *, by_sender=False, **words):
    """What is said to a letter that the district wants back."""

    def do(s):
        returning.recall(s.child, by=s.district.by, at=NOW, reason="ผิด")
        by = s.district.by if by_sender else s.lg.by
        return act(s.child, by=by, at=NOW, **words)

    return do


def taken_out(s):
    words = {"by": s.district.by, "at": NOW, "reason": "ผิด"}
    kept = enclosing_later.enclose_later(s.top, FILE, **words)
    return enclosing_later.take_out_later(s.top, kept, **words)


def superseded(s):
    """The district corrects what it sent, all the way to the sending."""
    by = {"by": s.district.by, "at": NOW}
    reporting.start_collecting(s.top, at=NOW)
    draft = replacing.begin_correction(s.top, reason="ผิด", **by)
    approving.submit(draft, **by)
    approving.pass_on(draft, **by)
    approving.sign(draft, **by)
    return dispatching.dispatch(s.top, **by)


# fmt: off
AFTER = [
    Act("approving.take_draft_back", "proposed", of_draft(approving.take_draft_back),
        "drafting", ["draft_taken_back district"]),
    Act("unsigning.unsign", "signed", of_district(unsigning.unsign, reason="ผิด"),
        "drafting", ["unsigned district"]),
    Act("adding.add_recipients", "collecting", added,
        "reporting", ["added district"]),
    Act("adding.send_again", "registered", sent_again,
        "returned", ["returned lg", "survey_asked lg", "added district"]),
    Act("replacing.begin_correction", "collecting",
        of_district(replacing.begin_correction, reason="ผิด"),
        "drafting", ["drafted district", "correcting district"]),
    Act("recalling.give_up", "registered", wanted_back(recalling.give_up),
        "recalled", ["recall_asked lg", "recalled lg", "survey_asked lg"]),
    Act("recalling.refuse_recall", "registered",
        wanted_back(recalling.refuse_recall, reason="ทำแล้ว"),
        "registered", ["recall_asked lg", "recall_refused lg"]),
    Act("recalling.drop_recall", "registered",
        wanted_back(recalling.drop_recall, by_sender=True),
        "registered", ["recall_asked lg", "recall_dropped lg"]),
    Act("enclosing_later.enclose_later", "collecting",
        of_district(enclosing_later.enclose_later, incoming=FILE, reason="ลืม"),
        "reporting", ["enclosed district"]),
    Act("enclosing_later.take_out_later", "collecting", taken_out,
        "reporting", ["enclosed district", "enclosed district"]),
    Act("cancelling.cancel_matter", "collecting",
        of_district(cancelling.cancel_matter, reason="ยกเลิก"),
        "filed", ["cancelled lg", "cancelled district"]),
    Act("amending.amend_closing", "collecting",
        of_survey(amending.amend_closing, DUE + DAY, reason="ช้า"),
        "reporting", ["survey_asked district"]),
    Act("amending.amend_question", "collecting",
        question(amending.amend_question, label="ใหม่", hint="", reason="กำกวม"),
        "reporting", ["survey_asked district"]),
    Act("replacing.supersede", "registered", superseded,
        "registered", ["drafted district", "correcting district", "submitted district",
                       "passed district", "signed district", "replaced lg",
                       "dispatched district"]),
]
# fmt: on
