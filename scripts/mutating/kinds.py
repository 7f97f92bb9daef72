"""
What one small damage to a line of Python can be: a function for each kind.

Each takes a node of the syntax tree and what stands around it, and yields replacements of
bytes in the source. None of them is asked about texts for people, types or logging.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from scripts.mutating.source import Edit, Place, Source

_FLIPPED = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">",
    "==": "!=", "!=": "==", "is": "is not", "is not": "is", "in": "not in", "not in": "in",
}  # fmt: skip
_SIGNS: dict[type[ast.AST], str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
    ast.Is: "is", ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in",
    ast.And: "and", ast.Or: "or", ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.BitAnd: "&",
    ast.BitOr: "|",
}  # fmt: skip
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_OTHER_SIGN = {"+": "-", "-": "+", "*": "+", "&": "|", "|": "&", "and": "or", "or": "and"}
_LOOKUPS = {"__lt": "__lte", "__lte": "__lt", "__gt": "__gte", "__gte": "__gt"}
_SELECTING = {"filter", "exclude", "get"}
_OTHER_METHOD = {"filter": "exclude", "exclude": "filter", "first": "last", "last": "first"}
#: They take names of columns or groups: a wrong one is an error at once.
_OF_NAMES = {"values", "values_list", "order_by", "dates", "start", "end", "group", "getattr"}
_EMPTY = {"str": '""', "list": "[]", "dict": "{}", "set": "set()", "frozenset": "frozenset()"}
_EMPTY |= {"tuple": "()"}


def comparison(node: ast.AST, source: Source, _place: Place) -> Iterator[Edit]:
    """At the boundary, and the opposite."""
    if not isinstance(node, ast.Compare):
        return
    sides = [node.left, *node.comparators]
    for left, right, operator in zip(sides, node.comparators, node.ops, strict=False):
        sign = _SIGNS[type(operator)]
        kind = "boundary" if sign in _OPPOSITE else "comparison"
        yield from source.sign(kind, left, right, sign, _FLIPPED[sign])
        if sign in _OPPOSITE:
            yield from source.sign("comparison", left, right, sign, _OPPOSITE[sign])


def junction(node: ast.AST, source: Source, _place: Place) -> Iterator[Edit]:
    """``and`` for ``or``, and the other way round."""
    if isinstance(node, ast.BoolOp):
        sign = _SIGNS[type(node.op)]
        for left, right in zip(node.values, node.values[1:], strict=False):
            yield from source.sign("junction", left, right, sign, _OTHER_SIGN[sign])


def arithmetic(node: ast.AST, source: Source, place: Place) -> Iterator[Edit]:
    """Plus for minus; for conditions of queries, both for either."""
    if not isinstance(node, ast.BinOp) or type(node.op) not in _SIGNS:
        return
    sign, sides = _SIGNS[type(node.op)], (node.left, node.right)
    if sign in "&|" and not any(isinstance(n, ast.Call) for s in sides for n in ast.walk(s)):
        return  # a union of types, or of plain sets
    # Texts and lists know no minus, sets no plus: it would only be a TypeError.
    others = (ast.JoinedStr, ast.List, ast.Tuple, ast.Set, ast.ListComp, ast.SetComp)
    if any(isinstance(n, others) or _is_text(n) for s in sides for n in ast.walk(s)):
        return
    if place.returns != "str" and not any("set(" in source.text(side) for side in sides):
        yield from source.sign("arithmetic", *sides, sign, _OTHER_SIGN[sign])


def negation(node: ast.AST, source: Source, _place: Place) -> Iterator[Edit]:
    """A ``not`` lost, or one too many where a condition is a plain name or a call."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.Invert):
        yield source.edit("negation", node, source.text(node.operand))
    tests: list[ast.expr] = []
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        tests = [node.test]
    elif isinstance(node, ast.comprehension):
        tests = node.ifs
    for test in tests:
        if isinstance(test, ast.Name | ast.Attribute | ast.Call):
            yield source.edit("negation", test, f"not {source.text(test)}")


def constant(node: ast.AST, source: Source, _place: Place) -> Iterator[Edit]:
    """True for False; a number one higher."""
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield source.edit("constant", node, str(not node.value))
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield source.edit("constant", node, str(node.value + 1))


def guard(node: ast.AST, source: Source, _place: Place) -> Iterator[Edit]:
    """A refusal or an early way out that is never taken."""
    if not isinstance(node, ast.If) or node.orelse:
        return
    if any(isinstance(part, ast.NamedExpr) for part in ast.walk(node.test)):
        return  # the name would be missing below
    if isinstance(node.body[-1], ast.Raise):
        yield source.edit("guard", node.test, "False")
    elif isinstance(node.body[-1], ast.Return | ast.Continue):
        yield source.edit("early way out", node.test, "False")


def call(node: ast.AST, source: Source, _place: Place) -> Iterator[Edit]:
    """A statement that only calls something is lost."""
    if not isinstance(node, ast.Expr) or not isinstance(node.value, ast.Call):
        return
    if not source.text(node).startswith("super()"):
        yield source.edit("call", node, "pass")


def assignment(node: ast.AST, source: Source, _place: Place) -> Iterator[Edit]:
    """A column is not written; a count does not grow."""
    if isinstance(node, ast.AugAssign) or (
        isinstance(node, ast.Assign)
        and all(isinstance(target, ast.Attribute) for target in node.targets)
    ):
        yield source.edit("assignment", node, "pass")


