"""The rows of a questionnaire as a tree: what lies in what, and what must be known before what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from survey.models import Question, QuestionType
from survey.models.question_types import BEGINNING, ENDING, ENDS
from survey.xlsform.xpath.lexer import NotXPath
from survey.xlsform.xpath.parser import Needs, parse


@dataclass(eq=False, slots=True)
class Item:
    """A question in its place; ``question`` is None at the top, above all."""

    question: Question | None
    parent: Item | None = None
    children: list[Item] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.question.name if self.question else ""

    @property
    def key(self) -> str:
        return self.question.key if self.question else ""

    @property
    def is_repeat(self) -> bool:
        return self.question is not None and self.question.type == QuestionType.BEGIN_REPEAT

    @property
    def is_group(self) -> bool:
        return self.question is None or self.question.type in BEGINNING

    @property
    def way(self) -> list[Item]:
        """From below the top down to itself."""
        above = self.parent.way if self.parent and self.parent.question else []
        return [*above, self]

    @property
    def repeat(self) -> Item | None:
        """The innermost repeat it lies in; of a repeat, the one around it."""
        place = self.parent
        while place is not None and not place.is_repeat:
            place = place.parent
        return place

    def all_below(self) -> Iterator[Item]:
        for child in self.children:
            yield child
            yield from child.all_below()


class Tree:
    """``order`` is one in which what a question needs comes before it, as far as that can be."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self.root = Item(None)
        self.items: list[Item] = []
        self._grow(questions)
        self.named: dict[str, list[Item]] = defaultdict(list)
        for item in self.items:
            self.named[item.name].append(item)
        for item in self.items:
            self._give_key(item)
        self.by_key = {item.key: item for item in self.items}
        self.order, self.is_circular = _ordered(self)

    def _grow(self, questions: Sequence[Question]) -> None:
        place = self.root
        for question in questions:
            if question.type in ENDING:
                place = place.parent or place
                continue
            item = Item(question, place)
            place.children.append(item)
            self.items.append(item)
            if question.type in BEGINNING:
                place = item

    def _give_key(self, item: Item) -> None:
        assert item.question is not None, "only the top has none"
        item.question.in_repeat = item.repeat is not None
        if not item.question.key:
            alone = len(self.named[item.name]) == 1
            way = "/".join(one.name for one in item.way)
            item.question.key = item.name if alone else way

    def find(self, name: str, seen_from: Item | None = None) -> Item | None:
        """What ``${name}`` means there: the nearest of that name."""
        found = self.named.get(name, [])
        if len(found) < 2 or seen_from is None:
            return found[0] if found else None
        around = set(map(id, [*seen_from.way, self.root]))
        return max(found, key=lambda one: sum(id(step) in around for step in one.way))


def _ordered(tree: Tree) -> tuple[list[Item], bool]:
    """The order, and whether some questions need each other in a circle."""
    state: dict[int, int] = {}
    order: list[Item] = []
    circular = False
    for first in tree.items:
        waiting: list[tuple[Item, Iterator[Item]]] = []
        if id(first) not in state:
            state[id(first)] = 1
            waiting.append((first, _before(tree, first)))
        while waiting:
            item, needed = waiting[-1]
            following = next(needed, None)
            if following is None:
                state[id(item)] = 2
                order.append(item)
                waiting.pop()
            elif state.get(id(following)) == 1:
                circular = circular or following is not item
            elif id(following) not in state:
                state[id(following)] = 1
                waiting.append((following, _before(tree, following)))
    return order, circular


def _before(tree: Tree, item: Item) -> Iterator[Item]:
    """What must be known before ``item``: what it lies in, and what its formulas look at."""
    if item.parent is not None and item.parent.question is not None:
        yield item.parent
    around = set(map(id, item.way))
    for name in sorted(names_needed(item.question)):
        for other in tree.named.get(name, []):
            for one in _with_content(other):
                if id(one) not in around:
                    yield one


def _with_content(item: Item) -> Iterable[Item]:
    yield item
    yield from item.all_below()


def names_needed(question: Question | None) -> set[str]:
    """Names in the formulas that decide whether it is asked, what it is, and how many rows it has."""
    names: set[str] = set()
    if question is not None:
        for expression in (question.relevant, question.calculation, question.repeat_count):
            needs = needs_of(expression)
            names |= needs.names | needs.paths
    return names


def needs_of(expression: str) -> Needs:
    """What an expression looks at; nothing, of one that cannot be read."""
    try:
        return parse(expression).needs if expression.strip() else Needs()
    except NotXPath:
        return Needs()


def out_of_balance(questions: Sequence[Question]) -> Question | None:
    """The first row that ends what was not begun, or begins what has no end; None: all is well."""
    open_rows: list[Question] = []
    for question in questions:
        if question.type in BEGINNING:
            open_rows.append(question)
        elif question.type in ENDING:
            if not open_rows or ENDS[open_rows[-1].type] != question.type:
                return question
            open_rows.pop()
    return open_rows[-1] if open_rows else None
