"""The database itself keeps rows: which, which columns of them, and for every session."""

from collections import defaultdict

import pgtrigger
import pytest
from django.db import IntegrityError, connection, transaction
from psycopg.errors import RestrictViolation

from circulars.domain.registering import register
from circulars.models import Event, Letter, LetterFile, RegisterBook, RegisterEntry
from circulars.models.staying import Plain
from survey.domain.answering import save_draft
from survey.domain.certifying import certify
from survey.models import Certificate
from tests import factories
from tests.factories import MONDAY
from tests.keeping import built_once, kept
from tests.survey.world import HAS, QuickWorld, answer_district, submit
from tests.tampering import enable_trigger

pytestmark = pytest.mark.django_db

ADDED, KEPT = {"append_only", "never_emptied"}, {"never_deleted", "never_emptied"}
RULES = {
    "circulars.Approval": ADDED,
    "circulars.Endorsement": ADDED,
    "circulars.Event": ADDED,
    "circulars.EventSeal": ADDED,
    "circulars.AccessLine": ADDED,
    "circulars.Vouch": ADDED,
    "circulars.Link": KEPT | {"of_one_letter"},
    "circulars.LinkVisit": ADDED,
    "circulars.Provenance": ADDED,
    "survey.AnswerFile": KEPT,
    "circulars.Expectation": KEPT | {"frozen_when_asked"},
    "circulars.TimeRequest": KEPT | {"as_it_was_asked"},
    "circulars.Repair": KEPT | {"begun_as_it_was_said"},
    "circulars.Round": KEPT | {"planned_when_sent"},
    "circulars.Dispatch": KEPT | {"sent_as_frozen"},
    "circulars.Letter": KEPT | {"signed_letters_stay"},
    "circulars.Draft": {"signed_as_seen"},
    "circulars.LetterFile": KEPT | {"bytes_stay"},
    "circulars.Carriage": ADDED,
    "circulars.Reservation": KEPT | {"reserved_as_it_was_said"},
    "circulars.RegisterBook": KEPT | {"number_stays", "one_by_one"},
    "circulars.Share": KEPT | {"share_stays"},
    "circulars.RegisterEntry": KEPT | {"number_stays", "number_goes_back"},
    "survey.Answer": KEPT | {"handed_in_stays"},
    "survey.Certificate": KEPT | {"certified_stays"},
    "survey.ExpectedAnswer": KEPT,
}

STAYS = {
    "circulars_registerbook": [
        "last_number = last_number - 1",
        "last_number = last_number + 2",
        "office_id = office_id + 1",
        "kind = 'other'",
        "year = year + 1",
        "first_number = first_number + 1",
    ],
    "circulars_registerentry": [
        "book_id = book_id + 1",
        "number = number + 100",
        "entered_by_id = entered_by_id + 1",
        "entered_at = now()",
        "letter_id = letter_id + 1",
        "copy_id = copy_id + 1",
        "typed_at = now(), late_reason = 'other'",
        "used_at = now()",
    ],
    "circulars_letterfile": [
        "letter_id = letter_id + 1",
        "file = 'other'",
        "sha256 = 'other'",
        "size = size + 1",
        "added_at = now()",
    ],
    "circulars_dispatch": [
        "copy_id = copy_id + 1",
        "letter_id = letter_id + 1",
        "rule = '{\"other\": 1}'",
        "recipients = '{}'",
        "due_at = now()",
        "by_id = by_id + 1",
        "at = now()",
    ],
    "survey_answer": [
        "expected_id = expected_id + 1",
        "version = version + 1",
        "values = '{}'",
        "typed = '{}'",
        "submitted_at = now()",
        "submitted_by_id = submitted_by_id + 1",
        "receipt = receipt + 100",
    ],
    "survey_certificate": [
        "task_id = task_id + 1",
        "copy_id = copy_id + 1",
        "at = now()",
        "by_id = by_id + 1",
        "text = 'other'",
        "totals = '{}'",
        "missing = '[1]'",
        "early_reason = 'other'",
    ],
}
MOVES = [
    "UPDATE circulars_registerbook SET last_number = last_number + 1",
    "UPDATE circulars_registerentry SET action = 'other', note = 'other'",
    "UPDATE circulars_letterfile SET role = 'replaced', name = 'other'",
    "UPDATE circulars_dispatch SET finished_at = now()",
    "UPDATE survey_answer SET saved_at = now()",
    "UPDATE survey_answer SET state = 'returned' WHERE state = 'certified'",
]


