"""The pictures of the README: made from the demo with ``--pictures``, otherwise only looked at."""

from __future__ import annotations

import io
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse
from PIL import Image

from circulars.models import Draft, OfficeCopy
from circulars.states import DraftState
from offices.models import User
from survey.models import ExpectedAnswer, SurveyTask
from tests.browser.conftest import PHONE

DESK = {"width": 1280, "height": 800}
MOST_BYTES = 150_000
#: Pixels from the top of the page, where the picture does not begin there.
BEGINS_AT = {"rollup": 450}


def passed_on_by_the_province() -> OfficeCopy:
    """The circular of 2563 in จังหวัดบึงกาฬ."""
    oldest = SurveyTask.objects.earliest("pk")
    return OfficeCopy.objects.get(circular=oldest.circular_id, office__code="P38")


def begun_answer() -> ExpectedAnswer:
    return ExpectedAnswer.objects.filter(office__code="L380351").latest("pk")


def draft_of_the_province() -> OfficeCopy:
    drafts = Draft.objects.filter(copy__office__code="P38", state=DraftState.WRITING)
    return drafts.select_related("copy").earliest("pk").copy


#: picture → (account, address, viewport)
PICTURES = {
    "desk": ("bk-clerk", lambda: reverse("desk"), DESK),
    "draft": ("bk-officer", lambda: reverse("task_draft", args=[draft_of_the_province().pk]), DESK),
    "tree": (
        "bk-boss",
        lambda: reverse("circular_tree", args=[passed_on_by_the_province().pk]),
        DESK,
    ),
    "rollup": (
        "bk-officer",
        lambda: reverse("rollup", args=[passed_on_by_the_province().pk]),
        DESK,
    ),
    "answer-phone": ("so-answer", lambda: reverse("answer_form", args=[begun_answer().pk]), PHONE),
}


def keep(picture: bytes, file: Path) -> None:
    """Few colours are enough for flat screens, and the repository stays small."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    file.parent.mkdir(exist_ok=True)
    image.quantize(128, dither=Image.Dither.NONE).save(file, optimize=True)


@pytest.mark.pictures
@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_pictures_are_taken(visit, root):
    call_command("demo", stdout=StringIO())
    for name, (account, address, viewport) in PICTURES.items():
        page = visit(address(), user=User.objects.get(username=account), viewport=viewport)
        page.wait_for_load_state("networkidle")
        page.evaluate("document.fonts.ready")
        page.evaluate("top => scrollTo({top, behavior: 'instant'})", BEGINS_AT.get(name, 0))
        keep(page.screenshot(), root / f"docs/pictures/{name}.png")


def size(file: Path) -> tuple[str | None, int, int]:
    with Image.open(file) as image:
        return (image.format, *image.size)


def test_the_readme_shows_pictures_of_its_screens(root):
    named = re.findall(r"docs/pictures/[\w-]+\.png", (root / "README.md").read_text())
    files = {Path(name).stem: root / name for name in named}

    assert {name: size(file) for name, file in files.items()} == {
        name: ("PNG", viewport["width"], viewport["height"])
        for name, (_account, _address, viewport) in PICTURES.items()
    }
    assert [name for name, file in files.items() if file.stat().st_size > MOST_BYTES] == []
