"""One circular of ours on its way, for the guards: an id for every placeholder of an address."""

import datetime as dt

from django.core.files.base import ContentFile

from administration import absence
from circulars.domain import endorsing, frequent, piles, readings, registering
from circulars.domain.enclosing import attach
from circulars.domain.hand_numbers import PaperLetter, number_by_hand
from circulars.domain.received import IncomingFile
from circulars.domain.sharing import Beside
from circulars.models import (
    BookKind,
    FileRole,
    OfficeCopy,
    Provenance,
    RegisterBook,
    RegisterEntry,
    TimeRequest,
    What,
)
from circulars.states import Order
from offices.models import Kind, User
from papers.held_files import hold
from survey.models import Answer, AnswerFile, ExpectedAnswer, SurveyTask
from tests import factories
from tests.papers.small import small_pdf
from tests.survey.world import HAS, World
from workflow.models import Notice
from workflow.reminding import remind_by_letter

SUBJECT = "เรื่องสำรวจ"


class Ours:
    """One circular of ours on its way, and an id for every placeholder of an address."""

    def __init__(self) -> None:
        self.world = World()
        self.copy: OfficeCopy = OfficeCopy.objects.get(pk=self.world.at_province.pk)
        self.file = self._file()
        self.expected: ExpectedAnswer = ExpectedAnswer.objects.filter(
            copy__above__startswith=self.copy.branch, office__kind=Kind.SAO
        ).order_by("pk")[0]
        self.leaf: OfficeCopy = self.expected.copy
        self.answer = self._answer()
        self.sent = AnswerFile.objects.create(
            expected=self.expected,
            name="ภาพ.png",
            mime="image/png",
            size=1,
            sha256="0" * 64,
            file=ContentFile(b"x", name="x"),
            sent_at=factories.MONDAY,
            sent_by=self.answer.saved_by,
        )
        self.book = RegisterBook.objects.get(office=self.world.province, kind=BookKind.RECEIVED)
        self.entry = RegisterEntry.objects.filter(book=self.book)[0]
        self.hand_numbered, self.scan = self._hand_numbered()
        self.notice = Notice.objects.exclude(user=None).order_by("pk")[0]
        self.person: User = self.world.province_staff.clerk
        self.task: SurveyTask = self.world.task
        self.absence = absence.set_absence(
            self.person,
            substitute=self.world.province_staff.supervisor,
            starts_on=dt.date(2999, 1, 1),
            ends_on=dt.date(2999, 1, 2),
            by=self.person,
            at=factories.MONDAY,
        )
        self.drafted, self.draft_file = self._drafted()
        self.share = self._share()
        self.owed = self._owed()
        late, signer = factories.MONDAY + 30 * factories.DAY, self.world.province_staff.signer
        self.reading = self._read()
        self.pile, self.pile_letter = self._pile()
        pattern = frequent.Pattern(SUBJECT, "กรมหนึ่ง")
        office, moment = self.world.province, factories.MONDAY
        self.frequent = frequent.keep_pattern(office, pattern, by=self.person, at=moment).pk
        self.evidence = self._evidence()
        self.reminder = remind_by_letter(self.copy, by=signer, at=late).pk

    def _hand_numbered(self) -> tuple[RegisterEntry, int]:
        """A letter of ours that was signed on paper, and its scan."""
        day = factories.MONDAY
        paper = PaperLetter(subject=SUBJECT, to_text="ใคร", dated=day.date())
        clerk, page = self.world.province_staff.clerk, small_pdf()
        scan = IncomingFile("คู่ฉบับ.pdf", page, page, "0" * 64, "application/pdf", 1)
        entry = number_by_hand(self.world.province, paper, by=clerk, at=day, files=[scan])
        return entry, entry.letter.files.get(role=FileRole.READABLE).pk

    def _evidence(self) -> int:
        """Somebody wrote down by telephone what our leaf said, with a file."""
        told = Provenance(
            copy=self.leaf, said="received", way="phone", file_name="ก.pdf", sha256="0" * 64,
            mime="application/pdf", by=self.person, at=factories.MONDAY,
        )  # fmt: skip
        told.file.save("ก.pdf", ContentFile(small_pdf()), save=False)
        told.save()
        return told.pk

    def _read(self) -> int:
        """A file that our clerk dropped and that was read."""
        held = hold("ก.pdf", small_pdf(), owner=self.person.pk)
        office = self.world.province
        reading = readings.ask_reading(office, held, by=self.person, at=factories.MONDAY)
        readings.read_now(reading.pk, at=factories.MONDAY)
        return reading.pk

    def _pile(self) -> tuple[int, int]:
        """Letters that our clerk dropped together, read."""
        file = ("กอง.pdf", small_pdf())
        office, moment = self.world.province, factories.MONDAY
        pile = piles.start_pile(office, [file], by=self.person, at=moment)
        for _step in ("opened", "read"):
            piles.read_on(pile.pk, at=moment)
        return pile.pk, pile.letters.get().pk

    def _owed(self) -> int:
        """Somebody below owes a report beside the survey, and asks for more time."""
        line = self.expected.expectation
        line.pk, line.what = None, What.REPLY
        line._state.adding = True
        line.save(force_insert=True)
        asked = {"asked_by": self.person, "asked_at": factories.MONDAY}
        TimeRequest.objects.create(copy=self.leaf, until=factories.MONDAY, reason="น้ำ", **asked)
        return line.pk

    def _drafted(self) -> tuple[OfficeCopy, int]:
        """A letter whose answer is being written, with a file attached to the draft."""
        staff = self.world.province_staff
        copy = factories.arrived(self.world.province, by=staff.clerk, subject=SUBJECT)
        registering.register(copy, by=staff.clerk, at=factories.MONDAY)
        endorsing.endorse(copy, Order.FORWARD, by=staff.officer, at=factories.MONDAY)
        page = small_pdf()
        paper = IncomingFile("แนบ.pdf", page, page, "0" * 64, "application/pdf", 1)
        kept = attach(copy.drafts.get(), paper, by=staff.officer, at=factories.MONDAY)
        return copy, kept.pk

    def _share(self) -> int:
        """A letter that an order gave to a unit beside the main one."""
        staff, inside = self.world.province_staff, {"parent": self.world.province}
        unit = factories.office("กลุ่มงานร่วม", Kind.DIVISION, issues_numbers=False, **inside)
        copy = factories.arrived(self.world.province, by=staff.clerk, subject=SUBJECT)
        registering.register(copy, by=staff.clerk, at=factories.MONDAY)
        beside = Beside(joint=(unit,), waits=True)
        by, at = staff.officer, factories.MONDAY
        endorsing.endorse(copy, Order.ASSIGN, to_officer=by, beside=beside, by=by, at=at)
        return copy.shares.get().pk

    def _file(self) -> int:
        from tests.papers.small import keep_small_pdf

        return keep_small_pdf(self.copy.letter).pk

    def _answer(self) -> Answer:
        from survey.domain import answering

        officer = factories.Staff(self.expected.office).officer
        return answering.submit(self.expected, HAS, by=officer, at=factories.MONDAY)
