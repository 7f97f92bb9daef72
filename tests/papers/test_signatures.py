"""Signatures are recognised when a file comes in: by whom, and whether it was changed since."""

import datetime as dt
import io
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs7, pkcs12
from cryptography.x509.oid import NameOID

from papers.pages import page_png
from papers.upload import accept_upload
from tests.papers.small import small_pdf

NAME = x509.Name(
    [
        x509.NameAttribute(NameOID.COMMON_NAME, "นายสมชาย ใจดี"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, "กรมทดสอบ"),
    ]
)


@pytest.fixture(scope="module")
def signer():
    key = rsa.generate_private_key(65537, 2048)
    now = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=False, crl_sign=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    made = x509.CertificateBuilder().subject_name(NAME).issuer_name(NAME).serial_number(7)
    made = made.public_key(key.public_key()).not_valid_before(now)
    made = made.not_valid_after(now + dt.timedelta(days=9)).add_extension(usage, critical=True)
    return key, made.sign(key, hashes.SHA256())


@pytest.fixture(scope="module")
def signed(signer, tmp_path_factory) -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    store = tmp_path_factory.mktemp("signer") / "signer.p12"
    key, certificate = signer
    lock = serialization.BestAvailableEncryption(b"x")
    store.write_bytes(pkcs12.serialize_key_and_certificates(b"t", key, certificate, None, lock))
    writer = IncrementalPdfFileWriter(io.BytesIO(small_pdf()))
    box = fields.SigFieldSpec("Sig1", on_page=0, box=(330, 120, 540, 200))
    fields.append_signature_field(writer, box)
    meta = signers.PdfSignatureMetadata(
        field_name="Sig1", subfilter=fields.SigSeedSubFilter.PADES, reason="ลงนามหนังสือ"
    )
    by = signers.SimpleSigner.load_pkcs12(str(store), passphrase=b"x")
    # In a thread of its own: it starts a loop, and Playwright may keep one in ours.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(signers.sign_pdf, writer, meta, signer=by).result().getvalue()


def said(data: bytes) -> list[tuple[str, str, str, bool]]:
    found = accept_upload(data, "a.pdf", limit_mb=1).signatures
    return [(one["name"], one["organisation"], one["state"], one["issuer_known"]) for one in found]


def test_a_signed_pdf_says_by_whom_and_keeps_the_picture_of_the_signature(signed):
    accepted = accept_upload(signed, "a.pdf", limit_mb=1)

    assert said(signed) == [("นายสมชาย ใจดี", "กรมทดสอบ", "unchanged", False)]
    assert page_png(accepted.pdf_bytes, 1, 300) != page_png(small_pdf(), 1, 300)


def test_an_issuer_that_the_office_trusts_is_known(signed, signer, settings, tmp_path):
    roots = tmp_path / "roots.pem"
    roots.write_bytes(signer[1].public_bytes(serialization.Encoding.PEM))
    settings.SIGNING_ROOTS = str(roots)

    assert said(signed) == [("นายสมชาย ใจดี", "กรมทดสอบ", "unchanged", True)]


def test_a_letter_that_was_changed_after_signing_is_told(signed):
    place = signed.index(b"595.276")

    changed = signed[:place] + b"585.276" + signed[place + 7 :]

    assert said(changed) == [("นายสมชาย ใจดี", "กรมทดสอบ", "changed", False)]


def test_what_was_added_after_signing_is_told(signed):
    from pyhanko.pdf_utils.generic import pdf_name, pdf_string
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    writer.root[pdf_name("/Added")] = pdf_string("later")
    writer.update_root()
    target = io.BytesIO()
    writer.write(target)

    assert said(target.getvalue()) == [("นายสมชาย ใจดี", "กรมทดสอบ", "added", False)]


def test_the_letter_in_a_signed_envelope_is_taken_out_of_it(signer):
    key, certificate = signer
    builder = pkcs7.PKCS7SignatureBuilder().set_data(small_pdf(2))
    builder = builder.add_signer(certificate, key, hashes.SHA256())
    options = [pkcs7.PKCS7Options.Binary]
    for encoding in (serialization.Encoding.DER, serialization.Encoding.PEM):
        envelope = builder.sign(encoding, options)

        accepted = accept_upload(envelope, "letter.p7m", limit_mb=1)

        assert (accepted.mime, accepted.pages) == ("application/pkcs7-mime", 2)
        assert accepted.original_bytes == envelope
        assert said(envelope) == [("นายสมชาย ใจดี", "กรมทดสอบ", "unchanged", False)]


def test_a_mark_without_a_signature_is_none():
    def mark(document: pikepdf.Pdf) -> None:
        sheet = document.pages[0].obj
        field = pikepdf.Dictionary(
            FT=pikepdf.Name.Sig, T="s", Subtype=pikepdf.Name.Widget, Rect=[0, 0, 9, 9]
        )
        field.V = pikepdf.Dictionary(ByteRange=[0, 1, 2, 3], Contents=b"no signature")
        field = document.make_indirect(field)
        sheet.Annots = pikepdf.Array([field])
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[field], SigFlags=3)

    data = small_pdf(edit=mark)

    assert said(data) == []
