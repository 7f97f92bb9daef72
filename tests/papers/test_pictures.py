"""Pictures of every kind come out upright, and lose nothing that a PDF can hold."""

import io

import pytest
from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

from papers.pages import page_png
from papers.sandbox.tiff_jpeg import jpeg_of
from papers.sandbox.upright import sheets_of
from papers.upload import accept_upload

register_heif_opener()
BACK = {
    1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270,
}  # fmt: skip


def marked(mode: str = "RGB") -> Image.Image:
    """A portrait page, dark at the upper left corner only."""
    picture = Image.new("L", (240, 320), 235)
    picture.paste(20, (16, 16, 112, 80))
    return picture.convert(mode)


def saved(picture: Image.Image, kind: str, **saving) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **saving)
    return target.getvalue()


def dark_corner(data: bytes) -> tuple[int, ...]:
    """Where the mark lies on the page that is read, in percent of the picture."""
    accepted = accept_upload(data, "a", limit_mb=20)
    page = Image.open(io.BytesIO(page_png(accepted.pdf_bytes, 1, 420))).convert("L")
    assert page.height > page.width
    dark = page.point(lambda dot: 255 * (dot < 128)).getbbox()
    picture = ImageOps.invert(page).point(lambda dot: 255 * (dot > 8)).getbbox()
    wide, high = picture[2] - picture[0], picture[3] - picture[1]
    edges = (dark[0] - picture[0], dark[1] - picture[1], dark[2] - picture[0], dark[3] - picture[1])
    return tuple(
        round(10 * edge / side) for edge, side in zip(edges, (wide, high) * 2, strict=True)
    )


WHERE = (1, 0, 5, 2)


@pytest.mark.parametrize("turn", BACK)
@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_every_orientation_is_turned_upright(kind, turn):
    lying = marked() if BACK[turn] is None else marked().transpose(BACK[turn])
    exif = Image.Exif()
    exif[0x0112] = turn
    told = {"tiffinfo": {274: turn}} if kind == "TIFF" else {"exif": exif, "quality": 95}

    assert dark_corner(saved(lying, kind, **told)) == WHERE


@pytest.mark.parametrize(
    "data",
    [
        saved(marked(), "HEIF"),
        saved(marked(), "AVIF"),
        saved(marked(), "WEBP"),
        saved(marked(), "BMP"),
        saved(marked("RGBA"), "PNG"),
        saved(marked("CMYK"), "JPEG"),
        saved(marked("CMYK"), "TIFF"),
        saved(marked("I").point(lambda dot: dot * 257).convert("I;16"), "TIFF"),
        saved(marked("I").point(lambda dot: dot * 257).convert("I;16"), "PNG"),
        saved(marked("L"), "TIFF", compression="jpeg"),
    ],
    ids=[
        "heic",
        "avif",
        "webp",
        "bmp",
        "alpha",
        "cmyk-jpeg",
        "cmyk-tiff",
        "grey16-tiff",
        "grey16-png",
        "jpeg-tiff",
    ],
)
def test_every_kind_of_picture_is_seen_as_it_was(data):
    assert dark_corner(data) == WHERE


@pytest.mark.parametrize("mode", ["L", "YCbCr"])
def test_the_jpeg_inside_a_tiff_is_kept_as_it_is(mode):
    # Large enough for several strips, and no whole number of units wide or high.
    page = Image.effect_noise((1011, 1501), 60).convert(mode)
    scanned = saved(page, "TIFF", compression="jpeg", quality=70)

    mime, [sheet] = sheets_of(scanned)

    with Image.open(io.BytesIO(scanned)) as before, Image.open(io.BytesIO(sheet)) as after:
        assert len(before.tag_v2[273]) > 1
        assert list(after.convert("RGB").tobytes()) == list(before.convert("RGB").tobytes())
    assert (mime, len(sheet) < len(scanned) * 1.01) == ("image/tiff", True)


def test_grey_of_32_bits_uses_the_shades_of_paper():
    page = marked("F").point(lambda dot: dot * 1000 + 0)

    _mime, [sheet] = sheets_of(saved(page, "TIFF"))

    with Image.open(io.BytesIO(sheet)) as seen:
        assert (seen.mode, seen.getextrema()) == ("L", (0, 255))


def test_pages_of_one_tiff_may_lie_each_its_own_way():
    lying = marked("L").transpose(Image.Transpose.ROTATE_90)
    pages = [
        saved(lying, "TIFF", tiffinfo={274: 6}, compression="jpeg"),
        saved(marked("1"), "TIFF"),
    ]
    first, second = (Image.open(io.BytesIO(page)) for page in pages)
    several = saved(first, "TIFF", save_all=True, append_images=[second])

    accepted = accept_upload(several, "a.tif", limit_mb=1)

    assert accepted.pages == 2


@pytest.mark.parametrize("tags", [{}, {259: 7, 262: 2}, {259: 7, 262: 1, 273: (0,), 279: (9,)}])
def test_what_is_no_jpeg_inside_is_not_taken_for_one(tags):
    assert jpeg_of(b"no picture at all", tags) is None
