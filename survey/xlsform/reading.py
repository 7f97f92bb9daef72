"""
Reading an XLSForm workbook: pyxform understands it, and what it understood becomes rows of ours.

Columns of ours that the standard does not have (answered_by, roll_up, tick_value, column_key,
column_heading, column_group) may stand in the survey sheet. Whatever cannot be taken over is
refused with its sheet, row and column, all of it at once; nothing is dropped in silence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from circulars.errors import Invalid
from papers.errors import UploadRefused
from papers.questionnaires import read_questionnaire
from survey.models import SurveyTask
from survey.xlsform.blueprint import Blueprint, made
from survey.xlsform.checking import faults_in
from survey.xlsform.faults import Found, Unusable, told
from survey.xlsform.lists import lists_of
from survey.xlsform.mapping import Mapped

MOST_QUESTIONS = 3000
MOST_CHOICES = 30_000
#: Of the form itself: the rest is kept in ``settings``.
_NO_SETTING = frozenset({"children", "choices", "type", "title", "name"})


@dataclass(frozen=True, slots=True)
class Reading:
    """``blueprint`` is what can be taken over: all of it exactly when ``faults`` is empty."""

    blueprint: Blueprint
    faults: Sequence[Found]


def read_xlsform(file: BinaryIO | Any, *, title: str, filename: str = "form.xlsx") -> Blueprint:
    """
    The questionnaire in ``file``; ``title`` is used where the workbook names none.

    Raises Invalid when it is no workbook, Unusable with all that is wrong in it.
    """
    try:
        reading = read_workbook(file.read(), filename, title=title)
    except UploadRefused as refusal:
        raise Invalid(str(refusal), field="file") from refusal
    if reading.faults:
        raise Unusable(list(reading.faults))
    return reading.blueprint


def read_workbook(data: bytes, filename: str, *, title: str = "") -> Reading:
    """What is in a workbook, and all that is wrong. Raises UploadRefused when it is none."""
    found = read_questionnaire(data, filename)
    faults = [told(fault) for fault in found["faults"]]
    form = found["form"]
    if form is None:
        return Reading(Blueprint(title, [], []), faults)
    usual = str(form.get("default_language") or "")
    mapped = Mapped(form, found["types"], usual)
    choices = lists_of(form, found["external"], usual)
    blueprint = Blueprint(
        title=_title(form, title),
        kinds=[],
        questions=mapped.rows,
        choices=choices,
        settings=_settings(form, mapped),
    )
    faults += [*mapped.faults, *_of_form(form, mapped, choices)]
    faults += _of_questions(blueprint, mapped)
    return Reading(blueprint, sorted(set(faults), key=lambda one: (one.sheet, one.row, one.column)))


def _title(form: Mapping[str, Any], usual: str) -> str:
    """The workbook's own, unless it names itself by its file only."""
    title = str(form.get("title") or "")
    given = title if title != form.get("id_string") else ""
    return (given or usual or title or _("แบบสำรวจ")).strip()


def _settings(form: Mapping[str, Any], mapped: Mapped) -> dict[str, Any]:
    kept = {key: value for key, value in form.items() if key not in _NO_SETTING}
    return {**kept, "root": str(form.get("name") or "data"), "raw": mapped.raw}


def _of_form(form: Mapping[str, Any], mapped: Mapped, choices: Mapping[str, Any]) -> list[Found]:
    faults = []
    if form.get("public_key"):
        sentence = _("แบบนี้ให้เข้ารหัสคำตอบด้วยกุญแจของผู้ออกแบบ ซึ่งระบบนี้ไม่ทำ โปรดลบ public_key")
        faults.append(Found("settings", 2, "public_key", sentence))
    most = SurveyTask._meta.get_field("title").max_length or 0
    if len(str(form.get("title") or "")) > most:
        sentence = _("%(column)s ยาวเกิน %(most)s ตัวอักษร") % {"column": "form_title", "most": most}
        faults.append(Found("settings", 2, "form_title", sentence))
    for sheet, count, limit in (
        ("survey", len(mapped.rows), MOST_QUESTIONS),
        ("choices", sum(map(len, choices.values())), MOST_CHOICES),
    ):
        if count > limit:
            sentence = _("แผ่นงานนี้มี %(count)s แถว รับได้ไม่เกิน %(most)s แถว")
            faults.append(Found(sheet, limit + 1, "", sentence % {"count": count, "most": limit}))
    return faults


def _of_questions(blueprint: Blueprint, mapped: Mapped) -> list[Found]:
    """What ``checking`` finds, at the rows of the sheet."""
    questions, choices = made(blueprint)
    known = {(fault.row, fault.column) for fault in mapped.faults}
    places = {id(one): place for one, place in zip(questions, mapped.places, strict=True)}
    return [
        Found("survey", places[id(fault.question)], fault.column, fault.sentence)
        for fault in faults_in(questions, choices, root_name=str(blueprint.settings["root"]))
        if (places[id(fault.question)], fault.column) not in known
    ]
