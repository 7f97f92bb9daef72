"""
Which parts of a source are damaged.

Not: texts for people, docstrings, logging, types, Meta, columns of models, f-strings (their
positions are wrong before Python 3.12), and hints that change no result but its speed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scripts.mutating.kinds import KINDS
from scripts.mutating.source import Edit, Place, Source

_TEXTS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "pgettext"}
_LOGS = ("log.", "logger.", "logging.", "warnings.")
_HINTS = {"batch_size", "chunk_size", "no_key", "of", "strict", "stacklevel", "maxsize", "durable"}
#: Calls whose arguments are hints or patterns; what they are called on is looked at.
_HINTING = {"select_related", "prefetch_related", "only", "defer", "iterator", "compile"}
_TYPING = {"cast", "TypeVar", "NewType", "namedtuple", "isinstance", "issubclass"}
_SILENT = {"__str__", "__repr__", "__hash__"}

Damage = tuple[Edit, Place, ast.stmt]


def enums(tree: ast.Module) -> Iterator[tuple[str, list[str]]]:
    """Names and members of the enumerations of a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and any(
            ast.unparse(base).endswith(("Choices", "Enum")) for base in node.bases
        ):
            yield (
                node.name,
                [
                    statement.targets[0].id
                    for statement in node.body
                    if isinstance(statement, ast.Assign)
                    and isinstance(statement.targets[0], ast.Name)
                ],
            )


def damages(source: Source, place: Place) -> Iterator[Damage]:
    """Every single damage of a source, with its place and its statement."""
    for statement in source.tree.body:
        yield from _of_statement(statement, source, place)


def lines_of(statement: ast.stmt) -> tuple[int, int]:
    """First and last line of a statement, of a block only its head."""
    last = statement.end_lineno or statement.lineno
    body = getattr(statement, "body", None)
    if isinstance(body, list):
        last = max(statement.lineno, body[0].lineno - 1)
    return statement.lineno, last


def _of_statement(node: ast.stmt, source: Source, place: Place) -> Iterator[Damage]:
    if _passed_over(node, place):
        return
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        place = place.inside(node)
    for part in _looked_at(node):
        for kind in KINDS:
            yield from ((edit, place, node) for edit in kind(part, source, place))
    for inner in ast.iter_child_nodes(node):
        if isinstance(inner, ast.stmt):
            yield from _of_statement(inner, source, place)
        elif isinstance(inner, ast.match_case | ast.ExceptHandler):
            for deeper in inner.body:
                yield from _of_statement(deeper, source, place)


def _passed_over(node: ast.stmt, place: Place) -> bool:
    """Whether nothing in a statement is damaged."""
    match node:
        case ast.ClassDef():
            return node.name == "Meta"
        case ast.FunctionDef():
            return node.name in _SILENT
        case ast.Import() | ast.ImportFrom() | ast.Assert() | ast.Pass() | ast.Global():
            return True
        case ast.Expr():
            return ast.unparse(node).startswith(_LOGS) or isinstance(node.value, ast.Constant)
        case ast.If():
            return ast.unparse(node.test) == "TYPE_CHECKING"
        case ast.Raise():
            return "NotImplementedError" in ast.unparse(node)
        case ast.Assign():
            return place.in_class or ast.unparse(node.targets[0]) == "__all__"
    return place.in_class


def _looked_at(node: ast.AST) -> Iterator[ast.AST]:
    """A statement's head and its expressions, without those that no result hangs on."""
    name = _called(node)
    if name in _TEXTS | _TYPING:
        return
    if name not in _HINTING:
        yield node
    for part in _parts(node):
        yield from _looked_at(part)


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.FunctionDef(args=arguments):
            yield from (one for one in (*arguments.defaults, *arguments.kw_defaults) if one)
        case ast.ClassDef() | ast.JoinedStr() | ast.AnnAssign(value=None):
            return
        case ast.AnnAssign(value=ast.expr() as value):
            yield value
        case ast.Call():
            yield node.func
            if _called(node) not in _HINTING:
                yield from node.args
                yield from (word for word in node.keywords if word.arg not in _HINTS)
        case _:
            yield from (n for n in ast.iter_child_nodes(node) if not isinstance(n, ast.stmt))


def _called(node: ast.AST) -> str:
    """The last name of what a call calls; empty for anything else."""
    if isinstance(node, ast.Call):
        return getattr(node.func, "attr", getattr(node.func, "id", ""))
    return ""
