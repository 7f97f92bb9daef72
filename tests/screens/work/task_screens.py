"""What the tests of task screens stand on: an office with its people, one letter, its walk."""

import datetime as dt

from django.test import Client
from django.urls import reverse

from circulars.domain import approving, dispatching, endorsing, registering
from circulars.models import OfficeCopy
from circulars.states import Order
from offices.models import Kind
from outbox.models import OutboxItem
from screens.work.forms.drafting import DraftForm
from tests import factories
from tests.factories import MONDAY
from workflow import handlers
from workflow.models import Step

DUE = MONDAY + dt.timedelta(days=5)


class House:
    """A province with three districts, its people, and the letter that lies on its desk."""

    def __init__(self, districts: int = 3) -> None:
        self.province = factories.office("จังหวัดทดสอบ", Kind.PROVINCE, on_system=True)
        self.districts = [
            factories.office(f"อำเภอที่ {n}", Kind.DISTRICT, parent=self.province)
            for n in range(1, districts + 1)
        ]
        self.people = factories.Staff(self.province)
        self.copy = factories.arrived(
            self.province, by=self.people.clerk, due_at=DUE, body="ด้วยมีเรื่องทดสอบ"
        )

    def registered(self):
        registering.register(self.copy, by=self.people.clerk, at=MONDAY)
        return self.copy

    def drafting(self):
        endorsing.endorse(self.registered(), Order.FORWARD, by=self.people.officer, at=MONDAY)
        return self.copy.drafts.get()

    def in_review(self):
        return approving.submit(self.drafting(), by=self.people.officer, at=MONDAY)

    def passed(self):
        return approving.pass_on(self.in_review(), by=self.people.reviewer, at=MONDAY)

    def signed(self):
        return approving.sign(self.passed(), by=self.people.signer, at=MONDAY)

    def dispatched(self):
        self.signed()
        sending = dispatching.dispatch(self.copy, by=self.people.officer, at=MONDAY)
        dispatching.fan_out(sending.pk, at=MONDAY)
        return sending

    def delivered(self):
        """The same, and the worker has done what follows: who owes an answer is written down."""
        sending = self.dispatched()
        handlers.delivered(OutboxItem(payload={"dispatch": sending.pk}), MONDAY)
        return sending

    def children(self):
        return list(OfficeCopy.objects.filter(parent=self.copy).order_by("office__code"))


def logged_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(name: str, copy) -> str:
    return reverse(name, args=[copy.pk])


def shown(copy) -> str:
    """The id of the open step, as the page carries it."""
    return str(Step.objects.open().filter(process__copy=copy).values_list("pk", flat=True).first())


def draft_fields(draft, **changes) -> dict:
    """The draft's form as the page shows it."""
    form = DraftForm(draft=draft)
    fields = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in fields.items() if value not in (None, False, [])}
    return {"qr_asked": "yes", **sent, **changes}
