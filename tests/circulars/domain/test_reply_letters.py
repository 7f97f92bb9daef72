"""A reply letter by link lies on the desk of whoever asked, and the debt is paid with it."""

import pytest

from circulars.domain import registering, reply_letters
from circulars.domain.received import IncomingFile, ReceivedLetter
from circulars.errors import Invalid
from circulars.models import AnsweredBy, Channel, Said
from circulars.states import State
from tests.circulars.beside import NAME, Beside
from tests.circulars.domain.test_telling import owe
from tests.factories import MONDAY
from tests.keeping import kept
from tests.papers.small import small_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Beside:
    return kept(Beside)


def file() -> IncomingFile:
    page = small_pdf()
    return IncomingFile("ตอบ.pdf", page, page, "0" * 64, "application/pdf", 1)


def letter(subject: str = "ส่งข้อมูล") -> ReceivedLetter:
    return ReceivedLetter(
        issuer_name=NAME, subject=subject, number_printed="บก 71101/5", dated_printed="26 ต.ค. 2563"
    )


def test_it_is_registered_there_like_any_other(stage):
    owed = owe(stage)

    came = reply_letters.hand_in_reply(
        stage.copy, letter(), file(), voice=stage.by_link(), at=MONDAY
    )

    clerk = stage.world.district_staff[0].clerk
    registering.register(came, by=clerk, at=MONDAY)
    came.refresh_from_db()
    assert (came.state, came.channel, came.letter.issuer_name) == (
        State.REGISTERED, Channel.LINK, NAME,
    )  # fmt: skip
    assert came.letter.files.count() == 2
    owed.refresh_from_db()
    assert (owed.answered_by, owed.reply) == (AnsweredBy.LETTER, came.letter)
    row = stage.copy.provenances.get()
    assert (row.said, row.number) == (Said.REPLIED, "บก 71101/5")


def test_without_a_subject_it_is_refused(stage):
    with pytest.raises(Invalid, match="โปรดกรอกเรื่องของหนังสือตอบ"):
        reply_letters.hand_in_reply(
            stage.copy, letter(" "), file(), voice=stage.by_link(), at=MONDAY
        )
