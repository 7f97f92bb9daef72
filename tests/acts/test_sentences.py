"""No refusal of the domain is without a test that says its sentence, whole."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.guards.tree import python_files

ROOMS = ("circulars/domain", "survey/domain", "administration")
ALONE = ("circulars/policies.py", "survey/policies.py", "workflow/reminding.py")
REFUSALS = ("NotAllowed", "WrongState", "Invalid", "Overtaken", "AnswerRefused")
#: What stands in a test where a name or a number is filled in.
FILLED = "\N{OBJECT REPLACEMENT CHARACTER}"


def msgids(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Sentences of refusals: in the raise itself, or in the function that raises."""
    for function in ast.walk(tree):
        if not isinstance(function, (ast.FunctionDef, ast.ClassDef)):
            continue
        calls = [one for one in ast.walk(function) if isinstance(one, ast.Call)]
        names = {getattr(call.func, "id", "") for call in calls}
        base = isinstance(function, ast.ClassDef) and function.name in REFUSALS
        if not (base or names & set(REFUSALS)) or any(_inner(function)):
            continue
        for call in calls:
            if getattr(call.func, "id", "") == "_" and isinstance(call.args[0], ast.Constant):
                yield call.lineno, call.args[0].value


def _inner(function: ast.AST) -> Iterator[ast.AST]:
    """Functions inside: they are looked at by themselves."""
    inside = (one for one in ast.walk(function) if one is not function)
    return (one for one in inside if isinstance(one, ast.FunctionDef) and one.name != "__init__")


def said_in_tests() -> set[str]:
    """Every text that stands in a test, with a mark where something is filled in."""
    found: set[str] = set()
    for file in python_files("tests"):
        if file.name == "test_sentences.py":
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = (getattr(part, "value", "") for part in node.values)
                found.add("".join(part if isinstance(part, str) else FILLED for part in parts))
    return found


def sources() -> list:
    names = [file for file in python_files() if file.as_posix().endswith(ALONE)]
    return [*python_files(*ROOMS), *names]


@pytest.fixture(scope="module")
def said() -> str:
    return "\n\n".join(sorted(said_in_tests()))


@pytest.mark.parametrize("file", sources(), ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_every_refusal_is_said_in_a_test(said, file):
    silent = []
    for line, sentence in msgids(ast.parse(file.read_text())):
        pieces = re.split(r"%\(\w+\)s", sentence)
        if not re.search(r"[^\n]+?".join(map(re.escape, pieces)), said):
            silent.append((line, sentence))

    assert silent == []
