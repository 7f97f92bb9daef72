"""Files from outside: refused with their reason, or kept with a safe copy."""

import hashlib
import io
from email.message import EmailMessage

import pikepdf
import pytest
from PIL import Image

from papers.errors import PaperError, UploadRefused
from papers.pages import page_count, page_png
from papers.upload import accept_upload
from tests.papers.outlook_mail import outlook_mail
from tests.papers.reading_pdf import png_size


def pdf(*, edit=None, **saving) -> bytes:
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842))
        if edit:
            edit(document)
        target = io.BytesIO()
        document.save(target, **saving)
        return target.getvalue()


def picture(kind: str, mode: str = "RGB", **saving) -> bytes:
    target = io.BytesIO()
    Image.new(mode, (300, 200), "white").save(target, kind, **saving)
    return target.getvalue()


def written(**saving) -> bytes:
    """Three pages with so much on them that a cut goes through the middle of a page."""

    def write(document):
        for place in range(3):
            document.add_blank_page(page_size=(595, 842))
            document.pages[place].Contents = document.make_stream(b"0 0 m 9 9 l S\n" * 3000)

    return pdf(edit=write, compress_streams=False, **saving)


KINDS = "รับเฉพาะไฟล์ PDF หรือภาพ (JPEG, PNG, TIFF, HEIC, WebP, BMP) โปรดเลือกไฟล์ใหม่"
ASKS = "ไฟล์ PDF มีรหัสผ่าน โปรดพิมพ์รหัสผ่านของไฟล์ในช่อง “รหัสผ่านของไฟล์” แล้วกดอีกครั้ง"
WRONG = "รหัสผ่านของไฟล์ไม่ถูกต้อง โปรดพิมพ์รหัสผ่านอีกครั้ง หรือขอไฟล์ที่ไม่มีรหัสจากผู้ส่ง"
WHOLE = written()
LOCKED = pdf(encryption=pikepdf.Encryption(owner="owner", user="user"))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "ไฟล์ว่างเปล่า โปรดเลือกไฟล์ใหม่"),
        (b"x" * (1024 * 1024 + 1), "ไฟล์ใหญ่เกิน 1 MB โปรดสแกนใหม่ที่ความละเอียดต่ำลง หรือแบ่งเป็นหลายไฟล์"),
        (b"PK\x03\x04 word", "ไฟล์นี้เป็นเอกสารที่ยังแก้ไขได้ โปรดบันทึกเป็น PDF แล้วแนบอีกครั้ง"),
        (b"<!doctype html>", KINDS),
        (picture("GIF"), KINDS),
        (LOCKED, ASKS),
        (b"%PDF-1.7\nnothing more", "ไฟล์ PDF เสียหาย เปิดไม่ได้ โปรดสแกนหรือบันทึกใหม่"),
        (WHOLE[: len(WHOLE) // 2], "ไฟล์ PDF เสียหาย เปิดไม่ได้ โปรดสแกนหรือบันทึกใหม่"),
        (WHOLE[: len(WHOLE) * 99 // 100], "ไฟล์ PDF เสียหาย เปิดไม่ได้ โปรดสแกนหรือบันทึกใหม่"),
        (picture("JPEG")[:-200], "ไฟล์ภาพเสียหาย เปิดไม่ได้ โปรดสแกนหรือถ่ายใหม่"),
        (picture("PNG")[:90], "ไฟล์ภาพเสียหาย เปิดไม่ได้ โปรดสแกนหรือถ่ายใหม่"),
    ],
    ids=[
        "empty",
        "large",
        "word",
        "a web page",
        "gif",
        "locked",
        "broken",
        "half a PDF",
        "a PDF without its end",
        "half a photo",
        "half a picture",
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_reason(data, reason):
    with pytest.raises(UploadRefused) as refused:
        accept_upload(data, "a.pdf", limit_mb=1)

    assert (str(refused.value), refused.value.field) == (reason, "file")


@pytest.mark.parametrize(("password", "reason"), [("", ASKS), ("1234", WRONG)])
def test_a_locked_pdf_asks_for_its_password(password, reason):
    with pytest.raises(UploadRefused) as refused:
        accept_upload(LOCKED, "a.pdf", limit_mb=1, password=password)

    assert (str(refused.value), refused.value.code) == (reason, "locked")


@pytest.mark.parametrize(
    ("data", "password"),
    [
        (LOCKED, "user"),
        (pdf(encryption=pikepdf.Encryption(
            owner="bank", user="", R=4, allow=pikepdf.Permissions(extract=False))), ""),
    ],
    ids=["with its password", "nothing may be copied, as banks have it"],
)  # fmt: skip
def test_a_pdf_that_opens_is_read_without_its_lock(data, password):
    accepted = accept_upload(data, "a.pdf", limit_mb=1, password=password)

    with pikepdf.open(io.BytesIO(accepted.pdf_bytes)) as document:
        assert not document.is_encrypted
    assert (accepted.original_bytes, accepted.pages) == (data, 1)


def test_files_inside_a_pdf_are_found():
    def put_in(document):
        document.attachments["แบบสำรวจ.xlsx"] = pikepdf.AttachedFileSpec(document, b"PK table")
        pinned = pikepdf.AttachedFileSpec(document, b"note", filename=r"C:\note.txt")
        icon = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment, Rect=[9, 9, 20, 20]
        )
        icon.FS = pinned.obj
        document.pages[0].obj.Annots = pikepdf.Array([document.make_indirect(icon)])

    accepted = accept_upload(pdf(edit=put_in), "a.pdf", limit_mb=1)

    assert [(one.name, one.data) for one in accepted.inside] == [
        ("แบบสำรวจ.xlsx", b"PK table"),
        ("note.txt", b"note"),
    ]


def mail(*files: tuple[str, str, bytes]) -> bytes:
    written = EmailMessage()
    written["Subject"] = "ขอส่งหนังสือ"
    written["From"] = "a@example.org"
    written.set_content("ตามแนบ")
    for name, kind, data in files:
        main, _slash, sub = kind.partition("/")
        written.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return bytes(written)


def test_the_letter_in_a_mail_is_taken_and_the_rest_lies_inside():
    sent = mail(("ตาราง.xlsx", "application/zip", b"PK"), ("หนังสือ.pdf", "application/pdf", pdf()))

    accepted = accept_upload(sent, "mail.eml", limit_mb=1)

    assert (accepted.mime, accepted.pages, accepted.original_bytes) == ("message/rfc822", 1, sent)
    assert [one.name for one in accepted.inside] == ["ตาราง.xlsx"]


def test_photos_in_a_mail_are_the_pages_of_the_letter():
    sent = mail(*((f"{n}.jpg", "image/jpeg", picture("JPEG")) for n in range(3)))

    accepted = accept_upload(sent, "mail.eml", limit_mb=1)

    assert (accepted.pages, accepted.inside) == (3, ())


def test_the_letter_in_a_mail_from_outlook_is_taken_too():
    sent = outlook_mail("ตามแนบ", ("ตาราง.xlsx", b"PK" * 3000), ("หนังสือ.pdf", pdf()))

    accepted = accept_upload(sent, "mail.msg", limit_mb=1)

    assert (accepted.mime, accepted.pages) == ("application/vnd.ms-outlook", 1)
    assert accepted.original_bytes == sent
    assert [(one.name, one.data) for one in accepted.inside] == [("ตาราง.xlsx", b"PK" * 3000)]


def test_a_damaged_mail_from_outlook_is_refused_with_a_sentence():
    sent = outlook_mail("ตามแนบ", ("หนังสือ.pdf", pdf()))

    with pytest.raises(PaperError) as refused:
        accept_upload(sent[:1600], "mail.msg", limit_mb=1)

    assert str(refused.value) == ("อีเมลนี้เสียหาย เปิดไม่ได้ โปรดบันทึกอีเมลใหม่ หรือแนบไฟล์ PDF ที่อยู่ในอีเมล")


def test_a_list_of_pages_that_leads_back_to_itself_is_counted_as_viewers_do():
    def bend(document):
        pages = document.Root.Pages
        pages.Kids.append(pages)

    accepted = accept_upload(pdf(edit=bend), "a.pdf", limit_mb=1)

    assert accepted.pages == 1


def test_a_pdf_keeps_its_bytes_and_gets_a_readable_copy():
    data = pdf()

    accepted = accept_upload(data, r"C:\scan\หนังสือ.pdf", limit_mb=1)

    assert accepted.original_bytes == data
    assert accepted.sha256 == hashlib.sha256(data).hexdigest()
    assert (accepted.original_name, accepted.mime, accepted.pages) == (
        "หนังสือ.pdf", "application/pdf", 1,
    )  # fmt: skip
    assert page_count(accepted.pdf_bytes) == 1


@pytest.mark.parametrize(
    "data",
    [WHOLE[: WHOLE.rindex(b"startxref")], WHOLE.replace(b"startxref\n", b"startxref\n9")],
    ids=["without its last lines", "a wrong cross-reference table"],
)
def test_a_pdf_of_which_nothing_is_lost_is_kept(data):
    accepted = accept_upload(data, "a.pdf", limit_mb=1)

    with pikepdf.open(io.BytesIO(accepted.pdf_bytes)) as document:
        drawn = [len(page.Contents.read_bytes()) for page in document.pages][:3]
    assert (accepted.pages, drawn) == (4, [42000, 42000, 42000])


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (picture("JPEG"), "image/jpeg"),
        (picture("PNG", "RGBA"), "image/png"),
        (picture("TIFF"), "image/tiff"),
    ],
)
def test_a_picture_becomes_a_page_of_a4(data, mime):
    accepted = accept_upload(data, "scan", limit_mb=1)

    with pikepdf.open(io.BytesIO(accepted.pdf_bytes)) as document:
        box = [round(float(edge)) for edge in document.pages[0].mediabox]
    assert (accepted.mime, accepted.pages, sorted(box[2:])) == (mime, 1, [595, 842])


def test_a_phone_photo_is_turned_as_it_was_held():
    exif = Image.Exif()
    exif[0x0112] = 6

    accepted = accept_upload(picture("JPEG", exif=exif), "photo.jpg", limit_mb=1)

    width, height = png_size(page_png(accepted.pdf_bytes, 1, 200))
    assert width < height


def test_nothing_acts_by_itself_in_the_copy():
    def arm(document):
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")
        link = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://oth.me/QetKY")
        document.Root.OpenAction = script
        document.Root.Names = pikepdf.Dictionary(
            JavaScript=pikepdf.Dictionary(Names=["a", document.make_indirect(script)])
        )
        document.attachments["virus.exe"] = b"MZ"
        page = document.pages[0]
        page.obj.AA = pikepdf.Dictionary(O=script)
        page.obj.Annots = pikepdf.Array(
            pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
            for action in (launch, link)
        )

    accepted = accept_upload(pdf(edit=arm), "a.pdf", limit_mb=1)

    with pikepdf.open(io.BytesIO(accepted.pdf_bytes)) as document:
        actions = [str(item.A.S) if "/A" in item else "" for item in document.pages[0].Annots]
        kept = {*document.Root.keys(), *document.pages[0].obj.keys()}
        attached = list(document.attachments)
    text = pikepdf.open(io.BytesIO(accepted.pdf_bytes))
    target = io.BytesIO()
    text.save(target, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert actions == ["", "/URI"]
    assert kept.isdisjoint({"/OpenAction", "/AA"})
    assert attached == []
    assert [word for word in (b"app.alert", b"cmd.exe", b"MZ") if word in target.getvalue()] == []
    text.close()


def test_a_page_that_is_not_there():
    with pytest.raises(IndexError):
        page_png(pdf(), 2, 100)


def test_a_page_like_a_long_strip_is_drawn_small():
    def strip(document):
        document.add_blank_page(page_size=(3, 14400))

    width, height = png_size(page_png(pdf(edit=strip), 2, 1240))

    assert height <= 9000
    assert width < 10
