"""Words: classes stand in the glossary, and a screen says one thing in one way."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

from tests.guards.tree import ROOT, name, project_files, python_files, templates

PAGE = (ROOT / "docs/words.md").read_text()
CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "pgettext", "pgettext_lazy"}
CALLS |= {"ngettext_lazy"}


def rows_of(head: str) -> list[list[str]]:
    """The cells of the table whose first head is ``head``, a list a row."""
    lines = PAGE.partition(f"| {head} |")[2].splitlines()[2:]
    table = []
    for line in lines:
        if not line.startswith("|"):
            break
        table.append([cell.strip() for cell in line.strip("|").split("|")])
    return table


def listed(cell: str) -> list[str]:
    return [word.strip() for word in cell.split(",") if word.strip()]


def without(text: str, words: list[str]) -> str:
    for word in words:
        text = text.replace(word, "")
    return text


def sources() -> list[Path]:
    return [file for file in python_files() if not name(file).startswith("tests/")]


def classes() -> set[str]:
    """Names of all classes of the project."""
    return {
        node.name
        for file in sources()
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.ClassDef)
    }


def strings(node: ast.AST) -> list[str]:
    return [
        one.value
        for one in ast.walk(node)
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    ]


def spoken(file: Path) -> str:
    """
    What a source says on screens: its gettext strings, and all strings of ``thai/``, but for
    ``thai/wording/``, which reads and writes the language of letters.
    """
    tree = ast.parse(file.read_text())
    parts = file.relative_to(ROOT).parts
    if "thai" in parts and "wording" not in parts:
        return "\n".join(strings(tree))
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name | ast.Attribute)
        and (node.func.id if isinstance(node.func, ast.Name) else node.func.attr) in CALLS
    ]
    return "\n".join(text for call in calls for part in call.args for text in strings(part))


@pytest.fixture(scope="module")
def screens() -> dict[str, str]:
    """Everything that is shown to people, by file; letters speak the language of offices."""
    pages = [file for file in templates() if not name(file).startswith("templates/letters/")]
    catalogues = [file for file in project_files() if file.suffix == ".po"]
    said = {name(file): file.read_text() for file in [*pages, *catalogues]}
    return said | {name(file): spoken(file) for file in sources()}


def test_every_class_of_the_glossary_exists():
    named = set(re.findall(r"`([A-Z][A-Za-z]+)(?:\.\w+)?`", PAGE))

    assert named - classes() == set()


def test_every_model_stands_in_the_glossary():
    ours = {
        model.__name__
        for model in apps.get_models()
        if (ROOT / model.__module__.partition(".")[0]).is_dir()
    }
    named = {
        one for row in rows_of("office word") for one in re.findall(r"`([A-Z][A-Za-z]+)`", row[1])
    }

    assert ours - named == set()


def test_no_screen_says_it_otherwise(screens):
    found = {
        (file, word): say
        for _notion, say, never, apart, _english in rows_of("notion")
        for file, text in screens.items()
        for word in listed(never)
        if word in without(text, listed(apart))
    }

    assert found == {}


def test_every_word_to_say_is_said(screens):
    said = "\n".join(screens.values())

    unsaid = [row[1] for row in rows_of("notion") if row[1] not in said]

    assert unsaid == []
