"""The emblem: made ready once, from the installed drawing or an office's own file."""

import io

import pytest
from django.core.management import call_command
from PIL import Image

from papers.emblem import HEIGHT_PX, normalise_emblem, placeholder_svg, recolour
from papers.errors import UploadRefused
from papers.qr import qr_png, qr_svg

COLOURED = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
    '<path d="M1 1h8v8h-8z" fill="#f00" stroke="#000"/><path d="M4 4h2v2h-2z" fill="#181a72"/></svg>'
)


def opened(jpeg: bytes) -> Image.Image:
    return Image.open(io.BytesIO(jpeg))


def test_colours_become_line_art():
    assert recolour(COLOURED) == COLOURED.replace("#f00", "#fff").replace("#181a72", "#000")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "SVG"])
def test_an_upload_becomes_a_grey_jpeg_of_600_dpi(kind):
    if kind == "SVG":
        data = COLOURED.encode()
    else:
        target = io.BytesIO()
        picture = Image.new("RGB", (300, 100), "white")
        picture.paste("black", (20, 20, 220, 80))
        picture.save(target, kind)
        data = target.getvalue()

    made = opened(normalise_emblem(data))

    assert (made.format, made.mode, made.height) == ("JPEG", "L", HEIGHT_PX)
    assert made.info["dpi"] == (600, 600)
    assert made.width == pytest.approx(HEIGHT_PX * (1 if kind == "SVG" else 200 / 60), abs=60)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "ไฟล์ตราว่างเปล่า โปรดเลือกไฟล์ใหม่"),
        (b"%PDF-1.7", "ตราต้องเป็นไฟล์ PNG, JPEG หรือ SVG ที่เปิดได้"),
        (b"<svg", "อ่านไฟล์ SVG ไม่ได้ โปรดใช้ไฟล์ PNG หรือ JPEG แทน"),
        (
            b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
            "ไฟล์ SVG มีส่วนที่เรียกใช้สิ่งภายนอก โปรดใช้ไฟล์ PNG หรือ JPEG แทน",
        ),
    ],
)
def test_what_is_no_emblem_is_refused(data, reason):
    with pytest.raises(UploadRefused) as refused:
        normalise_emblem(data)

    assert str(refused.value) == reason


def test_the_command_draws_the_installed_emblem_once(settings, tmp_path, capsys):
    settings.EMBLEM_FILE = str(tmp_path / "new" / "emblem.jpg")
    source = tmp_path / "th.svg"
    source.write_text(COLOURED)

    call_command("make_emblem", source=source)
    first = (tmp_path / "new" / "emblem.jpg").read_bytes()
    source.unlink()
    call_command("make_emblem", "--if-missing", source=source)

    assert opened(first).height == HEIGHT_PX
    assert (tmp_path / "new" / "emblem.jpg").read_bytes() == first


def test_without_the_package_a_marked_placeholder_is_drawn(settings, tmp_path, capsys):
    settings.EMBLEM_FILE = str(tmp_path / "emblem.jpg")

    call_command("make_emblem", source=tmp_path / "absent.svg")

    assert "ไม่ใช่ตราครุฑ" in placeholder_svg()
    assert opened((tmp_path / "emblem.jpg").read_bytes()).height == HEIGHT_PX


def test_qr_codes_are_svg_and_png():
    assert b"<svg" in qr_svg("https://oth.me/QetKY")
    assert Image.open(io.BytesIO(qr_png("https://oth.me/QetKY", scale=2))).size == (66, 66)


def test_a_strip_is_no_emblem():
    target = io.BytesIO()
    Image.new("L", (100_000, 10), "black").save(target, "PNG")

    with pytest.raises(UploadRefused, match="กว้างเกินไป"):
        normalise_emblem(target.getvalue())
