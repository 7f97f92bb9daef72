"""The electronic signature under a letter of ours (PAdES), the last thing that is drawn on it."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from django.conf import settings

from papers.errors import PaperError

_FIELD = "Signature1"
#: Bytes kept free for the signature with its certificates.
_ROOM = 16384


def signs_electronically() -> bool:
    """Whether the office has set the key with which its letters are signed."""
    return bool(settings.SIGNING_KEY_FILE)


def sign_pdf(pdf: bytes, *, name: str, reason: str) -> bytes:
    """
    ``pdf`` with the signature of the office's key (PKCS#12); as it is, when none is set.

    ``name`` is who signed, ``reason`` as what. Bytes that were drawn before stay what they are:
    the signature is added behind them. The moment is that of the clock of this machine.
    Raises PaperError when the key cannot be read.
    """
    if not signs_electronically():
        return pdf
    # Only where there is a key: the library costs a second to load.
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415
    from pyhanko.sign import fields, signers  # noqa: PLC0415

    load: Any = signers.SimpleSigner.load_pkcs12
    signer = load(
        settings.SIGNING_KEY_FILE, passphrase=settings.SIGNING_KEY_PASSWORD.encode() or None
    )
    if signer is None:
        raise PaperError(f"cannot read the signing key {Path(settings.SIGNING_KEY_FILE).name}")
    meta = signers.PdfSignatureMetadata(
        field_name=_FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        name=name,
        reason=reason,
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    # In a thread of its own: it starts a loop, and the caller's may keep one already.
    with ThreadPoolExecutor(1) as pool:
        signed = pool.submit(
            signers.sign_pdf, writer, meta, signer=signer, bytes_reserved=_ROOM
        ).result()
    return bytes(signed.getbuffer())
