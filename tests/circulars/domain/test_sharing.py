"""Each unit of an order registers in its own book and acts by itself."""

import pytest
from django.db import IntegrityError, transaction

from circulars.domain import endorsing, handing_over, registering, returning, sharing
from circulars.errors import Invalid, WrongState
from circulars.letters.receipts import receipts_of, stamps_of
from circulars.models import (
    Circular,
    Endorsement,
    Event,
    OfficeCopy,
    RegisterEntry,
    Secrecy,
    Share,
)
from circulars.states import AfterVoid, Order, State
from offices.models import Post
from offices.viewer import Viewer
from tests.circulars.several import Several
from tests.factories import DAY, MONDAY
from tests.keeping import built_once

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def several():
    return Several()


def test_an_order_gives_each_unit_its_share(several):
    order = several.order(due_at=MONDAY + DAY)

    shares = Share.objects.values_list("unit__name", "role", "awaited", "state", "due_at")
    assert list(shares) == [
        ("กลุ่มร่วม", "joint", True, "given", MONDAY + DAY),
        ("กลุ่มทราบ", "informed", False, "given", None),
    ]
    assert {share.order for share in Share.objects.all()} == {order}
    assert {share.from_unit for share in Share.objects.all()} == {several.house.office}
    assert several.letter.holder == several.main.office
    told = Event.objects.get(kind="endorsed").data
    assert (told["unit"], told["joint"], told["informed"], told["waits"]) == (
        "กลุ่มหลัก",
        ["กลุ่มร่วม"],
        ["กลุ่มทราบ"],
        True,
    )


def test_each_unit_takes_a_number_of_its_own_book(several):
    several.order()
    several.enter(several.joint)
    several.register()

    entries = RegisterEntry.objects.filter(copy=several.copy).order_by("pk")
    assert [(one.book.office.name, one.number) for one in entries] == [
        ("จังหวัดทดสอบ", 1),
        ("กลุ่มร่วม", 1),
        ("กลุ่มหลัก", 1),
    ]
    assert several.share(several.joint).receipt == entries[1]
    assert several.letter.receipted_at == MONDAY


def test_the_words_of_a_joint_unit_stand_on_the_letter(several):
    several.order()
    several.enter(several.joint)
    several.enter(several.informed)
    several.answer(several.joint, "เห็นควรสนับสนุน")
    several.answer(several.informed, "")

    notes = Endorsement.objects.filter(copy=several.copy).order_by("pk")
    assert [(one.order, one.text, one.by) for one in notes] == [
        (Order.ASSIGN, "พิจารณา", several.house.officer),
        (Order.OPINION, "เห็นควรสนับสนุน", several.joint.officer),
        (Order.NOTED, "", several.informed.officer),
    ]
    share = several.share(several.joint)
    assert (share.state, share.answer, share.closed_at, share.closed_by) == (
        "done",
        notes[1],
        MONDAY,
        several.joint.officer,
    )
    assert several.letter.state == State.REGISTERED


def test_a_unit_sees_the_letter_as_long_as_it_has_a_share(several):
    def sees(staff):
        return OfficeCopy.objects.of(Viewer.of(staff.officer, MONDAY)).exists()

    assert [sees(several.joint), sees(several.second)] == [False, False]
    several.order()
    assert [sees(several.joint), sees(several.second)] == [True, False]

    sharing.decline_share(
        several.share(several.joint), by=several.joint.clerk, at=MONDAY, reason="ไม่ใช่งานของกลุ่ม"
    )

    assert sees(several.joint) is False
    share = several.share(several.joint)
    assert (share.state, share.reason) == ("withdrawn", "ไม่ใช่งานของกลุ่ม")


def test_a_unit_that_had_the_letter_keeps_its_number(several):
    several.order(joint=(several.joint.office,), informed=())
    several.register()
    several.enter(several.joint)
    several.answer(several.joint)
    endorsing.endorse(
        several.letter,
        Order.ASSIGN,
        by=several.main.officer,
        at=MONDAY,
        to_unit=several.joint.office,
        beside=sharing.Beside(informed=(several.main.office,)),
    )

    assert several.letter.receipted_at == MONDAY
    given = several.share(several.main)
    assert (given.state, given.receipt.book.office) == ("registered", several.main.office)


