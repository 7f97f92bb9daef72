"""QR codes: error correction M, four modules of quiet zone."""

import io

import segno

_QUIET_ZONE = 4


def qr_data_uri(url: str) -> str:
    """The code of ``url`` as a data: address holding SVG, for letters and pages."""
    return _code(url).svg_data_uri(border=_QUIET_ZONE, omitsize=True, encode_minimal=True)


def qr_png(url: str) -> bytes:
    """The code of ``url`` as PNG, for programs that draw no SVG."""
    target = io.BytesIO()
    _code(url).save(target, kind="png", scale=10, border=_QUIET_ZONE)
    return target.getvalue()


def _code(url: str) -> segno.QRCode:
    return segno.make(url, error="m", micro=False)
