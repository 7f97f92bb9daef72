"""Names stand in the order of a Thai dictionary: ``by_name``, or ``sort_key`` in Python."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guards.tree import ROOMS, name, python_files

#: Columns and attributes that people read as names. A user name is no name: it is typed.
NAMES = {
    *("name", "short_name", "label", "first_name", "last_name", "full_name", "title"),
    *("subject", "issuer_name", "office_name", "signer_name", "origin_name", "from_text"),
    *("to_text", "sort_key", "number_printed"),
}
PLAIN = re.compile(rf"-?(?:\w+__)?(?:{'|'.join(sorted(NAMES))})")
#: Lists of questionnaires are called by a code, not by a name.
CODES = {"list_name"}


def named(node: ast.AST) -> Iterator[str]:
    """The names of columns that stand bare under ``node``, not inside a call that orders them."""
    if isinstance(node, ast.Call):
        return
    text = node.value if isinstance(node, ast.Constant) else None
    if isinstance(text, str) and PLAIN.fullmatch(text) and text not in CODES:
        yield text
    for child in ast.iter_child_nodes(node):
        yield from named(child)


def attributes(node: ast.AST) -> Iterator[str]:
    """The names by which Python sorts, unless ``sort_key`` makes a key of them."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "sort_key":
        return
    if isinstance(node, ast.Attribute) and node.attr in NAMES:
        yield node.attr
    for child in ast.iter_child_nodes(node):
        yield from attributes(child)


def called(node: ast.Call) -> str:
    return getattr(node.func, "attr", "") or getattr(node.func, "id", "")


def plainly_ordered(source: str) -> list[str]:
    """What is ordered by code points in a source although it is a name."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            words = {getattr(one, "id", "").lower() for one in targets}
            if words & {"ordering", "orders"}:
                found += named(node.value)
        if not isinstance(node, ast.Call):
            continue
        if called(node) == "order_by":
            found += [one for part in node.args for one in named(part)]
        if called(node) in {"sorted", "sort", "min", "max"}:
            keys = [one.value for one in node.keywords if one.arg == "key"]
            found += [one for key in keys for one in attributes(key)]
    return found


def test_every_name_is_ordered_as_a_dictionary_has_it():
    sources = [file for file in python_files(*ROOMS) if "/migrations/" not in name(file)]

    found = {name(file): bad for file in sources if (bad := plainly_ordered(file.read_text()))}

    assert found == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('rows.order_by("name")', ["name"]),
        ('rows.order_by("-office__name", "pk")', ["-office__name"]),
        ('rows.order_by(by_name("office__name"), "code")', []),
        ('rows.order_by("list_name", "order")', []),
        ('class Meta:\n    ordering = ["name", "id"]', ["name"]),
        ('class Meta:\n    ordering = [by_name("name"), "id"]', []),
        ('ORDERS: dict = {"a": ("office__name", "due_at")}', ["office__name"]),
        ("sorted(people, key=lambda one: one.first_name)", ["first_name"]),
        ("sorted(people, key=lambda one: sort_key(one.first_name))", []),
        ("rows.sort(key=lambda one: (one.office.label, one.pk))", ["label"]),
    ],
)
def test_the_guard_sees_an_order_by_code_points(source: str, found: list[str]):
    assert plainly_ordered(source) == found


def test_the_sources_are_read():
    assert Path(__file__).name in {file.name for file in python_files("tests")}
