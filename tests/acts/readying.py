"""Cases that have to be made ready before an act can be refused in them."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

from django.db.models import Model

from circulars.domain import drafting, endorsing, intake, registering
from circulars.domain.content import content_of
from circulars.domain.received import ReceivedLetter
from circulars.models import (
    Circular,
    DraftVersion,
    Endorsement,
    Letter,
    OfficeCopy,
    RegisterEntry,
    Secrecy,
)
from circulars.states import Order
from offices.models import Office, Post, Role
from tests import factories
from tests.acts.stage import NOW, Stage
from tests.factories import MONDAY
from workflow import reminding

LETTER = ReceivedLetter(issuer_name="กรมหนึ่ง", subject="เรื่อง")
ONCE = uuid.UUID(int=7)


def change(thing: Model, **values: Any) -> None:
    """Put a row into a state that the acts reach on another way."""
    type(thing)._default_manager.filter(pk=thing.pk).update(**values)


def endorse(
    stage: Stage, name: str, order: Order, by: str = "officer", **words: Any
) -> Endorsement:
    return endorsing.endorse(stage.letter(name), order, **words, **stage.now(by))


def write(
    stage: Stage,
    name: str = "writing",
    *,
    by: str = "drafter",
    words: dict[str, Any] | None = None,
    **more: Any,
) -> DraftVersion:
    draft = stage.a_draft(name)
    content = replace(content_of(draft.latest), **(words or {}))
    return drafting.save_version(draft, content, **more, **stage.now(by))


def make_secret(stage: Stage, name: str) -> None:
    change(Circular.objects.get(copies=stage.letters[name].pk), secrecy=Secrecy.SECRET)
    Post.objects.filter(office=stage.house).update(handles_secret=True)


def entry(stage: Stage, name: str) -> RegisterEntry:
    return RegisterEntry.objects.filter(copy=stage.letters[name]).order_by("pk")[0]


def void(stage: Stage, name: str, *, reason: str = "ผิด", **more: Any) -> RegisterEntry:
    return registering.void_entry(entry(stage, name), reason=reason, **more, **stage.now("clerk"))


def second_clerk(stage: Stage) -> None:
    factories.post(factories.person(), stage.house, Role.CLERK)


def by_newest_clerk(stage: Stage) -> dict[str, Any]:
    """Who and when: the clerk of the house who came last."""
    clerks = Post.objects.filter(office=stage.house, role=Role.CLERK)
    return {"by": clerks.latest("pk").user, "at": NOW}


def come_back(stage: Stage) -> None:
    """The unit registered it too, and gave it to the house again."""
    copy = stage.letter("given")
    registering.register(copy, **stage.now("unit clerk"))
    endorsing.endorse(copy, Order.ASSIGN, to_unit=stage.house, **stage.now("unit clerk"))


def at_reception(stage: Stage) -> None:
    change(stage.house, reception=stage.unit)
    stage.letters["at reception"] = stage.arrive()


def remind(stage: Stage, name: str = "dispatched") -> Letter:
    return reminding.remind_by_letter(stage.letter(name), **stage.now("signer"))


def nobody_below(stage: Stage) -> None:
    Office.objects.filter(pk__in=[one.pk for one in stage.local]).update(closed_on=MONDAY.date())


def all_answered(stage: Stage) -> None:
    below = OfficeCopy.objects.filter(parent=stage.letters["dispatched"])
    assert below.update(answered_at=NOW) == 2


def receive(stage: Stage, **more: Any) -> OfficeCopy:
    letter = replace(LETTER, **more)
    return intake.receive_letter(stage.house, letter, once=ONCE, **stage.now("clerk"))