def run(statement: str) -> int:
    """How many rows it changed."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.rowcount


def refused(statement: str) -> str:
    """What the database says to it."""
    with pytest.raises(IntegrityError) as refusal:
        run(statement)
    assert isinstance(refusal.value.__cause__, RestrictViolation)
    return str(refusal.value).splitlines()[0]


def is_refused(statement: str) -> bool:
    try:
        run(statement)
    except IntegrityError as refusal:
        return isinstance(refusal.__cause__, RestrictViolation)
    return False


@pytest.fixture
@built_once
def event():
    """One event of one letter that came in."""
    province = factories.office("จังหวัดทดสอบ")
    factories.arrived(province, by=factories.Staff(province).clerk)
    return Event.objects.order_by("pk")[0]


@pytest.fixture
@built_once
def answered():
    """Answers below one district, its certificate, and a file of a letter."""
    world = kept(QuickWorld)
    answer_district(world, "อำเภอก")
    district = world.district_staff[0].officer
    certify(world.at_districts[0], by=district, at=MONDAY, early_reason="ทดสอบ")
    LetterFile.objects.create(letter=Letter.objects.order_by("pk")[0], added_at=MONDAY)
    return world


def test_these_rows_stay_and_no_others():
    declared = defaultdict(set)
    for model, trigger in pgtrigger.registered():
        declared[model._meta.label].add(trigger.name)

    assert declared == RULES


def test_every_trigger_stands_in_the_database_as_it_is_declared():
    standing = {
        (model._meta.label, trigger.name): trigger.get_installation_status(model)
        for model, trigger in pgtrigger.registered()
    }

    assert standing == {
        (label, name): ("INSTALLED", name != "never_emptied")  # that one is off in tests only
        for label, names in RULES.items()
        for name in names
    }


def test_no_trigger_asks_the_session_whether_to_look_away():
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname FROM pg_proc WHERE prosrc LIKE '%pgtrigger%'")
        asking = cursor.fetchall()

    assert [
        trigger for _, trigger in pgtrigger.registered() if not isinstance(trigger, Plain)
    ] == []
    assert asking == []


def test_a_session_variable_does_not_open_the_log(event):
    names = [trigger.get_pgid(model) for model, trigger in pgtrigger.registered()]
    tables = [f"{m._meta.db_table}:{trigger.get_pgid(m)}" for m, trigger in pgtrigger.registered()]
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL pgtrigger.ignore = '{{{','.join(names + tables)}}}'")

    said = [
        refused("UPDATE circulars_event SET kind = 'voided'"),
        refused("DELETE FROM circulars_event"),
    ]

    assert said == [
        f"{act} on circulars_event is refused: rows of this table are only added"
        for act in ("UPDATE", "DELETE")
    ]


def test_the_library_itself_does_not_open_the_log(event):
    with pgtrigger.ignore(), pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(kind="voided")

    event.refresh_from_db()
    assert event.kind == "received"


def test_a_table_is_not_emptied_by_a_session_that_asks_to_be_ignored():
    enable_trigger("circulars_event", "never_emptied")

    with pytest.raises(IntegrityError) as refusal, pgtrigger.ignore():
        run("TRUNCATE circulars_event CASCADE")
    transaction.set_rollback(True)

    assert str(refusal.value).splitlines()[0] == (
        "TRUNCATE on circulars_event is refused: rows of this table are only added"
    )


def test_each_column_that_was_written_once_stays(answered):
    changes = [f"UPDATE {table} SET {change}" for table in STAYS for change in STAYS[table]]

    assert [change for change in changes if not is_refused(change)] == []


def test_the_other_columns_move(answered):
    assert [change for change in MOVES if run(change) < 1] == []


def test_numbers_are_given_once_in_these_words(answered):
    said = [
        refused("UPDATE circulars_registerbook SET last_number = 0"),
        refused("UPDATE circulars_registerbook SET last_number = last_number + 2"),
        refused("UPDATE circulars_registerentry SET number = number + 100"),
    ]

    assert said == [
        f"numbers of circulars_{table} are given once"
        for table in ("registerbook", "registerbook", "registerentry")
    ]


def test_a_void_stays_void(answered):
    void = "UPDATE circulars_registerentry SET voided_by_id = entered_by_id, void_reason = 'ซ้ำ'"
    run(f"{void}, voided_at = '2020-12-01 09:00+07'")

    assert is_refused(f"{void}, voided_at = '2020-12-02 09:00+07'")
    assert is_refused("UPDATE circulars_registerentry SET voided_at = NULL, void_reason = ''")


def test_only_the_last_number_goes_back_and_only_once(answered):
    """In these words of the database, whoever speaks to it."""
    back = (
        "UPDATE circulars_registerentry SET given_back = true, voided_by_id = entered_by_id,"
        " void_reason = 'ซ้ำ', voided_at = entered_at + interval '15 seconds' WHERE id ="
    )
    staff = factories.Staff(factories.office("อำเภอทดสอบ"))
    book, first, last = taken_two(staff)
    late = f"{back} {last}".replace("15 seconds", "16 seconds")

    earlier = refused(f"{back} {first}")
    run(f"{back} {last}")

    assert earlier == "only the last number of a book goes back"
    assert RegisterBook.objects.get(pk=book).last_number == 1
    again = f"UPDATE circulars_registerentry SET given_back = false WHERE id = {last}"
    assert refused(again) == "numbers of circulars_registerentry are given once"
    # What follows is the same number; the first of the two rows does not stand in its way.
    assert number_of_next(staff) == 2
    with pytest.raises(IntegrityError, match="given_back_at_once_by_who_took_it"):
        run(late.replace(f"= {last}", f"= {newest()}"))


def taken_two(staff):
    """A book, and the ids of its only two entries."""
    first, last = (number_taken(staff) for _number in range(2))
    return first.book_id, first.pk, last.pk


def number_taken(staff):
    copy = factories.arrived(staff.office, by=staff.clerk)
    return register(copy, by=staff.clerk, at=MONDAY)


def number_of_next(staff):
    return number_taken(staff).number


def newest():
    return RegisterEntry.objects.order_by("-pk")[0].pk


def test_an_unused_book_still_gets_its_first_number():
    book = factories.office("จังหวัดทดสอบ").books.create(kind="received", year=2020)

    run("UPDATE circulars_registerbook SET first_number = 100, last_number = 99, year = 2021")

    book.refresh_from_db()
    assert (book.first_number, book.last_number, book.year) == (100, 99, 2021)


def test_an_answer_changes_until_it_is_handed_in(world, line, officer):
    answer = save_draft(line, HAS, by=officer, at=MONDAY)
    change = f"UPDATE survey_answer SET typed = '{{}}' WHERE id = {answer.pk}"
    run(change)

    handed_in = submit(world, line.office.name, HAS)

    assert handed_in == answer
    assert is_refused(change)


def test_a_withdrawn_certificate_is_not_touched_again(answered):
    who = Certificate.objects.get().by_id
    run(f"UPDATE survey_certificate SET withdrawn_at = now(), withdrawn_by_id = {who}")

    assert is_refused("UPDATE survey_certificate SET withdrawn_reason = 'other'")


def test_a_trigger_that_is_taken_back_leaves_no_function():
    model, trigger = pgtrigger.registered("circulars.Event:append_only")[0]

    trigger.uninstall(model)

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_proc WHERE proname = %s", [trigger.get_pgid(model)])
        assert cursor.fetchall() == []
