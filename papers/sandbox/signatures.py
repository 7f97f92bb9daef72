"""
Digital signatures in a file: who signed, and whether it is still what was signed.

Runs behind the door only. Nothing is fetched: revoked certificates are not known here, and
an issuer is known when its root is among those that the office trusts.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
from dataclasses import dataclass
from typing import Any

_MOST = 20
_LONGEST_NAME = 200
_MARK = b"/ByteRange"
#: The object identifier of CMS signed data, as DER writes it.
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_PEM = b"-----BEGIN"


@dataclass(frozen=True, slots=True)
class Signature:
    """
    ``state``: "unchanged", "added" (to, what was signed stays), "changed", or "unchecked".

    ``at`` is the moment that the signer's own clock gave, in ISO form, or empty.
    """

    name: str = ""
    organisation: str = ""
    at: str = ""
    state: str = "unchecked"
    issuer_known: bool = False


def signatures_of(pdf: bytes, *, password: str, roots: str) -> list[Signature]:
    """The signatures of a PDF; what cannot be read of one is left empty. Never raises."""
    if _MARK not in pdf:
        return []
    # Only where there is something to check: the library costs a second to load.
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415

    found = []
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        if reader.encrypted:
            reader.decrypt(password)
        embedded = reader.embedded_regular_signatures[:_MOST]
    except Exception:  # noqa: BLE001 - a signature that cannot be read is none that counts
        return [Signature()]
    for one in embedded:
        status = None
        with contextlib.suppress(Exception):
            status = validate_pdf_signature(one, signer_validation_context=_trust(roots))
        found.append(
            _said(one.signer_cert, one.self_reported_timestamp, status, later=_later(status))
        )
    return found


def unwrapped(data: bytes, *, roots: str) -> tuple[bytes, list[Signature]] | None:
    """What lies in a signed envelope (.p7m), and who signed it; None when it is none."""
    if data.lstrip()[: len(_PEM)] != _PEM and _SIGNED_DATA not in data[:64]:
        return None
    from asn1crypto import cms, pem  # noqa: PLC0415

    try:
        der = pem.unarmor(data)[2] if pem.detect(data) else data
        signed = cms.ContentInfo.load(der)["content"]
        content = signed["encap_content_info"]["content"].native
    except Exception:  # noqa: BLE001 - the library has no error of its own for what is malformed
        return None
    if not isinstance(content, bytes) or not content:
        return None
    return content, _signers(signed, roots)


def _signers(signed: Any, roots: str) -> list[Signature]:
    from pyhanko.sign.general import extract_certificate_info  # noqa: PLC0415
    from pyhanko.sign.validation import async_validate_cms_signature  # noqa: PLC0415

    status, certificate, moment = None, None, None
    with contextlib.suppress(Exception):
        certificate = extract_certificate_info(signed).signer_cert
        for attribute in signed["signer_infos"][0]["signed_attrs"]:
            if attribute["type"].native == "signing_time":
                moment = attribute["values"][0].native
        check = async_validate_cms_signature(signed, validation_context=_trust(roots))
        status = asyncio.run(check)
    return [_said(certificate, moment, status, later=False)]


def _trust(roots: str) -> Any:
    from asn1crypto import pem, x509  # noqa: PLC0415
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    found = pem.unarmor(roots.encode(), multiple=True) if roots.strip() else ()
    trusted = [x509.Certificate.load(der) for kind, _headers, der in found if kind == "CERTIFICATE"]
    return ValidationContext(trust_roots=trusted, allow_fetching=False, revocation_mode="soft-fail")


def _later(status: Any) -> bool:
    """Was anything written into the file after it was signed, other than proof of it?"""
    from pyhanko.sign.diff_analysis import ModificationLevel  # noqa: PLC0415
    from pyhanko.sign.validation.status import SignatureCoverageLevel  # noqa: PLC0415

    if status is None or status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return False
    level = status.modification_level
    return level is None or level > ModificationLevel.LTA_UPDATES


def _said(certificate: Any, moment: Any, status: Any, *, later: bool) -> Signature:
    subject = certificate.subject.native if certificate is not None else {}
    state = "unchecked"
    if status is not None:
        whole = status.intact and status.valid
        state = ("added" if later else "unchanged") if whole else "changed"
    return Signature(
        name=_one(subject.get("common_name")),
        organisation=_one(subject.get("organization_name")),
        at=moment.isoformat() if moment is not None else "",
        state=state,
        issuer_known=bool(status is not None and status.trusted and state != "changed"),
    )


def _one(value: Any) -> str:
    """A name; certificates may have several of a kind."""
    first = value[0] if isinstance(value, list) else value
    return str(first or "")[:_LONGEST_NAME]
