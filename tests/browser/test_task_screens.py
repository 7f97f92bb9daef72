"""The task screens in a real browser: nothing is refused, nothing is wider than a phone."""

import pytest
from django.urls import reverse

from circulars.domain import registering
from offices.models import Kind
from tests import factories
from tests.browser.conftest import PHONE, WIDE
from tests.factories import DAY, MONDAY
from tests.screens.work.task_screens import DUE, House, address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SUBJECT = "การสำรวจการนำโครงการพัฒนาจากแผนชุมชนหรือแผนพัฒนาหมู่บ้านมาบรรจุในแผนพัฒนาขององค์กรปกครองส่วนท้องถิ่น"


class Province(House):
    """The same house with long names, as they are in life."""

    def __init__(self) -> None:
        super().__init__(districts=0)
        self.province.name = "จังหวัดบึงกาฬ"
        self.province.save()
        for name in ("เมืองบึงกาฬ", "พรเจริญ", "โซ่พิสัย", "เซกา", "ปากคาด"):
            self.districts.append(
                factories.office(
                    f"อำเภอ{name}",
                    Kind.DISTRICT,
                    parent=self.province,
                    province=self.province,
                    on_system=name != "ปากคาด",
                )
            )
        self.copy = factories.arrived(
            self.province,
            by=self.people.clerk,
            subject=SUBJECT,
            issuer_name="กรมส่งเสริมการปกครองท้องถิ่น",
            number_printed="มท 0810.3/ว 3195",
            urgency="004",
            due_at=DUE,
        )

    def followed(self):
        self.dispatched()
        first = self.children()[0]
        registering.register(first, by=factories.Staff(first.office).clerk, at=MONDAY + DAY)


#: screen → (how far the letter has come, whose screen it is)
SCREENS = {
    "task_register": ("arrived", "clerk"),
    "task_endorse": ("registered", "officer"),
    "task_draft": ("drafting", "officer"),
    "draft_versions": ("drafting", "officer"),
    "task_review": ("in_review", "reviewer"),
    "task_sign": ("passed", "signer"),
    "task_dispatch": ("signed", "officer"),
    "dispatch_progress": ("dispatched", "officer"),
    "circular_tree": ("followed", "supervisor"),
    "my_work": ("registered", "officer"),
    "follow_up": ("followed", "supervisor"),
    "overdue": ("followed", "supervisor"),
    "notices": ("in_review", "reviewer"),
}
WITHOUT_COPY = ("my_work", "follow_up", "overdue", "notices")


@pytest.mark.parametrize("name", SCREENS)
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_screens_fit(visit, root, name, viewport):
    stage, role = SCREENS[name]
    house = Province()
    if stage != "arrived":
        getattr(house, stage)()
    url = reverse(name) if name in WITHOUT_COPY else address(name, house.copy)

    page = visit(url, user=getattr(house.people, role), viewport=viewport)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    folder = root / "var/look"
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}-{viewport['width']}.png", full_page=True)

    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]


def test_the_preview_follows_what_is_typed(visit):
    house = Province()
    house.drafting()
    page = visit(address("task_draft", house.copy), user=house.people.officer)
    picture = page.locator(".wn-document-pages img").first
    picture.wait_for()
    before = picture.get_attribute("src")

    page.locator("#id_body").fill("ข้อความใหม่ทั้งหมด <b>ไม่ใช่ตัวหนา</b>")
    page.wait_for_function(
        "old => document.querySelector('.wn-document-pages img').src !== old", arg=before
    )

    assert page.locator(".wn-document-pages img").count() == 1


def test_choosing_recipients_counts_them_at_once(visit):
    house = Province()
    house.drafting()
    page = visit(address("task_draft", house.copy), user=house.people.officer)

    page.locator("#id_find").fill("เซกา")
    page.locator("#recipients button").click()
    page.locator("label", has_text="ยกเว้น อำเภอเซกา").click()
    page.locator(".wn-sum", has_text="๔ แห่ง").wait_for()

    assert "ยกเว้นอำเภอเซกา" in page.locator(".wn-sum").inner_text()


def test_a_branch_opens_in_its_place(visit):
    house = Province()
    house.followed()
    district = house.children()[0]
    village = factories.office("องค์การบริหารส่วนตำบลทดสอบ", Kind.SAO, parent=district.office)
    type(district).objects.create(
        circular=district.circular,
        letter=district.letter,
        office=village,
        holder=village,
        parent=district,
        above=district.branch,
        due_at=district.due_at,
        sent_at=MONDAY,
        held_since=MONDAY,
    )
    page = visit(address("circular_tree", house.copy), user=house.people.supervisor)

    page.locator(".wn-branch summary").first.click()

    page.locator(".wn-branch li", has_text=village.name).wait_for()
