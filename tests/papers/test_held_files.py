"""A disk that takes no more: a sentence at the field, and nothing typed is lost."""

import resource

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from circulars.models import OfficeCopy
from offices.models import Kind
from papers.held_files import no_room
from tests import factories
from tests.papers.small import small_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_more_room():
    """No file of this process may grow beyond 200 bytes: the kernel refuses, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.usefixtures("no_more_room")
def test_a_letter_whose_file_is_not_kept_is_asked_for_again_with_all_that_was_typed(as_user):
    staff = factories.Staff(factories.office("จังหวัดทดสอบ", Kind.PROVINCE))
    file = SimpleUploadedFile("ก.pdf", small_pdf(), "application/pdf")
    typed = {"issuer_name": "กรมทดสอบ", "subject": "เรื่องที่พิมพ์ไว้แล้ว", "letter_file": file}
    typed |= {"secrecy": "001", "urgency": "001"}

    page = as_user(staff.clerk).post(reverse("register_new"), typed)

    assert page.status_code == 200
    assert page.context["form"].errors["letter_file"] == [no_room()]
    assert "เรื่องที่พิมพ์ไว้แล้ว" in page.content.decode()
    assert not OfficeCopy.objects.exists()


def test_the_sentence_says_what_to_do():
    assert no_room() == (
        "เก็บไฟล์ไม่ได้ เพราะที่เก็บไฟล์ของระบบเต็มหรือขัดข้อง โปรดลงรับโดยไม่แนบไฟล์ไปก่อน แล้วแจ้งผู้ดูแลระบบ"
    )
