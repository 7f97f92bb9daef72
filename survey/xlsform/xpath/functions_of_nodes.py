"""Functions of sets of nodes: rows of a repeat, lists of choices."""

from __future__ import annotations

from decimal import Decimal

from survey.xlsform.xpath.context import Context, Run
from survey.xlsform.xpath.functions_of_numbers import lot
from survey.xlsform.xpath.functions_of_text import text_in, whole_in
from survey.xlsform.xpath.registry import function
from survey.xlsform.xpath.values import Node, Value


def nodes_in(context: Context, argument: Run) -> list[Node]:
    value = argument(context)
    return value if isinstance(value, list) else []


@function("count", 1)
def count(context: Context, nodes: Run) -> Value:
    """Rows that are not asked do not count."""
    return Decimal(sum(node.relevant for node in nodes_in(context, nodes)))


@function("count-non-empty", 1)
def count_non_empty(context: Context, nodes: Run) -> Value:
    return Decimal(sum(node.text != "" for node in nodes_in(context, nodes)))


@function("position", 0, 1)
def position(context: Context, *nodes: Run) -> Value:
    """Of a row among its fellows, from 1; without an argument, of the one that is looked at."""
    if not nodes:
        return Decimal(context.position)
    found = nodes_in(context, nodes[0])
    if not found:
        return Decimal("NaN")
    first = found[0]
    fellows = (
        [one for one in first.parent.children if one.name == first.name]
        if first.parent
        else [first]
    )
    context.meter.spend(len(fellows))
    return Decimal(fellows.index(first) + 1)


@function("last", 0)
def last(context: Context) -> Value:
    return Decimal(context.size)


@function("current", 0)
def current(context: Context) -> Value:
    return [context.current]


@function("instance", 1)
def instance(context: Context, name: Run) -> Value:
    """A list of choices: root, item, and in it name, label and the further columns."""
    found = context.places.instances.get(text_in(context, name))
    return [found] if found is not None else []


@function("randomize", 1, 2)
def randomize(context: Context, nodes: Run, *seed: Run) -> Value:
    """Another order, the same each time for one answer, or for one seed."""
    found = nodes_in(context, nodes)
    mark = text_in(context, seed[0]) if seed else context.seed
    places = {node: place for place, node in enumerate(found)}
    return sorted(found, key=lambda node: lot(mark, places[node]))


@function("indexed-repeat", 3, -1)
def indexed_repeat(context: Context, wanted: Run, *pairs: Run) -> Value:
    """The answer ``wanted`` in a row of a repeat named by its number, and in a row of that."""
    found = _everywhere(context, wanted)
    for repeat, number in zip(pairs[::2], pairs[1::2], strict=False):
        rows = _everywhere(context, repeat)
        place = whole_in(context, number)
        names = {row.name for row in rows}
        found = [node for node in found if _row_number(node, names) in (place, None)]
    return found[0].text if found else ""


def _everywhere(context: Context, argument: Run) -> list[Node]:
    """What a reference means when one stands outside of every row."""
    outside = context.at(context.root, 1, 1)
    outside.current = context.root
    return nodes_in(outside, argument)


def _row_number(node: Node, names: set[str]) -> int | None:
    place: Node | None = node
    while place is not None and place.parent is not None:
        if place.name in names:
            fellows = [one for one in place.parent.children if one.name == place.name]
            return fellows.index(place) + 1
        place = place.parent
    return None


@function("id", 1)
def by_id(_context: Context, _name: Run) -> Value:
    """Answers have no marks of their own."""
    return []
