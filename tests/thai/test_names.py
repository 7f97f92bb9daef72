import pytest

from thai.names import (
    ActingKind,
    AddresseeKind,
    Salutation,
    person_in_brackets,
    salutation_for,
    signer_block,
    split_rank,
    split_title,
)


def test_the_deputy_governor_signs_as_in_the_real_letter():
    block = signer_block(
        "นายอนุชา โฆษาศิวิไลซ์",
        "รองผู้ว่าราชการจังหวัดบึงกาฬ",
        ActingKind.ON_BEHALF,
        "ผู้ว่าราชการจังหวัดบึงกาฬ",
    )

    assert block == [
        "(นายอนุชา โฆษาศิวิไลซ์)",
        "รองผู้ว่าราชการจังหวัดบึงกาฬ ปฏิบัติราชการแทน",
        "ผู้ว่าราชการจังหวัดบึงกาฬ",
    ]


def test_the_head_himself_has_two_lines():
    assert signer_block("นายประยูร รัตนเสนีย์", "อธิบดีกรมส่งเสริมการปกครองท้องถิ่น") == [
        "(นายประยูร รัตนเสนีย์)",
        "อธิบดีกรมส่งเสริมการปกครองท้องถิ่น",
    ]


def test_acting_for_nobody_and_unknown_acting_words_are_refused():
    with pytest.raises(ValueError, match="ต้องระบุว่าลงนามแทนตำแหน่งใด"):
        signer_block("นายอนุชา โฆษาศิวิไลซ์", "รองผู้ว่าราชการจังหวัด", "รักษาราชการแทน")
    with pytest.raises(ValueError, match="somehow"):
        signer_block("นายอนุชา โฆษาศิวิไลซ์", "รองผู้ว่าราชการจังหวัด", "somehow", "ผู้ว่าฯ")


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
    assert signer_block("นายก ข", "ปลัดเทศบาล", kind, "นายกเทศมนตรี") == [
        "(นายก ข)",
        f"ปลัดเทศบาล {words}",
        "นายกเทศมนตรี",
    ]


def test_a_rank_stays_outside_the_brackets():
    assert person_in_brackets("ร้อยตรี ปณิธาน เลิศฤทธิ์") == "(ปณิธาน เลิศฤทธิ์)"
    assert split_rank("ว่าที่ร้อยตรี สมชาย ใจดี") == ("ว่าที่ร้อยตรี", "สมชาย ใจดี")
    assert split_rank("พันจ่าเอกสมชาย ใจดี") == ("พันจ่าเอก", "สมชาย ใจดี")


def test_brackets_are_never_doubled_and_never_empty():
    assert person_in_brackets("(นางสาวดวงใจ  ดีงาม)") == "(นางสาวดวงใจ ดีงาม)"
    with pytest.raises(ValueError, match="ยังไม่ได้ระบุชื่อผู้ลงนาม"):
        person_in_brackets("  ")


def test_titles_are_told_apart():
    assert split_title("นางสาวดวงใจ ดีงาม") == ("นางสาว", "ดวงใจ ดีงาม")
    assert split_title("นางดวงใจ ดีงาม") == ("นาง", "ดวงใจ ดีงาม")
    assert split_title("ดวงใจ ดีงาม") == ("", "ดวงใจ ดีงาม")


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
