"""The lines that must run for a damage to show, and the names by which others call them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping

from scripts.mutating.sampling import Mutant

Lines = Iterable[tuple[str, range]]


def reach(mutant: Mutant, sources: Mapping[str, str]) -> Lines:
    """
    Files and lines that run ``mutant``, of ``sources`` by name.

    Its own lines; but what runs at import, a table or a default, shows only where it is
    named, or in the function that has the default.
    """
    first, last = mutant.lines
    tree = ast.parse(sources[mutant.file])
    if mutant.function:
        heads = [node for node in _functions(tree) if node.lineno == first]
        yield mutant.file, _body(heads[0]) if heads else range(first, last + 1)
        return
    names = _names_of_table(tree, first)
    for file, text in sources.items():
        if says(text, names):
            for node in _functions(ast.parse(text)):
                if says(ast.unparse(node), names):
                    yield file, _body(node)


def names(mutant: Mutant, text: str) -> set[str]:
    """What a test may call to reach ``mutant`` in ``text``: it, or who names it in its module."""
    tree = ast.parse(text)
    if not mutant.function:
        return _names_of_table(tree, mutant.lines[0])
    inside = [(node.name, ast.unparse(node)) for node in _functions(tree)]
    return _spread({mutant.function.split(".")[-1]}, inside)


def says(text: str, wanted: Iterable[str]) -> bool:
    """Whether ``text`` names one of the names."""
    either = "|".join(re.escape(name) for name in sorted(wanted))
    return bool(either) and re.search(rf"\b(?:{either})\b", text) is not None


def _names_of_table(tree: ast.Module, line: int) -> set[str]:
    """The names set at ``line``, and those of other tables of the module that are made of them."""
    tables = [
        (target.id, ast.unparse(node))
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    ]
    at_line = (node for node in tree.body if node.lineno == line)
    here = {n.id for node in at_line for n in ast.walk(node) if isinstance(n, ast.Name)}
    return _spread(here & {name for name, _text in tables[:]}, tables)


def _spread(found: set[str], texts: list[tuple[str, str]]) -> set[str]:
    """``found``, and the names whose texts name one of them, and so on."""
    while more := {name for name, text in texts if says(text, found)} - found:
        found = found | more
    return found


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def _body(node: ast.FunctionDef) -> range:
    return range(node.body[0].lineno, (node.end_lineno or node.lineno) + 1)
