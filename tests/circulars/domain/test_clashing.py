"""All that does not fit is found before a number is taken; in a clean letter, nothing."""

from dataclasses import replace

import pytest

from circulars.clashes import ClashKind
from circulars.domain.clashing import check_accepted, find_clashes
from circulars.domain.intake import receive_letter
from circulars.domain.received import IncomingFile
from circulars.errors import Clashing
from circulars.models import Event, EventKind, OfficeCopy
from offices.models import Kind, Post, Role
from offices.viewer import Viewer
from tests import factories
from tests.circulars import chain
from tests.factories import DAY, MONDAY
from tests.keeping import built_once

pytestmark = pytest.mark.django_db

K = ClashKind
LATER = MONDAY + 4 * DAY


@pytest.fixture
@built_once
def staff():
    return factories.Staff(factories.office("อำเภอเซกา", Kind.DISTRICT, head_title="นายอำเภอเซกา"))


def hold(staff, *letters, **more):
    return [
        receive_letter(staff.office, one, by=more.get("by", staff.clerk), at=MONDAY, **files)
        for one in letters
        for files in [{"files": more.get("files", ())}]
    ]


def found(staff, letter, *, by=None, **more):
    viewer = Viewer.of(by or staff.clerk, LATER)
    return find_clashes(staff.office, letter, viewer=viewer, at=LATER, **more)


def kinds(clashes):
    return [one.kind for one in clashes]


def sides(clashes):
    return [(one.kind, one.typed, one.held) for one in clashes]


def test_all_six_contradictions_of_the_chain_are_found(staff):
    hold(staff, chain.MEMO, chain.LETTER)
    hold(staff, chain.BY_PROVINCE)

    memo = found(staff, chain.MEMO_READ)
    letter = found(staff, chain.LETTER_READ)
    province = found(staff, chain.BY_PROVINCE_READ)

    assert sides(memo) == [
        (K.NUMBER, "มท ๐๒๓๑ ๖/ว ๕๙๑๑", "มท ๐๒๑๑.๖/ว ๕๘๓๑"),
        (K.DATE, "๓๐ กันยายน ๒๕๖๓", "๒๙ กันยายน ๒๕๖๓"),
        (K.CITED_NUMBER, "มท ๐๒๓๑ ๖/ว ๕๙๑๑", "มท ๐๒๑๑.๖/ว ๕๘๓๑"),
        (K.CITED_DATE, "๓๐ กันยายน ๒๕๖๓", "๒๙ กันยายน ๒๕๖๓"),
        (K.ODD_NUMBER, "มท ๐๒๓๑ ๖/ว ๕๙๑๑", ""),
    ]
    assert sides(letter) == [
        (K.NUMBER, "มท ๐๔๑๐.๓/ว ๕๐๙๙", "มท ๐๘๑๐.๓/ว ๓๑๙๕"),
        (K.DATE, "๕ ตุลาคม ๒๕๖๓", "๑๕ ตุลาคม ๒๕๖๓"),
        (K.CITED_NUMBER, "มท ๐๔๑๐.๓/ว ๕๐๙๙", "มท ๐๘๑๐.๓/ว ๓๑๙๕"),
        (K.CITED_DATE, "๕ ตุลาคม ๒๕๖๓", "๑๕ ตุลาคม ๒๕๖๓"),
    ]
    assert sides(province) == [
        (K.TWIN, "บก ๐๐๒๓.๓/ว ๓๑๖๕ ลงวันที่ ๒๕๓ ตุลาคม ๒๕๖๓", "บก ๐๐๒๓.๓/ว ๓๑๖๕ ลงวันที่ ๒๘ ตุลาคม ๒๕๖๓"),
        (K.LINK, "oth.me/QetKY", "oah.me/QetKY"),
        (K.ODD_DATE, "๒๕๓ ตุลาคม ๒๕๖๓", ""),
    ]