def lock(node: ast.AST, source: Source, _place: Place) -> Iterator[Edit]:
    """A row is read without being locked."""
    if not isinstance(node, ast.Call):
        return
    if isinstance(node.func, ast.Name) and node.func.id == "lock" and len(node.args) == 1:
        yield source.edit("lock", node, source.text(node.args[0]))
    elif isinstance(node.func, ast.Attribute) and node.func.attr == "select_for_update":
        yield source.edit("lock", node, f"{source.text(node.func.value)}.all()")


def member(node: ast.AST, source: Source, place: Place) -> Iterator[Edit]:
    """One member of an enumeration for another."""
    if isinstance(node, ast.Attribute) and place.is_member(node):
        assert isinstance(node.value, ast.Name)
        names = place.enums[node.value.id]
        other = names[(names.index(node.attr) + 1) % len(names)]
        if other != node.attr:
            yield source.edit("member", node, f"{node.value.id}.{other}")


def element(node: ast.AST, source: Source, place: Place) -> Iterator[Edit]:
    """One member less in a list of them; one column less that is saved."""
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        names = [source.text(one) for one in node.elts]
        for at in range(len(names) if all(map(place.is_member, node.elts)) else 0):
            yield source.edit("element", node, _display(node, names[:at] + names[at + 1 :]))
    if not isinstance(node, ast.Call):
        return
    members = [at for at, one in enumerate(node.args) if place.is_member(one)]
    if len(members) > 1:
        for at in members:
            start = source.end(node.args[at - 1]) if at else source.start(node.args[0])
            end = source.end(node.args[at]) if at else source.start(node.args[1])
            yield Edit("element", start, end, "")
    for word in node.keywords:
        if word.arg == "update_fields" and isinstance(word.value, ast.List):
            names = [source.text(one) for one in word.value.elts]
            for at in range(len(names) if len(names) > 1 else 0):
                rest = names[:at] + names[at + 1 :]
                yield source.edit("element", word.value, _display(word.value, rest))


def query(node: ast.AST, source: Source, _place: Place) -> Iterator[Edit]:
    """A condition less, the opposite choice, the other end, the other order."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return
    method = node.func.attr
    if method in _SELECTING and len(node.keywords) > 1 and not node.args:
        for at, _word in enumerate(node.keywords):
            words = [source.text(w) for i, w in enumerate(node.keywords) if i != at]
            start, end = source.start(node.keywords[0]), source.end(node.keywords[-1])
            yield Edit("query", start, end, ", ".join(words))
    for word in node.keywords:
        ending = re.search(r"__[lg]te?$", word.arg or "")
        if ending is not None:
            name = str(word.arg).removesuffix(ending[0]) + _LOOKUPS[ending[0]]
            yield Edit("boundary", (first := source.start(word)), first + len(str(word.arg)), name)
    if method in _OTHER_METHOD:
        end = source.end(node.func)
        yield Edit("query", end - len(method), end, _OTHER_METHOD[method])
    # The order in which rows are locked shows in no result.
    if method == "order_by" and "select_for_update" not in source.text(node):
        for argument in filter(_is_text, node.args):
            name = ast.literal_eval(argument)
            other = name.removeprefix("-") if name.startswith("-") else f"-{name}"
            yield source.edit("query", argument, f'"{other}"')


def word(node: ast.AST, source: Source, _place: Place) -> Iterator[Edit]:
    """A word that is stored or sent is empty."""
    if not isinstance(node, ast.Call):
        return
    name = node.func.attr if isinstance(node.func, ast.Attribute) else source.text(node.func)
    given: list[ast.expr] = [one.value for one in node.keywords if one.arg is not None]
    if name[0].islower() and name not in _OF_NAMES:
        given += node.args[:1]
    for value in given:
        if _is_text(value) and re.fullmatch(r"[a-z][\w.-]*", ast.literal_eval(value)):
            yield source.edit("word", value, '""')


def returned(node: ast.AST, source: Source, place: Place) -> Iterator[Edit]:
    """Something else comes back: the opposite, one more, nothing."""
    if not isinstance(node, ast.Return) or node.value is None:
        return
    if isinstance(node.value, ast.Constant):
        if _is_text(node.value) and node.value.value:
            yield source.edit("returned", node.value, '""')
        return
    text, kind = source.text(node.value), place.returns.partition("[")[0]
    if kind == "bool":
        yield source.edit("returned", node.value, f"not ({text})")
    elif kind == "int":
        yield source.edit("returned", node.value, f"({text}) + 1")
    elif kind.endswith("QuerySet"):
        yield source.edit("returned", node.value, f"({text}).none()")
    elif kind in _EMPTY and text not in _EMPTY.values():
        yield source.edit("returned", node.value, _EMPTY[kind])
    elif "| None" in place.returns:
        yield source.edit("returned", node.value, "None")


def jump(node: ast.AST, source: Source, _place: Place) -> Iterator[Edit]:
    """A loop ends where it should go on, and goes on where it should end."""
    if isinstance(node, ast.Break | ast.Continue):
        yield source.edit("jump", node, "continue" if isinstance(node, ast.Break) else "break")


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _display(node: ast.expr, elements: list[str]) -> str:
    """A tuple, list or set of these elements."""
    inner = ", ".join(elements)
    if isinstance(node, ast.List):
        return f"[{inner}]"
    if isinstance(node, ast.Set):
        return f"{{{inner}}}" if elements else "{*()}"
    return f"({inner},)" if len(elements) == 1 else f"({inner})"


KINDS: tuple[Callable[[ast.AST, Source, Place], Iterator[Edit]], ...] = (
    comparison, junction, arithmetic, negation, constant, guard, call, assignment, lock, member,
    element, query, word, returned, jump,
)  # fmt: skip
