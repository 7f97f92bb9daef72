"""Acts that lock a copy for an office beside the system; see ``tests.workflow.acts``."""

from circulars.domain import links, mailing_out, passing_on, reply_letters, telling
from circulars.domain.received import IncomingFile, ReceivedLetter
from circulars.models import Way
from circulars.voices import Voice
from offices.models import Office
from tests.passing import NOW
from tests.workflow.acts import Act
from workflow import letter_mail

FILE = IncomingFile("ก.pdf", b"%PDF", b"%PDF", "0" * 64, "application/pdf", 1)


def heard(act, *args, **words):
    """The district writes down what the อบต. said by telephone."""

    def do(s):
        Office.objects.filter(pk=s.lg.office.pk).update(on_system=False)
        voice = Voice(s.district.by, s.child, Way.PHONE, note="โทร")
        return act(s.child, *args, voice=voice, at=NOW, **words)

    return do


def reported(s):
    s.reply()
    return heard(telling.tell_result, nil=True)(s)


def confirmed(s):
    row = heard(telling.confirm_receipt)(s)
    voice = Voice(s.district.by, s.child, Way.PHONE, note="โทร")
    return telling.confirm_told(row, voice=voice, at=NOW)


def linked(s):
    Office.objects.filter(pk=s.lg.office.pk).update(on_system=False)
    return links.make_link(s.child, by=s.district.by, at=NOW)[0]


def mailed(s):
    Office.objects.filter(pk=s.lg.office.pk).update(on_system=False, email="a@example.org")
    return mailing_out.mail_letter(s.child, by=s.district.by, at=NOW)


def delivered(s):
    mailed(s)
    return letter_mail.mail_letter(
        s.child.pk, by=s.district.by.pk, to="a@example.org", key="1", at=NOW
    )


def closed(s):
    return links.revoke_link(linked(s), by=s.district.by, at=NOW)


LETTER = ReceivedLetter(issuer_name="อบต. หนึ่ง", subject="ส่งข้อมูล")
NOT_ITS_OWN = "ยืนยันได้เฉพาะสิ่งที่ผู้อื่นบันทึกแทนหน่วยงานของท่าน"

# fmt: off
ACTS = [
    Act("telling.note_sent", "registered", heard(telling.note_sent),
        "registered", ["told lg"]),
    Act("telling.confirm_receipt", "registered", heard(telling.confirm_receipt, number="1"),
        "registered", ["told lg"]),
    Act("telling.tell_result", "registered", reported,
        "registered", ["told lg", "answered lg"]),
    Act("telling.confirm_told", "registered", confirmed,
        "registered", ["told lg"], told=NOT_ITS_OWN),
    Act("passing_on.pass_on_for", "registered", heard(passing_on.pass_on_for, number="1"),
        "registered", told="หน่วยงานนี้ไม่มีหน่วยงานในสังกัดให้ส่งต่อ"),
    Act("reply_letters.hand_in_reply", "registered", heard(reply_letters.hand_in_reply, LETTER, FILE),
        "registered", ["received lg", "told lg", "answered lg"]),
    Act("links.make_link", "registered", linked,
        "registered", ["link_made lg"]),
    Act("mailing_out.mail_letter", "registered", mailed,
        "registered", ["link_made lg"]),
    Act("letter_mail.mail_letter", "registered", delivered,
        "registered", ["link_made lg", "told lg"]),
    Act("links.revoke_link", "registered", closed,
        "registered", ["link_made lg", "link_revoked lg"]),
]
