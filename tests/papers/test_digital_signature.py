"""The PDF of a letter is signed with the office's key, by a test authority made here."""

import datetime as dt

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from papers.digital_signature import sign_pdf
from papers.errors import PaperError
from papers.upload import accept_upload
from tests.factories import MONDAY
from tests.papers.small import small_pdf
from tests.screens.work.task_screens import House

PASSWORD = "ทดสอบ"


def name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, common),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "จังหวัดทดสอบ"),
        ]
    )


def made(subject: x509.Name, issuer: x509.Name, key, signing_key, *, authority: bool):
    now = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    usage = x509.KeyUsage(
        digital_signature=not authority, content_commitment=not authority, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=authority, crl_sign=authority,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    certificate = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer)
    certificate = certificate.serial_number(x509.random_serial_number())
    certificate = certificate.public_key(key.public_key()).not_valid_before(now)
    certificate = certificate.not_valid_after(now + dt.timedelta(days=9))
    certificate = certificate.add_extension(usage, critical=True)
    limits = x509.BasicConstraints(ca=authority, path_length=None)
    return certificate.add_extension(limits, critical=True).sign(signing_key, hashes.SHA256())


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """The key of a signer, his certificate and its authority; and the authority alone."""
    folder = tmp_path_factory.mktemp("keys")
    root_key, key = (rsa.generate_private_key(65537, 2048) for _n in range(2))
    root = made(name("ผู้ออกใบรับรอง"), name("ผู้ออกใบรับรอง"), root_key, root_key, authority=True)
    own = made(name("ผู้ว่าราชการจังหวัด"), root.subject, key, root_key, authority=False)
    lock = serialization.BestAvailableEncryption(PASSWORD.encode())
    kept = pkcs12.serialize_key_and_certificates(b"t", key, own, [root], lock)
    (folder / "signer.p12").write_bytes(kept)
    (folder / "roots.pem").write_bytes(root.public_bytes(serialization.Encoding.PEM))
    return folder


@pytest.fixture
def key(store, settings):
    settings.SIGNING_KEY_FILE = str(store / "signer.p12")
    settings.SIGNING_KEY_PASSWORD = PASSWORD
    settings.SIGNING_ROOTS = str(store / "roots.pem")


def said(pdf: bytes) -> list[tuple[str, str, bool]]:
    found = accept_upload(pdf, "a.pdf", limit_mb=1).signatures
    return [(one["name"], one["state"], one["issuer_known"]) for one in found]


def test_without_a_key_a_pdf_stays_as_it_is(settings):
    settings.SIGNING_KEY_FILE = ""
    pdf = small_pdf()

    assert sign_pdf(pdf, name="ก", reason="ข") == pdf


def test_what_was_drawn_stays_and_the_signature_is_added_behind_it(key):
    pdf = small_pdf()

    signed = sign_pdf(pdf, name="นายก ข", reason="ผู้ว่าราชการจังหวัด")

    assert signed.startswith(pdf)
    assert b"ETSI.CAdES.detached" in signed
    assert said(signed) == [("ผู้ว่าราชการจังหวัด", "unchanged", True)]


def test_one_byte_that_changes_is_told(key):
    signed = sign_pdf(small_pdf(), name="นายก ข", reason="")
    place = signed.index(b"595.276")

    changed = signed[:place] + b"585.276" + signed[place + 7 :]

    assert [state for _name, state, _known in said(changed)] == ["changed"]


def test_a_key_that_cannot_be_read_stops_the_signing(key, settings):
    settings.SIGNING_KEY_PASSWORD = "ผิด"

    with pytest.raises(PaperError, match=r"cannot read the signing key signer\.p12"):
        sign_pdf(small_pdf(), name="ก", reason="ข")


@pytest.mark.django_db
def test_the_kept_letter_is_signed_and_its_digest_is_that_of_the_signed_file(key):
    letter = House(districts=1).signed()

    kept = letter.files.get(role="composed")
    with kept.file.open("rb") as stored:
        pdf = stored.read()
    assert said(pdf) == [("ผู้ว่าราชการจังหวัด", "unchanged", True)]
    assert (kept.size, letter.signed_at) == (len(pdf), MONDAY)
