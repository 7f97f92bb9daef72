"""QR codes: error correction M, four modules of quiet zone."""

import io

import segno

_QUIET_ZONE = 4


def qr_svg(url: str) -> bytes:
    """The code of ``url`` as SVG without a fixed size."""
    target = io.BytesIO()
    _code(url).save(target, kind="svg", border=_QUIET_ZONE, omitsize=True, svgns=True)
    return target.getvalue()


def qr_png(url: str, *, scale: int = 8) -> bytes:
    """The code of ``url`` as PNG, ``scale`` pixels a module."""
    target = io.BytesIO()
    _code(url).save(target, kind="png", border=_QUIET_ZONE, scale=scale)
    return target.getvalue()


def qr_data_uri(url: str) -> str:
    """The code of ``url`` as a data: address holding SVG, for letters and pages."""
    return _code(url).svg_data_uri(border=_QUIET_ZONE, omitsize=True, encode_minimal=True)


def _code(url: str) -> segno.QRCode:
    return segno.make(url, error="m", micro=False)
