"""
Which tests run a damaged line: known from coverage, or else read from the tests themselves.

``make cover CONTEXTS=yes`` notes which test ran which line. Lines that moved since then are
followed; test files that changed since then are asked whole.
"""

from __future__ import annotations

import difflib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from coverage import CoverageData

from scripts.mutating.reaching import names, reach, says
from scripts.mutating.sampling import Mutant, project_files

#: Written by coverage, and beside it the sources as they stood, by ``keep_sources``.
CONTEXTS, SOURCES = Path("var/coverage/contexts"), Path("var/coverage/sources.json")
#: Of tests that are known to run the line, and of files that look so.
MOST_TESTS, MOST_FILES = 150, 10
_LATE = ("tests/stories/", "tests/browser/")
#: Points of a file below which it is not asked: it would name the module alone.
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """Files and tests in the order in which they are asked, and how many there would be."""

    tests: list[str]
    of: int


def keep_sources(root: Path) -> None:
    """Remember the sources of this moment: the lines that are noted next are theirs."""
    (root / SOURCES).parent.mkdir(parents=True, exist_ok=True)
    texts = {name: text for name, text in _sources(root).items() if "migrations" not in name}
    (root / SOURCES).write_text(json.dumps(texts))


class Choosing:
    """The tests of the checkout at ``root``, and what is known of them."""

    def __init__(self, root: Path) -> None:
        self.sources = _sources(root)
        self.tests = {
            name: text
            for name, text in self.sources.items()
            # Guards look at the tree and run no line of the product.
            if "/test_" in name and not name.startswith("tests/guards/")
        }
        self.product = {n: text for n, text in self.sources.items() if not n.startswith("tests/")}
        self.then: dict[str, str] = {}
        self.noted: set[str] = set()
        self.data = CoverageData(basename=str(root / CONTEXTS))
        if (root / SOURCES).exists() and (root / CONTEXTS).exists():
            self.then = json.loads((root / SOURCES).read_text())
            self.data.read()
            self.noted = {_file(_plain(context)) for context in self.data.measured_contexts()}
        self._tests_by_line = cache(self.data.contexts_by_lineno)
        self._lines_then = cache(self._moved)

    def choose(self, mutant: Mutant) -> Choice:
        """Whom to ask about ``mutant``."""
        likely = self._likely(mutant)
        known = self._known(mutant)
        if known:
            order = {file: at for at, file in enumerate(likely)}
            last = len(order)
            known.sort(key=lambda t: (t.startswith(_LATE), order.get(_file(t), last), t))
            likely = [file for file in likely if not self._is_noted(file)]
        return Choice(likely[:MOST_FILES] + known[:MOST_TESTS], len(likely) + len(known))

    def _known(self, mutant: Mutant) -> list[str]:
        """The tests that ran the lines of ``mutant``, each with all its parameters."""
        found = {
            _plain(context)
            for file, lines in reach(mutant, self.product)
            if file in self.then
            for line in lines
            for context in self._tests_by_line(file).get(self._lines_then(file).get(line, 0), ())
        }
        return [test for test in found if self._is_noted(_file(test))]

    def _moved(self, file: str) -> dict[int, int]:
        """The lines of ``file``, and where they stood when it was noted who runs them."""
        then, now = self.then[file].splitlines(), self.sources[file].splitlines()
        same = difflib.SequenceMatcher(None, then, now, autojunk=False).get_matching_blocks()
        return {b + step: a + step for a, b, size in same for step in range(1, size + 1)}

    def _is_noted(self, file: str) -> bool:
        """Whether it is known which lines the tests of ``file`` run, as it stands."""
        return file in self.noted and self.tests.get(file) == self.then.get(file)

    def _likely(self, mutant: Mutant) -> list[str]:
        """Test files that name what is damaged, the likeliest first."""
        module = mutant.file.removesuffix(".py")
        called = names(mutant, self.sources[mutant.file])
        points = {file: _points(file, text, module, called) for file, text in self.tests.items()}
        found = [file for file, sum_ in points.items() if sum_ >= _ENOUGH]
        if not found and not self.noted:
            # Reached through screens alone: the tests of its room, for want of better.
            room = f"tests/{module.partition('/')[0]}/"
            found = [file for file in self.tests if file.startswith(room)]
        return sorted(found, key=lambda file: (file.startswith(_LATE), -points[file], file))


def _points(file: str, text: str, module: str, called: set[str]) -> int:
    """How much a test file looks as if it tested one of the names of ``module``."""
    folder, _, name = module.rpartition("/")
    package = folder.replace("/", ".")
    mirror = 8 * (Path(file).stem == f"test_{name}")
    near = 2 * file.startswith(f"tests/{module.partition('/')[0]}/")
    imports = 2 * (f"{package}.{name}" in text or (f"{package} import" in text and name in text))
    return mirror + near + imports + 3 * says(text, called)


def _plain(context: str) -> str:
    """The test of a context, without its case in brackets and its phase after a bar."""
    return context.partition("|")[0].partition("[")[0]


def _file(test: str) -> str:
    return test.partition("::")[0]


def _sources(root: Path) -> dict[str, str]:
    listed = [name for name in project_files(root) if name.endswith(".py")]
    return {name: (root / name).read_text() for name in listed}
