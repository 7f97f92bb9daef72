"""What was typed, or is stored, grown along its questionnaire into places with values."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from circulars.errors import Invalid
from survey.models import Question
from survey.models.question_types import FILED
from survey.xlsform.tree import Item
from survey.xlsform.values import Value, read_value
from survey.xlsform.xpath.values import Node

if TYPE_CHECKING:
    from survey.xlsform.questionnaire import Questionnaire

#: Of one repeat; more is a register, and no answer of an office.
MOST_ROWS = 300
Typed = Mapping[str, Any]


class Grown:
    """
    The places of one answer.

    ``nodes`` has those of each question, one for each row that it lies in. ``read`` is what
    was typed there, ``unreadable`` why it could not be read; both by the path of the place,
    such as ``project:0:baht``. A row in which nothing was written is a place to write in, and
    no part of the answer (``blank``). ``files`` are the marks of those that were sent along.
    ``stored``: the values are those of an answer handed in.
    """

    def __init__(
        self,
        form: Questionnaire,
        typed: Typed,
        *,
        today: dt.date,
        files: Collection[str] = (),
        stored: bool = False,
    ) -> None:
        self.form, self.today, self.files, self.stored = form, today, files, stored
        self.nodes: dict[Item, list[Node]] = defaultdict(list)
        self.paths: dict[Node, str] = {}
        self.places: dict[str, Node] = {}
        self.read: dict[str, Value] = {}
        self.unreadable: dict[str, str] = {}
        self.blank: set[Node] = set()
        self.counted: dict[Item, list[tuple[Node, Sequence[Typed], str]]] = defaultdict(list)
        self.top = Node("")
        self.root = Node(form.root_name, self.top)
        self._grow(form.tree.root, self.root, typed, "")

    def _grow(self, item: Item, place: Node, typed: Typed, prefix: str) -> None:
        for child in item.children:
            if child.is_repeat:
                self._grow_rows(child, place, typed, prefix)
                continue
            node = self._put(child, place, prefix + child.key)
            if child.is_group:
                self._grow(child, node, typed, prefix)
            elif self.stored:
                node.value = typed.get(child.key)
            else:
                self._read(child, prefix + child.key, typed)

    def _put(self, item: Item, place: Node, path: str) -> Node:
        node = Node(item.name, place)
        node.item = item
        self.paths[node] = path
        self.places[path] = node
        self.nodes[item].append(node)
        if place in self.blank:
            self.blank.add(node)
        return node

    def _read(self, item: Item, path: str, typed: Typed) -> None:
        question = item.question
        if question is None or not question.is_answered:
            return
        names = self._names_for(question, typed.get(item.key))
        written = typed.get(item.key)
        try:
            value = read_value(question.type, written, names, question.parameters, today=self.today)
        except Invalid as refusal:
            self.unreadable[path] = str(refusal)
        else:
            if value is not None:
                self.read[path] = value

    def _names_for(self, question: Question, written: object) -> Collection[str]:
        if question.type in FILED:
            return self.files
        if question.list_name.startswith("${"):
            # What is offered comes out of other answers, and is looked at once they are known.
            return list(map(str, written if isinstance(written, list) else [written]))
        return [choice.name for choice in self.form.choices_of(question)]

    def _grow_rows(self, item: Item, place: Node, typed: Typed, prefix: str) -> None:
        rows = rows_in(typed, item.key)
        start = f"{prefix}{item.key}"
        if item.question is not None and item.question.repeat_count and not self.stored:
            # How many there are is known once the answers before it are.
            self.counted[item].append((place, rows, start))
            return
        for number, row in enumerate(rows if self.stored else rows or [{}]):
            blank = not self.stored and not self.form.has_answer(item, row)
            self.grow_row(item, place, row, f"{start}:{number}", number, blank=blank)

    def grow_row(
        self, item: Item, place: Node, typed: Typed, path: str, number: int, *, blank: bool
    ) -> None:
        """A row of a repeat; a blank one hangs beside the others, where no formula sees it."""
        node = self._put(item, place, path)
        node.index = number
        if blank:
            place.children.remove(node)
            self.blank.add(node)
        self._grow(item, node, typed, f"{path}:")


def rows_in(typed: Typed, key: str) -> list[Typed]:
    """The rows of a repeat as they were typed, no more than a form may have."""
    given = typed.get(key)
    rows = given if isinstance(given, list) else []
    return [row for row in rows if isinstance(row, Mapping)][:MOST_ROWS]
