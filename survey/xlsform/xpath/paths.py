"""Ways through an answer: axes, tests, predicates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from survey.xlsform.xpath.context import Context, Run
from survey.xlsform.xpath.values import Node, Value, to_bool


@dataclass(frozen=True, slots=True)
class Test:
    """A name, ``*``, ``node()`` or ``text()``."""

    name: str

    def takes(self, node: Node) -> bool:
        return self.name in ("*", "node()", "text()") or node.name == self.name


@dataclass(frozen=True, slots=True)
class Step:
    axis: str
    test: Test
    filters: tuple[Run, ...] = ()


def _children(node: Node) -> Iterator[Node]:
    yield from node.children


def _parent(node: Node) -> Iterator[Node]:
    if node.parent is not None:
        yield node.parent


def _itself(node: Node) -> Iterator[Node]:
    yield node


def _below(node: Node) -> Iterator[Node]:
    for child in node.children:
        yield child
        yield from _below(child)


def _itself_and_below(node: Node) -> Iterator[Node]:
    yield node
    yield from _below(node)


def _above(node: Node) -> Iterator[Node]:
    while node.parent is not None:
        node = node.parent
        yield node


def _itself_and_above(node: Node) -> Iterator[Node]:
    yield node
    yield from _above(node)


def _before(node: Node) -> Iterator[Node]:
    siblings = node.parent.children if node.parent else [node]
    yield from reversed(siblings[: siblings.index(node)])


def _after(node: Node) -> Iterator[Node]:
    siblings = node.parent.children if node.parent else [node]
    yield from siblings[siblings.index(node) + 1 :]


def _nothing(_node: Node) -> Iterator[Node]:
    yield from ()


AXES: dict[str, Callable[[Node], Iterator[Node]]] = {
    "child": _children,
    "parent": _parent,
    "self": _itself,
    "descendant": _below,
    "descendant-or-self": _itself_and_below,
    "ancestor": _above,
    "ancestor-or-self": _itself_and_above,
    "preceding-sibling": _before,
    "following-sibling": _after,
    "attribute": _nothing,
}


def from_current(context: Context) -> Value:
    return [context.node]


def from_root(context: Context) -> Value:
    """Above the outermost group, whose name is the first of an absolute path."""
    return [context.root]


def reference(name: str) -> Run:
    def run(context: Context) -> Value:
        context.meter.spend(2)
        return context.places.reach(name, context.root, context.current)

    return run


def walk(start: Run, steps: Sequence[Step]) -> Run:
    def run(context: Context) -> Value:
        found = start(context)
        nodes = found if isinstance(found, list) else []
        rest = steps
        if start is from_root and steps and steps[0].axis == "child":
            # There is one outermost group, whatever a form calls it.
            nodes, rest = list(context.root.children), steps[1:]
        last = len(rest) - 1
        for place, step in enumerate(rest):
            own = start is from_root and place < last and not step.filters
            nodes = _stepped(nodes, step, context, own=own)
        return nodes

    return run


def _stepped(nodes: list[Node], step: Step, context: Context, *, own: bool) -> list[Node]:
    found: dict[Node, None] = {}
    for node in nodes:
        taken = [one for one in AXES[step.axis](node) if step.test.takes(one)]
        context.meter.spend(1 + len(taken))
        if own:
            taken = _own_row(taken, context.current)
        for one in step.filters:
            taken = _filtered(taken, one, context)
        found.update(dict.fromkeys(taken))
    return list(found)


def _own_row(nodes: list[Node], current: Node) -> list[Node]:
    """
    Of the rows of a repeat, the one that the question stands in.

    A path from the top that goes through a repeat means the row one is in, as in JavaRosa.
    """
    if len(nodes) < 2 or nodes[0].item is None:
        return nodes
    place: Node | None = current.parent
    while place is not None:
        if place.item is nodes[0].item:
            return [place]
        place = place.parent
    return nodes


def _filtered(nodes: list[Node], test: Run, context: Context) -> list[Node]:
    kept = []
    for place, node in enumerate(nodes, start=1):
        context.meter.spend(1)
        value = test(context.at(node, place, len(nodes)))
        # A number means a place; a lone answer is looked at for what it holds.
        if value == place if isinstance(value, Decimal) else to_bool(value):
            kept.append(node)
    return kept
