"""The first people of an installation, by command and in the log."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from circulars.models import Event
from offices.models import Kind, User
from outbox.models import OutboxItem
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_operator_appoints_the_first_administrator():
    office = factories.office("จังหวัดทดสอบ", Kind.PROVINCE, code="P99")
    out = StringIO()

    call_command("appoint", "first", "P99", "admin", email="first@example.org", stdout=out)

    user = User.objects.get(username="first")
    assert (user.posts.get().office, user.posts.get().role) == (office, "admin")
    assert user.has_usable_password() is False
    assert OutboxItem.objects.get(kind="set_password").payload == {"user": user.pk}
    told = Event.objects.order_by("pk").values_list("data__what", "actor")
    assert list(told) == [("opened", None), ("post_given", None)]
    assert out.getvalue() == "first: ผู้ดูแลบัญชี · จังหวัดทดสอบ\n"


def test_an_office_that_is_not_there_is_named():
    with pytest.raises(CommandError, match="no office has the code P00"):
        call_command("appoint", "first", "P00", "admin")
