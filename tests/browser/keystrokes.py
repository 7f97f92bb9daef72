"""A clerk who counts: each walk of the desk done by keys alone, and how many it took."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from circulars.domain.frequent import Pattern, keep_pattern
from circulars.domain.piles import start_pile
from circulars.domain.received import ReceivedLetter
from circulars.models import Pile
from demo.acts import run_outbox
from offices.models import Kind, Office
from tests import factories
from tests.circulars.domain.pile_of import FIRST, SECOND, drawn, scan
from thai.dates import format_date

#: The goal of each walk, in keys for one letter.
GOALS = {"electronic": 3, "read": 8, "pile": 8, "pattern": 40, "typed": 40}
#: How many letters a walk enters, where it is not one.
LETTERS = {"pile": 2}
#: Written anew by a clerk: the office is known, its subject is not.
NEW_SUBJECT = "ส่งแบบรายงาน"


class Keys:
    """The keyboard of one page, which counts; a key held down for another counts too."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, *names: str) -> None:
        for name in names:
            self.count += len(name.split("+"))
            self.page.keyboard.press(name)

    def type(self, text: str) -> None:
        self.count += len(text)
        self.page.keyboard.type(text)


class Walks:
    """An office with a unit, and the walks of its clerk; each gives the keys for one letter."""

    def __init__(
        self, open_page: Callable[[str], Page], house: Office, staff: factories.Staff
    ) -> None:
        self.open_page, self.house, self.staff = open_page, house, staff
        factories.office("กลุ่มงานอำนวยการ", Kind.DIVISION, parent=house)
        self.now = timezone.now()
        day = timezone.localdate(self.now) - dt.timedelta(days=2)
        self.typed_date = f"{day.day:02}{day.month:02}{(day.year + 543) % 100:02}"
        self.printed_date = format_date(day)

    def recent(self, letter: ReceivedLetter) -> ReceivedLetter:
        return replace(letter, dated_printed=self.printed_date, addressee="ผู้ว่าราชการจังหวัด ทุกจังหวัด")

    def taken(self, page: Page) -> None:
        expect(page.locator("[data-taken]")).to_have_text(re.compile("[๑-๙]"))

    def passed_on(self, page: Page, keys: Keys) -> int:
        """From the number on: to its unit with two keys."""
        self.taken(page)
        keys.press("s", "1")
        expect(page.locator("[data-pass]")).to_have_count(0)
        return keys.count

    def electronic(self) -> int:
        """A letter that came by the system: numbered and passed on."""
        factories.arrived(self.house, by=self.staff.clerk, moment=self.now)
        page = self.open_page(reverse("desk"))
        keys = Keys(page)
        expect(page.locator("[autofocus]")).to_be_focused()
        keys.press("Enter")
        return self.passed_on(page, keys)

    def read(self) -> int:
        """A dropped file whose fields were read: numbered and passed on."""
        page = self.open_page(reverse("desk"))
        keys = Keys(page)
        keys.press("n")
        upload = page.locator("#id_letter_file")
        expect(upload).to_be_focused()
        data = drawn(self.recent(FIRST))
        with page.expect_response(re.compile(reverse("reading_ask"))):
            upload.set_input_files({"name": "ก.pdf", "mimeType": "application/pdf", "buffer": data})
        run_outbox(timezone.now())
        expect(page.locator("#id_subject")).to_have_value(FIRST.subject)
        keys.press("Control+Enter")
        return self.passed_on(page, keys)

    def pile(self) -> int:
        """One letter of a scanned pile, of which all was read: numbered, and the next is there."""
        letters = [
            self.recent(replace(one, number_printed=f"มท 0305.2/ว 19{place}0"))
            for place, one in enumerate((SECOND, replace(SECOND, subject="แผนงาน")), 1)
        ]
        pile = start_pile(
            self.house, [("กอง.pdf", scan(*letters))], by=self.staff.clerk, at=timezone.now()
        )
        run_outbox(timezone.now())
        page = self.open_page(reverse("pile", args=[pile.pk]))
        keys = Keys(page)
        for left in ("๒", "๑"):
            expect(page.locator("[autofocus]")).to_be_focused()
            keys.press("Enter")
            expect(page.locator("[data-left]")).to_have_text(left)
        expect(page.locator("[autofocus]")).to_be_focused()
        keys.press("Enter")
        expect(page.get_by_role("main")).to_contain_text("กองนี้ปิดแล้ว")
        assert Pile.objects.get(pk=pile.pk).closed_at is not None
        return (keys.count + 1) // LETTERS["pile"]

    def pattern(self) -> int:
        """A letter that comes often: only its number and its date are typed."""
        words = Pattern("รายงาน", "อำเภอหนึ่ง", number_prefix="บก 0023.3/", subject="รายงานผล")
        keep_pattern(self.house, words, by=self.staff.clerk, at=timezone.now())
        page = self.open_page(reverse("desk"))
        keys = Keys(page)
        keys.press("n")
        expect(page.locator("#id_letter_file")).to_be_focused()
        keys.press("t", "1")
        expect(page.locator("#id_number_printed")).to_be_focused()
        keys.type("3195")
        keys.press("Enter")
        keys.type(self.typed_date)
        keys.press("Control+Enter")
        return self.passed_on(page, keys)

    def typed(self) -> int:
        """A letter on paper from a known sender, about something new."""
        before = factories.arrived(
            self.house,
            by=self.staff.clerk,
            moment=self.now,
            issuer_name="กรมที่ดิน",
            number_printed="มท 0501.2/ว 77",
        )
        from circulars.domain import registering

        registering.register(before, by=self.staff.clerk, at=self.now)
        page = self.open_page(reverse("desk"))
        keys = Keys(page)
        keys.press("n")
        expect(page.locator("#id_letter_file")).to_be_focused()
        keys.press("Tab")
        keys.type("มท")
        expect(page.locator("[data-sender]").first).to_have_text("กรมที่ดิน")
        keys.press("ArrowDown", "Enter")
        keys.type("3195")
        keys.press("Enter")
        keys.type(self.typed_date)
        keys.press("Enter", "Enter", "Enter")
        expect(page.locator("#id_subject")).to_be_focused()
        keys.type(NEW_SUBJECT)
        keys.press("Control+Enter")
        return self.passed_on(page, keys)
