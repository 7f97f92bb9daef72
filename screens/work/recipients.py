"""The recipients' part of the draft: groups, single offices found by name, what it adds up to."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Q

from circulars.domain.address_book import addresses_of
from circulars.domain.recipients import (
    Group,
    Rule,
    choices_for,
    found_by_name,
    outside_of,
    resolve,
    rule_text,
)
from circulars.errors import Invalid
from circulars.models import Correspondent
from offices.models import Office

#: More than these are not shown for one search: the words must be made narrower.
_FOUND = 12


@dataclass(frozen=True, slots=True)
class Picker:
    """What ``work/recipients.html`` shows."""

    offered: list[Group]
    chosen: list[str]
    also: list[Office]
    left_out: list[Office]
    found_to_add: list[Office] = field(default_factory=list)
    found_to_leave: list[Office] = field(default_factory=list)
    find: str = ""
    text: str = ""
    count: int = 0
    off_system: int = 0
    outside: list[Correspondent] = field(default_factory=list)
    found_outside: list[Correspondent] = field(default_factory=list)
    problem: str = ""


def picker_of(house: Office, offered: list[Group], rule: Rule, find: str = "") -> Picker:
    """The picker for ``rule``, with what ``find`` finds among the offices of reach."""
    try:
        meant = resolve(house, rule)
        text = rule_text(house, rule)
        problem = ""
    except Invalid as refusal:
        meant, text, problem = [], "", str(refusal)
    found = found_by_name(house, find)
    inside = set(meant)
    outside = outside_of(house, rule)
    chosen = {one.pk for one in outside}
    named = {office.pk: office for office in _named(house, rule)}
    return Picker(
        offered=offered,
        chosen=list(rule.get("groups", [])),
        also=[named[pk] for pk in rule.get("also", []) if pk in named],
        left_out=[named[pk] for pk in rule.get("except", []) if pk in named],
        found_to_add=[office for office in found if office.pk not in inside | set(named)],
        found_to_leave=[office for office in found if office.pk in inside - set(named)],
        find=find,
        text=text,
        count=len(meant) + len(outside),
        outside=outside,
        found_outside=[one for one in _kept(house, find) if one.pk not in chosen],
        off_system=Office.objects.filter(pk__in=meant, on_system=False).count(),
        problem=problem,
    )


def _named(house: Office, rule: Rule) -> list[Office]:
    return list(choices_for(house).filter(pk__in=[*rule.get("also", []), *rule.get("except", [])]))


def _kept(house: Office, words: str) -> list[Correspondent]:
    """Lines of the address book whose name holds every word."""
    if len(words.strip()) < 2:
        return []
    wanted = Q()
    for word in words.split():
        wanted &= Q(name__icontains=word)
    return list(addresses_of(house).filter(wanted)[:_FOUND])