def test_what_names_a_letter_otherwise_than_it_is_held_is_said(staff):
    hold(staff, chain.MEMO)
    line = "สำเนาหนังสือกระทรวงมหาดไทย ด่วนที่สุด ที่ มท ๐๒๓๑ ๖/ว ๕๙๑๑ ลงวันที่ ๓๐ กันยายน ๒๕๖๓"
    noisy = replace(chain.LETTER, enclosures=[{"text": line, "amount": ""}])

    assert sides(found(staff, noisy)) == [
        (K.CITED_NUMBER, "มท ๐๒๓๑ ๖/ว ๕๙๑๑", "มท ๐๒๑๑.๖/ว ๕๘๓๑"),
        (K.CITED_DATE, "๓๐ กันยายน ๒๕๖๓", "๒๙ กันยายน ๒๕๖๓"),
    ]


def test_letters_of_one_pile_are_held_against_each_other(staff):
    beside = [chain.MEMO, chain.LETTER]

    assert kinds(found(staff, chain.MEMO_READ, beside=beside)) == [
        K.NUMBER,
        K.DATE,
        K.CITED_NUMBER,
        K.CITED_DATE,
        K.ODD_NUMBER,
    ]
    assert found(staff, chain.MEMO, beside=[*beside, chain.BY_PROVINCE]) == []


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_clean_chain_has_no_clash_in_any_order(staff, order):
    letters = [chain.MEMO, chain.LETTER, chain.BY_PROVINCE]
    said = []
    for place in order:
        said += found(staff, letters[place])
        hold(staff, letters[place])

    assert said == []


CLEAN = [
    {"number_printed": "มท ๐๘๑๐.๓/ว ๓๑๙๖", "subject": "เรื่องอื่นในวันเดียวกัน"},
    {"number_printed": "มท ๐๘๑๐.๓/ว ๔๐๐๑", "dated_printed": "๒๐ ตุลาคม ๒๕๖๓", "body": ""},
    {"dated_printed": "๑๕ ตุลาคม ๒๕๖๒", "subject": "เรื่องของปีก่อน", "enclosures": [], "body": ""},
    {"number_printed": "มท ๐๘๑๐.๓/๓๑๙๕", "subject": "หนังสือธรรมดาเลขเดียวกัน", "enclosures": []},
    {"number_printed": "", "dated_printed": "", "subject": "ไม่มีเลข", "enclosures": []},
]


@pytest.mark.parametrize("other", CLEAN)
def test_a_clean_neighbour_is_left_in_peace(staff, other):
    hold(staff, chain.MEMO, chain.LETTER)

    assert found(staff, replace(chain.LETTER, **other)) == []


def test_a_date_that_is_off_is_said_of_the_same_number(staff):
    hold(staff, chain.LETTER)

    [clash] = found(staff, replace(chain.LETTER, dated_printed="๑๖ ตุลาคม ๒๕๖๓"))

    assert (clash.kind, clash.said, clash.copy) == (
        K.DATE,
        "เป็นหนังสือเดียวกับฉบับที่มีอยู่ แต่วันที่ไม่ตรงกัน โปรดตรวจกับต้นฉบับ",
        OfficeCopy.objects.get(),
    )


def test_one_digit_off_is_said(staff):
    hold(staff, chain.LETTER)

    [clash] = found(staff, replace(chain.LETTER, number_printed="มท ๐๘๑๐.๓/ว ๓๑๙๖"))

    assert (clash.kind, clash.said) == (
        K.NUMBER,
        "เรื่องเดียวกันจากผู้ส่งเดียวกัน แต่เลขที่ไม่ตรงกับฉบับที่มีอยู่ โปรดตรวจกับต้นฉบับ",
    )


