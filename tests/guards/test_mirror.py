"""Tests mirror the source: where a rule is, its tests are found by name."""

from pathlib import Path

from tests.guards.tree import ROOT, name, python_files

#: Folders whose modules hold rules; ``administration`` is nothing but acts.
RULES = {"domain", "thai", "xlsform", "policies", "administration"}
#: Folders inside them, and modules, that hold none.
NO_RULES = {"migrations", "management", "models", "tests"}
NO_RULE = {"__init__", "apps", "admin", "adapters", "urls"}


def folders(file: Path) -> tuple[str, ...]:
    return file.relative_to(ROOT).parts[:-1]


def holds_rules(file: Path) -> bool:
    """Whether a module lies in one of those folders, or is the policies of a room."""
    if NO_RULES & {*folders(file)} or file.stem in NO_RULE:
        return False
    return bool(RULES & {*folders(file)}) or file.stem == "policies"


def room(file: Path) -> str:
    """The first folder; thai is a room of its own wherever it lies."""
    return "thai" if "thai" in folders(file) else folders(file)[0]


def test_every_module_of_rules_has_tests_of_its_name():
    """``tests/<room>/test_<module>.py``, or the same in a folder below."""
    tests = {(folders(file)[1], file.stem) for file in python_files("tests") if folders(file)[1:]}

    missing = [
        name(file)
        for file in python_files()
        if holds_rules(file) and (room(file), f"test_{file.stem}") not in tests
    ]

    assert missing == []