def passed_on_to_joint(several):
    """The main unit had the letter, gave it on, and keeps an eye on it."""
    several.order(waits=False, joint=(), informed=(several.informed.office,))
    several.register()
    endorsing.endorse(
        several.letter,
        Order.ASSIGN,
        by=several.main.officer,
        at=MONDAY + DAY,
        to_unit=several.joint.office,
        beside=sharing.Beside(joint=(several.main.office,)),
    )
    return several.share(several.main)


def test_a_number_by_which_others_go_is_not_struck_out_through_a_share(several):
    share = passed_on_to_joint(several)

    with pytest.raises(WrongState) as refused:
        registering.void_entry(share.receipt, by=several.main.clerk, at=MONDAY + DAY, reason="ลงผิด")

    assert str(refused.value) == (
        "หนังสือฉบับนี้ส่งต่อให้ กลุ่มร่วม แล้ว จึงยกเลิกเลขของ กลุ่มหลัก ไม่ได้ "
        "ถ้าเป็นฉบับซ้ำหรือลงผิด ให้ กลุ่มร่วม เก็บเข้าแฟ้มพร้อมเหตุผล"
    )


@pytest.mark.parametrize("act", [sharing.withdraw_share, sharing.decline_share])
def test_a_share_with_a_number_from_before_is_taken_back_all_the_same(several, act):
    share = passed_on_to_joint(several)

    act(share, by=several.main.officer, at=MONDAY + DAY, reason="ผิดหน่วย")

    share.refresh_from_db()
    assert (share.state, share.receipt.voided_at) == ("withdrawn", None)


def test_a_unit_beside_does_not_keep_the_main_one_from_striking_out_its_number(several):
    several.order(waits=False, informed=())
    several.register()
    several.enter(several.joint)
    line = RegisterEntry.objects.get(copy=several.copy, book__office=several.main.office)

    registering.void_entry(line, by=several.main.clerk, at=MONDAY, reason="ลงผิด")

    assert several.letter.receipted_at is None
    assert several.share(several.joint).receipt.voided_at is None


def test_with_the_number_of_a_unit_beside_no_letter_is_closed(several):
    several.order()
    several.enter(several.joint)

    registering.void_entry(
        several.share(several.joint).receipt,
        by=several.joint.clerk,
        at=MONDAY,
        reason="ลงผิด",
        after=AfterVoid.CLOSE,
    )

    assert (several.share(several.joint).state, several.letter.is_open) == ("given", True)
    assert Event.objects.filter(kind="voided").get().data["after"] == "again"


@pytest.mark.parametrize("is_entered", [True, False])
def test_a_unit_that_becomes_the_main_one_has_one_number_and_no_share(several, is_entered):
    several.order(informed=())
    if is_entered:
        several.enter(several.joint)
    handing_over.hand_over(
        several.letter,
        to=several.joint.officer,
        by=several.house.supervisor,
        at=MONDAY,
        reason="เปลี่ยนหน่วยหลัก",
    )
    if not is_entered:
        registering.register(several.letter, by=several.joint.clerk, at=MONDAY)

    lines = RegisterEntry.objects.filter(copy=several.copy, book__office=several.joint.office)
    share = several.share(several.joint)
    assert (share.state, share.reason) == ("withdrawn", "เป็นหน่วยหลักของเรื่องนี้แล้ว")
    assert (lines.count(), several.letter.receipted_at) == (1, MONDAY)

    endorsing.endorse(several.letter, Order.FILE, by=several.joint.officer, at=MONDAY)

    assert several.letter.state == State.FILED


def test_a_letter_handed_back_ends_the_share_of_the_unit_that_has_it_again(several):
    passed_on_to_joint(several)

    returning.hand_back(several.letter, by=several.joint.clerk, at=MONDAY + DAY, reason="ไม่ใช่")

    assert several.letter.holder == several.main.office
    assert several.share(several.main).state == "withdrawn"


