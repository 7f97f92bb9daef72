"""A kept row is the row that was asked for, whatever happens to what it points to."""

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from circulars.domain.locking import hold, lock_house, share_house, take_turns
from circulars.domain.moving import lock, lock_way
from circulars.models import Event, EventKind, OfficeCopy
from offices.models import Office, Role
from survey.domain import answering
from tests import factories
from tests.passing import NOW, Passing
from tests.races import meanwhile
from tests.survey.world import HAS


def passed_on(scene, copy):
    """``copy`` is given to a unit, as an order writes it."""
    unit = scene.house(copy).units[0]
    return lambda: OfficeCopy.objects.filter(pk=copy.pk).update(holder=unit)


def locked(act, *args):
    """``act`` in a transaction of its own."""
    return transaction.atomic(lambda: act(*args))


@pytest.mark.django_db(transaction=True)
def test_a_copy_that_is_passed_on_meanwhile_is_locked_and_read_afresh():
    scene = Passing("arrived")

    copy = meanwhile(passed_on(scene, scene.child), locked(lock, scene.child))

    assert (copy.pk, copy.holder) == (scene.child.pk, scene.lg.units[0])
    assert copy.holder.house == scene.lg.office


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("moved", ["child", "top"])
def test_the_whole_way_is_locked_whichever_of_it_is_passed_on(moved):
    scene = Passing("arrived")
    copy = getattr(scene, moved)

    way = meanwhile(passed_on(scene, copy), locked(lock_way, scene.child))

    assert [one.pk for one in way] == [scene.child.pk, scene.top.pk]
    assert next(one for one in way if one.pk == copy.pk).holder == scene.house(copy).units[0]


@pytest.mark.django_db(transaction=True)
def test_who_works_in_two_offices_answers_for_the_one_whose_letter_it_is():
    scene = Passing("answering")
    both = factories.person()
    for house in (scene.district, scene.lg):
        factories.post(both, house.office, Role.OFFICER)
    before = OfficeCopy.objects.get(pk=scene.top.pk)

    meanwhile(
        passed_on(scene, scene.child),
        lambda: answering.submit(scene.line, HAS, by=both, at=NOW),
    )

    answered = Event.objects.filter(kind=EventKind.ANSWERED).values_list("copy", flat=True)
    child, top = (OfficeCopy.objects.get(pk=one.pk) for one in (scene.child, scene.top))
    assert list(answered) == [child.pk]
    assert (child.answered_at, child.state) == (NOW, "reported")
    assert (top.answered_at, top.state) == (before.answered_at, before.state)


@pytest.mark.django_db
def test_rows_are_kept_by_key_alone_and_in_order():
    offices = [factories.office(f"อำเภอ {n}") for n in range(3)]
    ids = [office.pk for office in offices]

    with CaptureQueriesContext(connection) as asked:
        hold(Office, [ids[2], ids[0], ids[2]])

    (statement,) = asked.captured_queries
    assert statement["sql"] == (
        'SELECT "offices_office"."id" AS "pk" FROM "offices_office" '
        f'WHERE "offices_office"."id" IN ({ids[0]}, {ids[2]}) '
        "ORDER BY 1 ASC FOR NO KEY UPDATE"
    )


@pytest.mark.django_db
def test_a_row_that_does_not_come_is_an_error():
    office = factories.office("อำเภอหนึ่ง")

    with pytest.raises(LookupError) as missing:
        hold(Office, [office.pk, 0])

    assert str(missing.value) == f"Office: wanted [0, {office.pk}], kept [{office.pk}]"


@pytest.mark.django_db(transaction=True)
def test_nothing_is_kept_where_there_is_no_transaction():
    office = factories.office("อำเภอหนึ่ง")

    with pytest.raises(TransactionManagementError):
        lock_house(office)
    for act in (lambda: share_house(office), lambda: take_turns(1, "ก")):
        with pytest.raises(RuntimeError) as refusal:
            act()
        assert str(refusal.value) == (
            "what is kept is kept until the transaction ends: there is none"
        )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("other", [(2, "ก"), (1, "ข")])
def test_turns_at_something_else_are_not_waited_for(other):
    with pytest.raises(AssertionError, match="it did not wait: None"):
        meanwhile(lambda: take_turns(1, "ก"), locked(take_turns, *other))
