"""Columns of the roll-up table, made from the questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import Any, Literal

from offices.models import Kind
from survey.models import Question, RollUp
from survey.xlsform.questionnaire import Questionnaire

#: Short words; any other kind of office is called by its full name.
_HEADINGS = {
    Kind.CITY: "เทศบาล",
    Kind.TOWN: "เทศบาล",
    Kind.SUBDISTRICT_MUNICIPALITY: "เทศบาล",
    Kind.SAO: "อบต.",
    Kind.PAO: "อบจ.",
}
#: A number as answers hold it, of as many digits as can be typed; for Python and PostgreSQL.
#: Whatever else stands in a column that is summed counts as nothing.
NUMBER = r"^-?[0-9]{1,18}([.][0-9]{1,30})?([eE]-[0-9]{1,3})?$"
_REFERENCE = re.compile(r"\$\{[^}]*\}")
#: An amount, a tick, words, or nothing.
Cell = Decimal | bool | str | None


@dataclass(slots=True)
class Column:
    """
    ``sources`` are (question, value that ticks it); several questions may share a column,
    as when municipalities and อบต. are asked the same thing in different words.
    """

    key: str
    heading: str
    group: str
    kind: Literal["sum", "tick", "list"]
    sources: list[tuple[Question, str]] = field(default_factory=list)


def offices_heading(kinds: Iterable[str]) -> str:
    """What the offices that answer are called at the head of their column: เทศบาล/อบต."""
    words = [_HEADINGS.get(Kind(kind)) or str(Kind(kind).label) for kind in kinds]
    return "/".join(dict.fromkeys(words))


@dataclass(frozen=True, slots=True)
class Head:
    """One cell of the two-line heading, and how many columns and lines it covers."""

    words: str
    across: int = 1
    down: int = 1


def heading_of(columns: Sequence[Column]) -> tuple[list[Head], list[Head]]:
    """The upper and the lower line; a column without a group covers both."""
    upper: list[Head] = []
    lower: list[Head] = []
    for group, run in groupby(columns, lambda column: column.group):
        headings = [Head(column.heading) for column in run]
        if group:
            upper.append(Head(group, across=len(headings)))
            lower += headings
        else:
            upper += [Head(one.words, down=2) for one in headings]
    return upper, lower


def columns_of(questionnaire: Questionnaire) -> list[Column]:
    """The columns in the order of their questions; one key makes one column."""
    columns: dict[str, Column] = {}
    for question in questionnaire.questions:
        for column in _columns_of(question, questionnaire):
            known = columns.setdefault(column.key, column)
            if known is not column:
                known.sources += column.sources
    return list(columns.values())


def _columns_of(question: Question, questionnaire: Questionnaire) -> list[Column]:
    key = question.column_key or question.key or question.name
    # A heading stands over many answers, and names none of them.
    heading = question.column_heading or _REFERENCE.sub("…", question.label)
    match question.roll_up:
        case RollUp.SUM:
            return [Column(key, heading, question.column_group, "sum", [(question, "")])]
        case RollUp.LIST:
            return [Column(key, heading, question.column_group, "list", [(question, "")])]
        case RollUp.TICK:
            source = (question, question.tick_value)
            return [Column(key, heading, question.column_group, _counted(question), [source])]
        case RollUp.EACH:
            group = question.column_group or heading
            return [
                Column(
                    f"{key}:{choice.name}",
                    choice.label,
                    group,
                    _counted(question),
                    [(question, choice.name)],
                )
                for choice in questionnaire.choices_of(question)
            ]
    return []


def _counted(question: Question) -> Literal["sum", "tick"]:
    """A choice is a tick; of the rows of a repeat, it is how many chose it."""
    return "sum" if question.in_repeat else "tick"


def place_of(question: Question, wanted: str) -> str:
    """Where the values of an answer hold what a column shows of ``question``."""
    counts_choice = wanted and question.in_repeat
    return f"{question.stored_at}:{wanted}" if counts_choice else question.stored_at


def cell_of(column: Column, values: Mapping[str, Any], questionnaire: Questionnaire) -> Cell:
    """What one office's answer shows in ``column``."""
    for question, wanted in column.sources:
        if column.kind == "list" and question.in_repeat:
            words = [
                questionnaire.label_of(question, one) for one in _in_rows(values, question.key)
            ]
            return "; ".join(words) or None
        value = values.get(place_of(question, wanted))
        if value is None:
            continue
        if column.kind == "tick":
            return wanted in value if isinstance(value, list) else str(value) == wanted
        if column.kind == "sum":
            return _amount(value)
        return questionnaire.label_of(question, value)
    return None


def _in_rows(values: Mapping[str, Any], key: str) -> Iterator[Any]:
    """What was answered to ``key``, row by row."""
    for name, value in values.items():
        if name == key:
            yield value
        elif isinstance(value, list):
            for row in value:
                if isinstance(row, Mapping):
                    yield from _in_rows(row, key)


def _amount(value: object) -> Decimal | None:
    return Decimal(str(value)) if re.fullmatch(NUMBER, str(value)) else None