def test_the_same_file_under_another_number_is_said(staff):
    file = IncomingFile("ก.pdf", b"a", b"%PDF", "ab" * 32, "application/pdf", 1)
    [copy] = hold(staff, chain.LETTER, files=[file])
    other = replace(chain.LETTER, number_printed="กค ๐๔๐๒/ว ๙", subject="อีกเรื่อง", body="")

    [clash] = found(staff, other, digests=["ab" * 32])

    assert (clash.kind, clash.copy, clash.said) == (
        K.FILE,
        copy,
        "ไฟล์ที่แนบเป็นไฟล์เดียวกับของหนังสือที่รับไว้แล้วใต้เลขอื่น โปรดตรวจเลขที่กับต้นฉบับ",
    )
    assert found(staff, other, digests=["cd" * 32]) == []


def test_of_a_secret_letter_a_stranger_to_it_learns_only_that_it_is_there(staff):
    Post.objects.filter(user=staff.clerk).update(handles_secret=True)
    secret = replace(chain.LETTER, secrecy="002")
    hold(staff, secret)
    stranger = factories.person()
    factories.post(stranger, staff.office, Role.CLERK)

    [clash] = found(staff, chain.LETTER, by=stranger)

    assert (clash.kind, clash.copy, clash.held) == (K.HELD_UNSEEN, None, "")
    assert clash.said == ("หน่วยงานนี้มีหนังสือฉบับนี้แล้ว แต่ท่านไม่มีสิทธิ์เปิดดู โปรดถามนายทะเบียนก่อนออกเลข")
    near = replace(chain.LETTER, number_printed="มท ๐๘๑๐.๓/ว ๓๑๙๖")
    no_date = replace(chain.LETTER, dated_printed="")
    assert (found(staff, near, by=stranger), found(staff, no_date, by=stranger)) == ([], [])


def test_letters_of_another_house_are_none_of_ours(staff):
    other = factories.Staff(factories.office("อำเภออื่น", Kind.DISTRICT))
    hold(other, chain.MEMO, chain.LETTER)

    assert kinds(found(staff, chain.LETTER_READ)) == []


def test_what_nobody_has_accepted_holds_the_number_back_and_what_was_stands_in_the_event(staff):
    hold(staff, chain.LETTER)
    wrong = replace(chain.LETTER, dated_printed="๑๖ ตุลาคม ๒๕๖๓")
    who = {"by": staff.clerk, "at": LATER}

    with pytest.raises(Clashing) as doubt:
        receive_letter(staff.office, wrong, accepted=(), **who)
    [clash] = doubt.value.clashes
    copy = receive_letter(staff.office, wrong, accepted=[clash.code], **who)

    assert str(doubt.value) == "มีข้อที่ไม่ตรงกันหรือน่าสงสัย โปรดดูทีละข้อก่อนออกเลข"
    assert Event.objects.get(copy=copy, kind=EventKind.RECEIVED).data == {
        "channel": "paper",
        "accepted": [
            {
                "kind": "date",
                "typed": "๑๖ ตุลาคม ๒๕๖๓",
                "held": "๑๕ ตุลาคม ๒๕๖๓",
                "copy": clash.copy.pk,
            }
        ],
    }


def test_another_value_is_another_finding_and_a_remark_waits_for_nobody(staff):
    hold(staff, chain.LETTER)
    [first] = found(staff, replace(chain.LETTER, dated_printed="๑๖ ตุลาคม ๒๕๖๓"))
    [second] = found(staff, replace(chain.LETTER, dated_printed="๑๗ ตุลาคม ๒๕๖๓"))
    saturday = factories.at("2020-11-01", "00:00")
    remarks = found(staff, replace(chain.MEMO, due_at=saturday))

    with pytest.raises(Clashing):
        check_accepted([second], [first.code])
    check_accepted(remarks, [])
    assert (first.code != second.code, kinds(remarks)) == (True, [K.DUE_OFF])


def test_the_log_keeps_nothing_of_a_secret_letter(staff):
    Post.objects.filter(user=staff.clerk).update(handles_secret=True)
    hold(staff, replace(chain.LETTER, secrecy="002"))

    [clash] = found(staff, replace(chain.LETTER, dated_printed="๑๖ ตุลาคม ๒๕๖๓"))

    assert clash.for_log == {"kind": "date", "typed": "๑๖ ตุลาคม ๒๕๖๓"}
