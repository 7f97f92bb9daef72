"""What a clerk types and attaches when a letter comes from outside."""

import io

import pikepdf
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

#: A day on which the letter below is fresh and its deadline lies ahead.
THE_DAY = "2020-10-22 09:26"


def pdf(name="หนังสือ.pdf", password="", pages=1):
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    target = io.BytesIO()
    encryption = pikepdf.Encryption(owner=password, user=password) if password else False
    document.save(target, encryption=encryption)
    return SimpleUploadedFile(name, target.getvalue(), content_type="application/pdf")


def word(name="จดหมาย.docx"):
    return SimpleUploadedFile(name, b"PK\x03\x04 not a letter")


def letter(**changes):
    fields = {
        "kind": "external",
        "number_printed": "มท ๐๘๑๐.๓/ว ๓๑๙๕",
        "dated_printed": "๑๕ ตุลาคม ๒๕๖๓",
        "issuer_name": "กรมส่งเสริมการปกครองท้องถิ่น",
        "addressee": "ผู้ว่าราชการจังหวัด",
        "subject": "การสำรวจการนำโครงการจากแผนชุมชน",
        "urgency": "004",
        "secrecy": "001",
        "due_at": "๓๑ ตุลาคม ๒๕๖๓",
        "channel": "paper",
        "action": "กลุ่มงานส่งเสริมและพัฒนาท้องถิ่น",
    }
    return {**fields, **changes}


def enter(client, **changes):
    return client.post(reverse("register_new"), letter(**changes))


def again(form, **changes):
    """What the page that came back sends: its fields as they stand, and ``changes``."""
    shown = {name: form[name].value() for name in form.fields if "file" not in name}
    shown = {name: value for name, value in shown.items() if value not in (None, False, "")}
    held = {"held_file": form["held_file"].value() or ""}
    return {**shown, **held, **changes}


def held_files():
    """Paths of the uploads that wait in the media folder."""
    if not default_storage.exists("held"):
        return []
    people = default_storage.listdir("held")[0]
    return [f"held/{one}/{f}" for one in people for f in default_storage.listdir(f"held/{one}")[1]]
