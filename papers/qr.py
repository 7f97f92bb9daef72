"""QR codes: error correction M, four modules of quiet zone."""

import segno

_QUIET_ZONE = 4


def qr_data_uri(url: str) -> str:
    """The code of ``url`` as a data: address holding SVG, for letters and pages."""
    return _code(url).svg_data_uri(border=_QUIET_ZONE, omitsize=True, encode_minimal=True)


def _code(url: str) -> segno.QRCode:
    return segno.make(url, error="m", micro=False)
