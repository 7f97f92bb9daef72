from dataclasses import replace

import pytest

from thai.proofreading import KnownLetter, Proof, proofread, unprinted

FINE = Proof(
    body="ด้วยมีเรื่อง ดูที่ https://w.go.th/s/12 ภายในวันจันทร์ที่ ๒๖ ตุลาคม ๒๕๖๓",
    subject="แผนปี ๒๕๖๓",
    contact="กลุ่มงาน\nโทร. 0 4249 2477",
)
KNOWN = (KnownLetter("มท 0810.3/ว 3195", "มท|0810.3|ว|3195", "15 ตุลาคม 2563"),)


def said(proof):
    return [str(one) for one in proofread(proof)]


def test_nothing_is_said_of_a_letter_in_order():
    assert said(FINE) == []
    assert (
        said(
            replace(
                FINE, enclosures=["สำเนาหนังสือ ที่ มท ๐๘๑๐.๓/ว ๓๑๙๕ ลงวันที่ ๑๕ ตุลาคม ๒๕๖๓"], known=KNOWN
            )
        )
        == []
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            {"body": "จึง… (ให้ผู้ร่างเติม)"},
            "ในข้อความยังมีที่เว้นไว้ให้เติม “… (ให้ผู้ร่างเติม)” โปรดเขียนให้ครบ",
        ),
        ({"body": "ให้รายงาน  ด่วน"}, "มีช่องว่างซ้อนกันหลัง “ให้รายงาน” โปรดลบให้เหลือช่องเดียว"),
        ({"subject": "แผน ๒๕๖๓ ฉบับที่ 2"}, "“2” ใช้เลขไทยปนกับเลขอารบิก โปรดใช้เลขไทยอย่างเดียว"),
        (
            {"body": "ภายในวันอังคารที่ ๒๖ ตุลาคม ๒๕๖๓"},
            "วันที่ “วันอังคารที่ ๒๖ ตุลาคม ๒๕๖๓” ตรงกับวันจันทร์ ไม่ใช่วันอังคาร โปรดตรวจกับต้นฉบับ",
        ),
        (
            {"body": "ภายในวันที่ ๓๑ พฤศจิกายน ๒๕๖๓"},
            "ไม่มีวันที่ 31 เพราะเดือนพฤศจิกายน 2563 มีวันที่ 1 ถึง 30 โปรดตรวจกับต้นฉบับ แล้วเขียนเช่น 28 ตุลาคม 2563",
        ),
        (
            {"body": "ตามหนังสือที่อ้างถึง"},
            "ข้อความกล่าวถึงหนังสือที่อ้างถึง แต่ยังไม่ได้กรอกอ้างถึง โปรดกรอกหรือแก้ข้อความ",
        ),
        (
            {"body": "ตามสิ่งที่ส่งมาด้วย"},
            "ข้อความกล่าวถึงสิ่งที่ส่งมาด้วย แต่ยังไม่ได้กรอกสิ่งที่ส่งมาด้วย โปรดกรอกหรือแก้ข้อความ",
        ),
        (
            {"body": "ตามสิ่งที่ส่งมาด้วย ๒", "enclosures": ["แบบ"]},
            "ข้อความกล่าวถึงสิ่งที่ส่งมาด้วย ๒ แต่มีเพียง 1 รายการ โปรดตรวจเลขลำดับ",
        ),
        ({"contact": "กลุ่มงาน"}, "ท้ายหนังสือไม่มีหมายเลขโทรศัพท์ โปรดเติมเพื่อให้ผู้รับติดต่อได้"),
        (
            {"references": ["หนังสือ ที่ มท ๐๘๑๐.๓/ว ๓๑๙๕ ลงวันที่ ๑๖ ตุลาคม ๒๕๖๓"], "known": KNOWN},
            "หนังสือ มท 0810.3/ว 3195 ที่ระบบรู้จักลงวันที่ 15 ตุลาคม 2563 แต่ร่างนี้เขียนว่า ๑๖ ตุลาคม ๒๕๖๓ โปรดตรวจ",
        ),
        (
            {"enclosures": ["สำเนาหนังสือ ที่ มท ๐๘๑๐.๓/ว ๓๑๕๙ ลงวันที่ ๑๕ ตุลาคม ๒๕๖๓"], "known": KNOWN},
            "ร่างนี้อ้างหนังสือที่ มท ๐๘๑๐.๓/ว ๓๑๕๙ แต่หนังสือลงวันเดียวกันที่ระบบรู้จักคือที่ มท 0810.3/ว 3195 โปรดตรวจ",
        ),
    ],
)
def test_each_thing_that_does_not_fit_is_one_sentence(change, sentence):
    assert said(replace(FINE, **change)) == [sentence]


def test_a_memo_names_the_parts_that_it_has_no_line_for():
    memo = replace(FINE, form="memo", references=["ก"], contact=FINE.contact + "\nผู้ประสานงาน นาย ก")

    assert (unprinted(memo), unprinted(FINE)) == (["อ้างถึง", "ผู้ประสานงาน"], [])


@pytest.mark.parametrize(
    ("form", "parts"),
    [
        ("external", []),
        ("memo", ["อ้างถึง", "สิ่งที่ส่งมาด้วย", "สำเนาส่ง", "ผู้ประสานงาน"]),
        ("sealed", ["อ้างถึง", "สิ่งที่ส่งมาด้วย", "สำเนาส่ง"]),
        ("order", ["อ้างถึง", "สิ่งที่ส่งมาด้วย", "สำเนาส่ง"]),
        ("certified", ["อ้างถึง", "สิ่งที่ส่งมาด้วย", "สำเนาส่ง"]),
        ("minutes", ["สิ่งที่ส่งมาด้วย", "สำเนาส่ง"]),
        ("other", []),
    ],
)
def test_no_form_loses_a_part_unseen(form, parts):
    full = replace(
        FINE, form=form, references=["ก"], enclosures=["ข"], copies_to=["ค"],
        contact=FINE.contact + "\nผู้ประสานงาน นาย ก",
    )  # fmt: skip

    assert unprinted(full) == parts


def test_an_order_has_no_foot_for_a_telephone():
    assert proofread(replace(FINE, form="order", has_foot=False, contact="")) == []
