"""A letter at several desks, in a real browser: the picture is seen, and nothing is too wide."""

import pytest
from django.urls import reverse

from tests.browser.conftest import PHONE, WIDE
from tests.circulars.several import Several

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "กลุ่มงานส่งเสริมและพัฒนาท้องถิ่นจังหวัด"


class Shared(Several):
    """The same letter with long names, while words are awaited."""

    def __init__(self) -> None:
        super().__init__()
        self.joint.office.name = LONG
        self.joint.office.save(update_fields=["name"])
        self.order(joint=(self.joint.office, self.second.office))
        self.register()
        self.enter(self.second)
        self.answer(self.second, "เห็นควรให้ความอนุเคราะห์ข้อมูลตามที่ขอ")
        self.enter(self.informed)


def pages(shared):
    """Address and whose it is, by name."""
    joint = shared.share(shared.joint).pk
    letter = shared.copy.pk
    return {
        "copy": (reverse("copy", args=[letter]), shared.main.officer),
        "copy of a joint unit": (reverse("copy", args=[letter]), shared.joint.officer),
        "desk": (reverse("desk"), shared.joint.clerk),
        "enter": (reverse("task_enter", args=[joint]), shared.joint.clerk),
        "inform": (
            reverse("task_inform", args=[shared.share(shared.informed).pk]),
            shared.informed.officer,
        ),
        "go on": (reverse("copy_go_on", args=[letter]), shared.main.officer),
        "my work": (reverse("my_work"), shared.informed.officer),
    }


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_pages_of_several_desks_fit_the_screen(visit, viewport, root):
    shared = Shared()
    (root / "var/look").mkdir(parents=True, exist_ok=True)
    widths = {}
    for name, (address, user) in pages(shared).items():
        page = visit(address, user=user, viewport=viewport)
        page.evaluate("document.fonts.ready")
        picture = f"var/look/several-{name.replace(' ', '-')}-{viewport['width']}.png"
        page.screenshot(path=root / picture, full_page=True)
        widths[name] = page.evaluate("document.documentElement.scrollWidth")

    assert widths == dict.fromkeys(widths, viewport["width"])


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_picture_is_readable_and_stays_inside_its_boxes(visit, viewport):
    shared = Shared()
    page = visit(
        reverse("copy", args=[shared.copy.pk]), user=shared.main.officer, viewport=viewport
    )
    page.evaluate("document.fonts.ready")

    smallest, outside = page.evaluate(
        """() => {
          const scale = document.querySelector('.wn-flow').getScreenCTM().a;
          const texts = [...document.querySelectorAll('.wn-flow text')];
          const sizes = texts.map(one => parseFloat(getComputedStyle(one).fontSize) * scale);
          const outside = [...document.querySelectorAll('.wn-flow-box')].filter(box => {
            const edge = box.querySelector('rect').getBoundingClientRect();
            return [...box.querySelectorAll('text')].some(
              text => text.getBoundingClientRect().right > edge.right
            );
          }).map(box => box.textContent);
          return [Math.min(...sizes), outside];
        }"""
    )
    assert smallest >= 12
    assert outside == []


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_units_are_chosen_by_role_on_the_order(visit, viewport, root):
    several = Several()
    address = reverse("task_endorse", args=[several.copy.pk])
    page = visit(address, user=several.house.officer, viewport=viewport)
    page.get_by_text("หน่วยร่วม และหน่วยเพื่อทราบ").click()
    page.get_by_role("group", name="หน่วยร่วม").get_by_label("กลุ่มร่วม", exact=True).check()
    page.screenshot(path=root / f"var/look/several-order-{viewport['width']}.png", full_page=True)
    page.get_by_role("group", name="หน่วยเพื่อทราบ").get_by_label("กลุ่มทราบ").check()
    page.get_by_label("มอบหมาย", exact=True).check()
    page.get_by_label("มอบให้หน่วย").select_option(label="กลุ่มหลัก")
    page.get_by_role("button", name="ลงคำสั่ง").click()
    page.wait_for_load_state()

    roles = several.copy.shares.values_list("unit__name", "role")
    assert set(roles) == {("กลุ่มร่วม", "joint"), ("กลุ่มทราบ", "informed")}
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
