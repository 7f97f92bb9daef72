"""The words of a letter are taken from a version and from a signed letter alike."""

from dataclasses import replace

from circulars.domain.content import Content, content_of
from circulars.models import DraftVersion, Letter


def test_words_are_read_off_a_version_and_off_a_letter():
    words = replace(
        Content(subject="เรื่องหนึ่ง"), references=["ก"], enclosures=[{"text": "ข", "amount": "๑"}]
    )
    fields = {name: getattr(words, name) for name in Content.__dataclass_fields__}

    assert content_of(DraftVersion(**fields)) == words
    assert content_of(Letter(**fields)) == words
