"""
Who gets a letter: a rule, not names.

A rule is {"groups": [keys], "also": [office ids], "except": [office ids], "outside": [ids of
the house's address book]}. Groups are of those below; single offices are any of the directory,
upward and sideways. It is resolved at dispatch to a frozen list; in words it reads as the
addressee line of the letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from circulars.errors import Invalid
from circulars.models import Correspondent, Draft, OfficeCopy
from circulars.states import WITHDRAWN
from offices.models import LOCAL_GOVERNMENTS, Kind, Office
from offices.models.office import OfficeQuerySet

#: See the head of this file.
Rule = dict[str, list[Any]]
#: More than these are not shown for one search: the words must be made narrower.
_FOUND = 12
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Group:
    """One group an office may write to, with how many it means today."""

    key: str
    label: str
    count: int


#: The same groups as offices, for a letter that is to offices and not to their heads (ข้อ 13).
_AS_OFFICES = {
    "departments": "ส่วนราชการระดับกรม",
    "enterprises": "หน่วยงานรัฐวิสาหกิจในสังกัด{house}",
    "provinces": "จังหวัด ทุกจังหวัด",
    "districts": "อำเภอ ทุกอำเภอ",
    "paos": "องค์การบริหารส่วนจังหวัด ทุกแห่ง",
    "cities": "เทศบาลนคร ทุกแห่ง",
    "towns": "เทศบาลเมือง ทุกแห่ง",
    "subdistrict_municipalities": "เทศบาลตำบล ทุกแห่ง",
    "saos": "องค์การบริหารส่วนตำบล ทุกแห่ง",
}
#: key → (kinds, words for the addressee line; {house} is the sender's name)
_GROUPS: dict[str, tuple[tuple[Kind, ...], str]] = {
    "departments": ((Kind.DEPARTMENT,), "หัวหน้าส่วนราชการระดับกรม"),
    "enterprises": ((Kind.ENTERPRISE,), "หัวหน้าหน่วยงานรัฐวิสาหกิจในสังกัด{house}"),
    "provinces": ((Kind.PROVINCE,), "ผู้ว่าราชการจังหวัด ทุกจังหวัด"),
    "districts": ((Kind.DISTRICT,), "นายอำเภอ ทุกอำเภอ"),
    "paos": ((Kind.PAO,), "นายกองค์การบริหารส่วนจังหวัด ทุกแห่ง"),
    "cities": ((Kind.CITY,), "นายกเทศมนตรีนคร ทุกแห่ง"),
    "towns": ((Kind.TOWN,), "นายกเทศมนตรีเมือง ทุกแห่ง"),
    "subdistrict_municipalities": (
        (Kind.SUBDISTRICT_MUNICIPALITY,),
        "นายกเทศมนตรีตำบล ทุกแห่ง",
    ),
    "saos": ((Kind.SAO,), "นายกองค์การบริหารส่วนตำบล ทุกแห่ง"),
    "everyone": (
        (Kind.PROVINCE, Kind.DISTRICT, *sorted(LOCAL_GOVERNMENTS)),
        "จังหวัด อำเภอ และองค์กรปกครองส่วนท้องถิ่น ทุกแห่ง",
    ),
}

_OFFERED: dict[str, tuple[str, ...]] = {
    Kind.MINISTRY: ("departments", "enterprises", "provinces", "everyone"),
    Kind.DEPARTMENT: ("provinces", "districts", "everyone"),
    Kind.PROVINCE: ("districts", "paos", "cities", "towns"),
    Kind.DISTRICT: ("subdistrict_municipalities", "saos"),
}


def _reach(house: Office) -> OfficeQuerySet:
    """Every office that groups of ``house`` are made of: those that it passes circulars on to."""
    offices = Office.objects.active().houses().exclude(pk=house.pk)
    if house.kind in (Kind.MINISTRY, Kind.DEPARTMENT):
        return offices
    if house.kind == Kind.PROVINCE:
        return offices.filter(Q(province=house) | Q(path__startswith=house.path))
    if house.kind == Kind.DISTRICT:
        return offices.filter(Q(district=house) | Q(path__startswith=house.path))
    return offices.none()


def _members(house: Office, key: str) -> OfficeQuerySet:
    kinds, _words = _GROUPS[key]
    offices = _reach(house).filter(kind__in=kinds)
    if house.kind == Kind.MINISTRY and key in ("departments", "enterprises"):
        return offices.filter(parent=house)
    if house.kind == Kind.DISTRICT:
        return offices.filter(parent=house)
    return offices


def groups_for(house: Office) -> list[Group]:
    """The groups ``house`` may choose, each with its number of offices; empty ones left out."""
    counted = dict(_reach(house).order_by().values_list("kind").annotate(number=Count("pk")))
    offered = [
        key
        for key in _OFFERED.get(house.kind, ())
        if any(counted.get(kind) for kind in _GROUPS[key][0])
    ]
    groups = [Group(key, _words(house, key), _members(house, key).count()) for key in offered]
    return [group for group in groups if group.count]


def _words(house: Office, key: str, *, to_offices: bool = False) -> str:
    members = list(_members(house, key).only("name", "head_title")[:2])
    if len(members) == 1 and (members[0].head_title or to_offices):
        return _called(members[0], to_offices=to_offices)
    words = _AS_OFFICES.get(key, "") if to_offices else ""
    return (words or _GROUPS[key][1]).format(house=house.name)


def _called(office: Office, *, to_offices: bool) -> str:
    name: str = office.name
    return name if to_offices else office.head_title or name


def usual_recipients(house: Office) -> Rule:
    """The groups an office of this kind writes to when it passes a circular on (saraban §5.1)."""
    usual = {
        Kind.MINISTRY: {"departments", "enterprises"},
        Kind.DEPARTMENT: {"provinces"},
        Kind.PROVINCE: {"districts", "cities", "towns"},
        Kind.DISTRICT: {"subdistrict_municipalities", "saos"},
    }.get(Kind(house.kind), set())
    return {"groups": [group.key for group in groups_for(house) if group.key in usual]}


def choices_for(house: Office) -> OfficeQuerySet:
    """Offices that may be added one by one, or left out: anybody may be written to."""
    return Office.objects.active().houses().exclude(pk=house.pk).printed_order()


def passes_on(house: Office) -> bool:
    """Whether there is anybody below ``house`` to whom it passes circulars on."""
    return _reach(house).exists()


def outside_of(house: Office, rule: Rule) -> list[Correspondent]:
    """Those of the rule whom the directory does not know, in the order in which they were added."""
    ids = rule.get("outside", [])
    if not ids:
        return []
    return list(Correspondent.objects.filter(house=house, pk__in=ids).order_by("pk"))


def _checked(house: Office, rule: Rule) -> list[str]:
    keys = [str(key) for key in rule.get("groups", [])]
    if unknown := set(keys) - set(_OFFERED.get(house.kind, ())):
        raise Invalid(
            _("กลุ่มผู้รับไม่ถูกต้อง: %(keys)s") % {"keys": ", ".join(sorted(unknown))},
            field="recipients",
        )
    return keys


def resolve(house: Office, rule: Rule) -> list[int]:
    """
    The ids of the offices that ``rule`` means today, in printed order, each once.

    Raises Invalid when a group is not this house's to choose. An office that is closed
    today is left out, whatever the rule says.
    """
    ids: list[int] = []
    for key in _checked(house, rule):
        ids += _members(house, key).printed_order().values_list("pk", flat=True)
    ids += choices_for(house).filter(pk__in=rule.get("also", [])).values_list("pk", flat=True)
    left_out = set(rule.get("except", []))
    return [pk for pk in dict.fromkeys(ids) if pk not in left_out]


def found_by_name(house: Office, words: str) -> list[Office]:
    """The first offices of reach whose name holds every one of the ``words``, with their district."""
    if len(words.strip()) < _SHORTEST:
        return []
    wanted = Q()
    for word in words.split():
        wanted &= Q(name__icontains=word) | Q(short_name__icontains=word)
    return list(choices_for(house).filter(wanted).select_related("district")[:_FOUND])


def meant_by(draft: Draft) -> list[int]:
    """
    To whom the letter of ``draft`` would go: whom its rule means today; a corrected letter, to
    those who have the one whose place it takes, and to nobody else.
    """
    if draft.replaces_id is None:
        return resolve(draft.copy.office, draft.recipients)
    there = OfficeCopy.objects.filter(letter=draft.replaces_id, reminds=None)
    held = there.exclude(state__in=WITHDRAWN).order_by("pk")
    return list(held.values_list("office", flat=True))


def rule_text(house: Office, rule: Rule, *, to_offices: bool = False) -> str:
    """
    The rule as the addressee line: "นายอำเภอ ทุกอำเภอ (ยกเว้นอำเภอเซกา) และนายกเทศมนตรีเมืองบึงกาฬ";
    ``to_offices``, for a sealed letter: "อำเภอ ทุกอำเภอ (ยกเว้นอำเภอเซกา) และเทศบาลเมืองบึงกาฬ".

    Who is left out stands behind the group it belongs to; an office named and left out
    again is not mentioned, nor a group of which nobody remains.
    """
    named, left_out = _named(house, rule, "also"), _named(house, rule, "except")
    wanted = [office.pk for office in (*named, *left_out)]
    without = {office.pk for office in left_out}
    parts = []
    for key in _checked(house, rule):
        inside = set(_members(house, key).filter(pk__in=wanted).values_list("pk", flat=True))
        missing = [office for office in left_out if office.pk in inside]
        named = [office for office in named if office.pk not in inside]
        if not missing:
            parts.append(_words(house, key, to_offices=to_offices))
        elif _members(house, key).exclude(pk__in=without).exists():
            group = _words(house, key, to_offices=to_offices)
            parts.append(f"{group} (ยกเว้น{listed([one.name for one in missing])})")
    left = [office for office in named if office.pk not in without]
    parts += [_called(office, to_offices=to_offices) for office in left]
    parts += [one.name for one in outside_of(house, rule)]
    return listed(parts)


def subset_text(house: Office, rule: Rule, sent_to: Sequence[int], chosen: Sequence[Office]) -> str:
    """
    The addressee line of a sealed letter for some of those whom ``rule`` was sent to: the group with who is
    left out, or every name, whichever is shorter; nobody is cut off.

    ``sent_to`` are the ids that the rule meant when it was sent; offices that it means
    today and did not then are never addressed.
    """
    ids = {office.pk for office in chosen}
    every = listed([office.name for office in chosen])
    others = [pk for pk in sent_to if pk not in ids]
    narrowed = {**rule, "except": [*rule.get("except", []), *others]}
    if set(resolve(house, narrowed)) != ids:
        return every
    return min(rule_text(house, narrowed, to_offices=True), every, key=len)


def listed(names: Sequence[str]) -> str:
    """Names as a letter lists them: "ก ข และค"."""
    if len(names) < 2:
        return "".join(names)
    return f"{' '.join(names[:-1])} และ{names[-1]}"


def _named(house: Office, rule: Rule, key: str) -> list[Office]:
    ids = rule.get(key, [])
    return list(choices_for(house).filter(pk__in=ids)) if ids else []
