"""A made country in which most people leave: every letter lies with somebody who finds it."""

import datetime as dt
import random

import pytest

from circulars.domain import approving, dispatching, endorsing, registering, reporting
from circulars.models import OfficeCopy
from circulars.states import Order
from offices.models import Kind, Office, Post
from offices.viewer import Viewer
from tests import factories
from tests.factories import MONDAY
from workflow.checking import disagreements
from workflow.desks import empty_desks, first_at
from workflow.inbox import desk, inbox
from workflow.running import follow

pytestmark = pytest.mark.django_db

HOUSES = 4
STAGES = 7


class House:
    """A district with a unit, both full of people, and an อบต. below it."""

    def __init__(self, number: int) -> None:
        self.office = factories.office(f"อำเภอ{number}", Kind.DISTRICT)
        self.unit = factories.office(f"กลุ่ม{number}", Kind.DIVISION, parent=self.office)
        factories.office(f"อบต. {number}", Kind.SAO, parent=self.office, on_system=False)
        self.staff = {place.pk: factories.Staff(place) for place in (self.office, self.unit)}

    def letter(self, place: Office, stage: int) -> OfficeCopy:
        """A letter that has come so far at ``place``."""
        here, at = self.staff[place.pk], MONDAY
        copy = factories.arrived(place, by=here.clerk)
        if stage >= 1:
            registering.register(copy, by=here.clerk, at=at)
        if stage == 2:
            endorsing.endorse(copy, Order.REPORT, by=here.officer, at=at)
        if stage >= 3:
            endorsing.endorse(copy, Order.FORWARD, by=here.officer, at=at)
        if stage >= 4:
            approving.submit(copy.drafts.get(), by=here.officer, at=at)
        if stage >= 5:
            approving.pass_on(copy.drafts.get(), by=here.reviewer, at=at)
        if stage >= 6:
            approving.sign(copy.drafts.get(), by=here.signer, at=at)
        if stage == STAGES:
            sending = dispatching.dispatch(copy, by=here.officer, at=at)
            dispatching.fan_out(sending.pk, at=at)
            reporting.start_collecting(copy, at=at)
            follow(copy, by=None, at=at)
        return copy


def has_it(user, copy):
    viewer = Viewer.of(user, MONDAY)
    on_desks = [desk(viewer.sitting_at(str(post.pk))) for post in viewer.posts]
    found = {step.copy.pk for step in inbox(viewer)} | {one.pk for some in on_desks for one in some}
    return copy.pk in found


def test_every_letter_lies_with_somebody_who_finds_it_as_long_as_anybody_is_left():
    chance = random.Random(2569)
    yesterday = MONDAY.date() - dt.timedelta(days=1)
    for number in range(HOUSES):
        house = House(number)
        for stage in range(STAGES + 1):
            house.letter(chance.choice([house.office, house.unit]), stage)
        posts = list(Post.objects.filter(office__house=house.office))
        stays = chance.sample(posts, number % 4)
        Post.objects.filter(office__house=house.office).exclude(
            pk__in=[post.pk for post in stays]
        ).update(ends_on=yesterday)

    copies = list(OfficeCopy.objects.open().filter(office__on_system=True).select_related("office"))
    lying = {copy: first_at(copy, at=MONDAY) for copy in copies}
    left = set(Post.objects.held_on(MONDAY.date()).values_list("office__house", flat=True))

    assert list(disagreements()) == []
    assert len(copies) == HOUSES * (STAGES + 1)
    assert {copy.office_id for copy, people in lying.items() if people} == left
    assert {copy.pk for copy, people in lying.items() if not people} == {
        one.copy_id for one in empty_desks(at=MONDAY)
    }
    lost = [
        (str(user), copy.office.name, copy.holder.name, copy.state, copy.officer)
        for copy, people in lying.items()
        for user in people
        if not has_it(user, copy)
    ]
    assert lost == []
