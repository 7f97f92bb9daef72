"""An answer in its questionnaire: what is asked, what comes out of formulas, which words are shown."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from survey.models import Question, QuestionType
from survey.models.question import NO, YES
from survey.xlsform.growing import MOST_ROWS, Grown, Typed
from survey.xlsform.tree import Item
from survey.xlsform.values import LONGEST_TEXT, Value
from survey.xlsform.xpath.context import Context, Meter
from survey.xlsform.xpath.parser import parse
from survey.xlsform.xpath.values import BANGKOK, Node, to_bool, to_number, to_text
from survey.xlsform.xpath.values import Value as Found

if TYPE_CHECKING:
    from survey.models import Choice
    from survey.xlsform.questionnaire import Questionnaire

#: Steps that one look at an answer may take; a step is some two microseconds.
MOST_STEPS = 250_000
#: Questions are judged in the order of need; this is for those that need each other.
_MOST_ROUNDS = 10
_REFERENCE = re.compile(r"\$\{\s*([^}\s]+)\s*\}")


class Filled(Grown):
    """
    Raises TooCostly when its formulas ask for more than one answer may cost.

    ``given`` are the values of metadata that the server knows: start, end, username …
    """

    def __init__(
        self,
        form: Questionnaire,
        typed: Typed,
        *,
        today: dt.date,
        now: dt.datetime | None = None,
        given: Mapping[str, str] | None = None,
        files: Collection[str] = (),
        seed: str = "",
        stored: bool = False,
    ) -> None:
        self.seed = seed
        self.now = now or dt.datetime.combine(today, dt.time(), tzinfo=BANGKOK)
        self.given = {"today": today.isoformat(), **(given or {})}
        self.meter = Meter(MOST_STEPS)
        super().__init__(form, typed, today=today, files=files, stored=stored)
        if not stored:
            self._settle()

    # What an expression asks of the form it stands in (``xpath.context.Places``).

    @property
    def instances(self) -> Mapping[str, Node]:
        return self.form.lists

    def reach(self, name: str, root: Node, current: Node) -> list[Node]:
        """In the row that one is in, or else in all rows."""
        target = self.form.tree.find(name, current.item)
        if target is None:
            return []
        shared, rows = current, target.way
        while shared.parent is not None and (shared.item is None or not _lies_in(target, shared)):
            shared = shared.parent
        start = [shared] if shared.item is not None else [self.root]
        steps = rows[rows.index(shared.item) + 1 :] if shared.item is not None else rows
        for step in steps:
            start = [child for node in start for child in node.children if child.item is step]
            self.meter.spend(len(start))
        return start

    def choice_label(self, name: str, value: str) -> str:
        item = self.form.tree.find(name)
        if item is None or item.question is None:
            return value
        return self.form.label_of(item.question, value)

    # Judging.

    def _settle(self) -> None:
        rounds = _MOST_ROUNDS if self.form.tree.is_circular else 1
        before: object = None
        for _round in range(rounds):
            for item in self.form.tree.order:
                if item in self.counted:
                    self._count_rows(item)
                for node in self.nodes[item]:
                    self._judge(item, node)
            state = {path: (node.relevant, node.value) for path, node in self.places.items()}
            if state == before:
                break
            before = state

    def _count_rows(self, item: Item) -> None:
        assert item.question is not None, "the top has no rows"
        for place, rows, path in self.counted.pop(item):
            found = to_number(self.value(item.question.repeat_count, place))
            wanted = int(found) if found.is_finite() and found > 0 else 0
            for number in range(min(wanted, MOST_ROWS)):
                row = rows[number] if number < len(rows) else {}
                self.grow_row(item, place, row, f"{path}:{number}", number, blank=False)

    def _judge(self, item: Item, node: Node) -> None:
        question = item.question
        assert question is not None, "the top is not judged"
        self.meter.spend(1)
        node.relevant = True
        above = node.parent is None or node.parent.relevant
        node.relevant = above and (not question.relevant or self.truth(question.relevant, node))
        if not item.is_group:
            node.value = self._value_now(question, node) if node.relevant else None

    def _value_now(self, question: Question, node: Node) -> Value:
        """What was answered, or comes out of a formula; a result too long to keep is nothing."""
        if question.is_computed:
            result = self.text(question.calculation, node)
            return result if 0 < len(result) <= LONGEST_TEXT else None
        if question.type == QuestionType.METADATA:
            return self.given.get(str(question.extra.get("type"))) or None
        if question.is_answered:
            return self.read.get(self.paths[node])
        return self.default_of(question, node) or None

    def default_of(self, question: Question, node: Node) -> str:
        """What stands in the field before anybody writes in it."""
        if not question.default:
            return ""
        if question.extra.get("dynamic"):
            return self.text(question.default, node)
        return question.default

    @property
    def asked(self) -> set[str]:
        """The paths of all that is asked; of a repeat, where one of its rows is."""
        paths = {path for path, node in self.places.items() if node.relevant}
        rows = {path for path in paths if self.places[path].item.is_repeat}
        return paths | {path.rpartition(":")[0] for path in rows}

    # Evaluating.

    def value(self, expression: str, node: Node) -> Found:
        context = Context(self, self.top, node, node, self.today, self.now, self.meter, self.seed)
        return parse(expression)(context)

    def truth(self, expression: str, node: Node | None = None) -> bool:
        """Whether ``expression`` holds at a place, or at the top."""
        plain = expression.strip().lower()
        if plain in YES or plain in NO:
            return plain in YES
        return to_bool(self.value(expression, node or self.root))

    def text(self, expression: str, node: Node | None = None) -> str:
        """The result as text; what is no number or has no end is nothing."""
        found = to_text(self.value(expression, node or self.root))
        return "" if found in ("NaN", "Infinity", "-Infinity") else found

    # Words.

    def words(self, text: str, node: Node) -> str:
        """``text`` with the answers that it names, in the words of their choices."""
        return _REFERENCE.sub(lambda match: self._said(match[1], node), text)

    def _said(self, name: str, node: Node) -> str:
        found = self.reach(name, self.top, node)
        if not found or not found[0].text or found[0].item is None:
            return "…"
        return self.form.label_of(found[0].item.question, found[0].value)

    def allowed(self, question: Question, node: Node) -> list[Choice]:
        """The choices that the answers before it leave, in the order they are shown."""
        choices = self.form.choices_of(question)
        if question.list_name.startswith("${"):
            return self.form.from_rows(
                question, self.reach(question.list_name[2:-1], self.top, node)
            )
        if question.choice_filter:
            kept = self._filtered(question, node)
            choices = [one for one in choices if one.name in kept]
        if str(question.parameters.get("randomize")).lower() == "true":
            choices = self.shuffled(question, choices, node)
        return choices

    def _filtered(self, question: Question, node: Node) -> set[str]:
        test = parse(question.choice_filter)
        rows = self.form.items_of(question.list_name)
        self.meter.spend(len(rows))
        here = Context(self, self.top, node, node, self.today, self.now, self.meter, self.seed)
        return {
            row.children[0].text
            for place, row in enumerate(rows, start=1)
            if to_bool(test(here.at(row, place, len(rows))))
        }

    def shuffled(self, question: Question, choices: list[Choice], node: Node) -> list[Choice]:
        """In another order, the same each time for this answer."""
        seed = str(question.parameters.get("seed", ""))
        mark = self.text(seed, node) if seed else f"{self.seed}/{self.paths[node]}"
        return self.form.shuffled(choices, mark)


def _lies_in(target: Item, node: Node) -> bool:
    """Whether the place is a group or row, other than itself, that ``target`` lies in."""
    return target is not node.item and any(step is node.item for step in target.way)
