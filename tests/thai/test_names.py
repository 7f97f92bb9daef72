import pytest

from thai.names import ActingKind, AddresseeKind, Salutation, position_lines, salutation_for


def test_the_deputy_governor_signs_as_in_the_real_letter():
    lines = position_lines("รองผู้ว่าราชการจังหวัดบึงกาฬ", ActingKind.ON_BEHALF, "ผู้ว่าราชการจังหวัดบึงกาฬ")

    assert lines == ("รองผู้ว่าราชการจังหวัดบึงกาฬ ปฏิบัติราชการแทน", "ผู้ว่าราชการจังหวัดบึงกาฬ")


def test_the_head_himself_has_one_line_and_somebody_without_a_position_none():
    head = "อธิบดีกรมส่งเสริมการปกครองท้องถิ่น"

    assert (position_lines(head), position_lines("")) == ((head,), ())


def test_unknown_acting_words_are_refused():
    with pytest.raises(ValueError, match="somehow"):
        position_lines("รองผู้ว่าราชการจังหวัด", "somehow", "ผู้ว่าฯ")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("on_behalf", "ปฏิบัติราชการแทน"),
        ("in_place", "รักษาราชการแทน"),
        ("in_position", "รักษาการในตำแหน่ง"),
        ("duty", "ปฏิบัติหน้าที่"),
        ("รักษาราชการแทน", "รักษาราชการแทน"),
    ],
)
def test_kinds_of_acting_have_their_words(kind, words):
    lines = position_lines("ปลัดเทศบาล", kind, "นายกเทศมนตรี")

    assert lines == (f"ปลัดเทศบาล {words}", "นายกเทศมนตรี")


@pytest.mark.parametrize(
    ("kind", "form", "words"),
    [
        (AddresseeKind.GENERAL, "external", Salutation("เรียน", "ขอแสดงความนับถือ")),
        ("highest", "external", Salutation("กราบเรียน", "ขอแสดงความนับถืออย่างยิ่ง")),
        ("monk", "external", Salutation("นมัสการ", "ขอนมัสการด้วยความเคารพ")),
        ("general", "memo", Salutation("เรียน", "")),
        ("general", "sealed", Salutation("ถึง", "")),
    ],
)
def test_polite_words_follow_addressee_and_form(kind, form, words):
    assert salutation_for(kind, form=form) == words