def test_the_stamp_of_the_first_desk_ticks_the_main_unit(several):
    several.order()
    several.enter(several.joint)
    several.register()

    stamps = stamps_of(several.letter, receipts_of(several.letter))

    assert [stamp.office for stamp in stamps] == ["จังหวัดทดสอบ", "กลุ่มร่วม", "กลุ่มหลัก"]
    assert stamps[0].chosen == "กลุ่มหลัก"


def test_a_letter_handed_back_goes_to_who_passed_it_on_and_to_no_joint_unit(several):
    several.order()
    several.enter(several.joint)

    returning.hand_back(several.letter, by=several.main.clerk, at=MONDAY, reason="ไม่ใช่")

    assert several.letter.holder == several.house.office


def test_the_number_of_a_unit_is_taken_back_at_once(several):
    several.order()
    several.enter(several.joint)

    registering.undo_entry(several.share(several.joint).receipt, by=several.joint.clerk, at=MONDAY)

    share = several.share(several.joint)
    assert (share.state, share.receipt) == ("given", None)
    several.enter(several.joint)
    assert several.share(several.joint).receipt.number == 1


def test_an_order_may_name_no_unit_but_those_beside(several):
    endorsing.endorse(
        several.letter,
        Order.ASSIGN,
        by=several.house.officer,
        at=MONDAY,
        beside=sharing.Beside(joint=(several.joint.office,), waits=True),
    )

    assert several.letter.holder == several.house.office
    assert [share.unit for share in Share.objects.all()] == [several.joint.office]


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"state": "registered"}, "a_share_is_as_its_state_says"),
        ({"state": "done"}, "a_share_is_as_its_state_says"),
        ({"closed_at": MONDAY}, "a_share_is_as_its_state_says"),
        ({"role": "informed"}, "circulars_share"),
        ({"given_at": MONDAY + DAY}, "circulars_share"),
    ],
)
def test_the_database_refuses_a_share_that_cannot_be(several, changes, constraint):
    several.order(informed=())

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Share.objects.update(**changes)

    assert constraint in str(refused.value)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"awaited": True}, "only_joint_words_are_awaited"),
        ({"due_at": MONDAY}, "only_joint_words_are_due"),
    ],
)
def test_of_a_unit_that_is_informed_nothing_is_awaited(several, changes, constraint):
    several.order(joint=(), waits=False)

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Share.objects.update(**changes)

    assert constraint in str(refused.value)


def test_a_unit_has_one_open_share_of_a_letter(several):
    several.order(informed=())
    share = several.share(several.joint)
    share.pk = None

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        share.save(force_insert=True)

    assert "a_unit_has_one_open_share_of_a_letter" in str(refused.value)


def test_a_share_is_never_deleted(several):
    several.order(informed=())

    with pytest.raises(IntegrityError), transaction.atomic():
        Share.objects.all()._raw_delete("default")


@pytest.mark.parametrize(
    ("named", "joint", "informed"),
    [
        ([], False, False),
        (["clerk"], False, True),
        (["reviewer"], False, False),
        (["clerk", "reviewer"], True, True),
        (["officer"], True, True),
    ],
)
def test_a_secret_letter_goes_beside_only_where_a_named_one_can_act(
    several, named, joint, informed
):
    Circular.objects.filter(copies=several.copy).update(secrecy=Secrecy.SECRET)
    for staff in (several.house, several.main):
        Post.objects.filter(office=staff.office).update(handles_secret=True)
    Post.objects.filter(office=several.joint.office, role__in=named).update(handles_secret=True)

    for beside, taken in (("joint", joint), ("informed", informed)):
        told = ""
        try:
            with transaction.atomic():
                units = {"joint": (), "informed": (), beside: (several.joint.office,)}
                several.order(waits=False, **units)
                transaction.set_rollback(True)
        except Invalid as refusal:
            told = refusal.field
        assert told == ("" if taken else beside)
