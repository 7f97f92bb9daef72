"""
What the child behind the door does, done here: the same answers.

What runs in the child counts no lines; here they are counted.
"""

import io
import json
from email.message import EmailMessage

import pytest
from PIL import Image
from weasyprint import HTML

from papers.sandbox import jobs
from papers.sandbox.door import ask
from papers.sandbox.wire import Message
from tests.papers.made_forms import box, form, text_field
from tests.papers.reading.drawn_pages import page_pdf
from tests.papers.reading.random_letters import make
from tests.papers.reading.random_pages import page
from tests.papers.reading.scanning import Scanner
from tests.papers.small import small_pdf


def letter(seed: int) -> bytes:
    drawn: bytes = HTML(string=page(make(seed), ("Laksaman",))).write_pdf()
    return drawn


def photo(kind: str, orientation: int = 1) -> bytes:
    picture = Image.new("RGB", (420, 594), "white")
    picture.paste((20, 20, 20), (40, 40, 200, 60))
    exif = picture.getexif()
    exif[0x0112] = orientation
    target = io.BytesIO()
    picture.save(target, kind, exif=exif)
    return target.getvalue()


def mail(*attached: bytes) -> bytes:
    written = EmailMessage()
    written["Subject"] = "ขอส่งหนังสือ"
    written.set_content("เรียน ผู้เกี่ยวข้อง")
    for number, data in enumerate(attached):
        written.add_attachment(
            data, maintype="application", subtype="pdf", filename=f"หนังสือ {number}.pdf"
        )
    return written.as_bytes()


def scan(seed: int) -> bytes:
    return Scanner(dpi=150).scan(letter(seed), seed)


SMALL = small_pdf(2)
OPEN = {"password": "", "roots": ""}
WORK = {
    **{f"text {seed}": ("text", [letter(seed)], {}) for seed in (300, 303, 306, 311, 317)},
    "text of a scan": ("text", [scan(300)], {}),
    "text of a small one": ("text", [SMALL], {}),
    "photos": ("photos", [photo("JPEG", 6), photo("PNG"), photo("TIFF"), photo("WEBP", 3)], {}),
    "mail": ("mail", [mail(SMALL, letter(300))], {}),
    "read": ("read", [scan(301)], {"page": 1}),
    "read a printed page": ("read", [page_pdf((30, 40, "ที่ มท ๐๘๑๐.๘/ว ๑๒๓๔"))], {"page": 1}),
    "page": ("page", [SMALL], {"page": 2, "width": 300}),
    "count": ("count", [SMALL], {}),
    "accept": ("accept", [letter(302)], OPEN),
    "accept a photo": ("accept", [photo("JPEG", 8)], OPEN),
    "accept a mirrored photo": ("accept", [photo("JPEG", 5)], OPEN),
    "accept a mail": ("accept", [mail(SMALL)], OPEN),
    "accept a form": ("accept", [form(text_field("ก"), box("/On", Ff=1 << 15)), SMALL], OPEN),
    "values of a form": ("accept", [form(text_field("ก"), text_field("ข", Ff=1 << 13))], OPEN),
    "gather": ("gather", [SMALL, letter(300)], {}),
    "pick": ("pick", [SMALL], {"pages": [2]}),
    "kind": ("kind", [b"a,b"], {"name": "a.csv"}),
    "stamp": ("stamp", [SMALL, SMALL], {"shapes": [[[50, 25]]]}),
    "stamped page": ("stamped_page", [SMALL, SMALL], {"shapes": [[[50, 25]]], "width": 90}),
}


@pytest.mark.parametrize("name", WORK)
def test_a_job_done_here_gives_what_the_child_gives(name, monkeypatch):
    # The limits of a child would be those of the whole run of tests.
    monkeypatch.setattr(jobs, "hurry", lambda _seconds: None)
    job, parts, arguments = WORK[name]

    here = jobs.JOBS[job](Message({"job": job, **arguments}, list(parts)))
    there = ask(job, *parts, **arguments)

    # Across the wire a tuple comes as a list.
    assert json.loads(json.dumps(here.head)) == there.head
    assert list(here.parts) == list(there.parts)
