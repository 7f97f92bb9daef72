"""All damages of the product's rules, each with a name of its own, and a fair sample of them."""

from __future__ import annotations

import hashlib
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from scripts.mutating.source import Edit, Place, Source
from scripts.mutating.walking import damages, enums, lines_of

#: What is damaged; of two rooms that fit, the first. A star stands for slashes too.
ROOMS = {
    "policies": ("*/policies.py", "*/policies/*.py", "*/capacities.py", "*/states.py"),
    "models": ("*/models.py", "*/models/*.py"),
    "thai": ("thai/*.py", "*/thai/*.py"),
    "xlsform": ("*/xlsform/*.py",),
    "circulars": ("circulars/domain/*.py",),
    "survey": ("survey/domain/*.py",),
    "offices": ("offices/*.py",),
    "administration": ("administration/*.py",),
    "outbox": ("outbox/*.py",),
    "workflow": ("workflow/*.py",),
}
#: What holds no rule, or not one that is tested by its result.
_OTHER_FOLDERS = {"tests", "scripts", "benchmarks", "screens", "demo", "papers", "migrations"}
_OTHER_FOLDERS |= {"management", "views", "forms", "letters", "templatetags"}
_OTHER_FILES = {"__init__.py", "urls.py", "apps.py", "admin.py", "checks.py"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One damage of one file; ``name`` outlives changes elsewhere in the file."""

    name: str
    file: str
    function: str
    line: int
    lines: tuple[int, int]
    edit: Edit
    before: str
    after: str

    @property
    def room(self) -> str:
        return room_of(self.file)

    def __str__(self) -> str:
        place = f"{self.file}:{self.line} {self.function}".rstrip()
        return f"{place} [{self.edit.kind}]\n        - {self.before}\n        + {self.after}"


def project_files(root: Path) -> list[str]:
    """Files in git, and new ones that git would take."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
    return sorted(name for name in set(listed.split("\0")) if name and (root / name).is_file())


def room_of(name: str) -> str:
    """The room of a source; empty for what is not damaged."""
    *folders, file = name.split("/")
    if file in _OTHER_FILES or _OTHER_FOLDERS & set(folders):
        return ""
    fits = (room for room, shapes in ROOMS.items() if any(fnmatch(name, s) for s in shapes))
    return next(fits, "")


def mutants(root: Path) -> list[Mutant]:
    """All of them, in the order of the files."""
    names = [name for name in project_files(root) if room_of(name)]
    sources = {name: Source((root / name).read_text()) for name in names}
    known: dict[str, list[str]] = {}
    for name, members in (pair for source in sources.values() for pair in enums(source.tree)):
        # Two enumerations of one name: only what both have.
        known[name] = [member for member in members if member in known.get(name, members)]
    place = Place(known)
    return [one for name, source in sources.items() for one in of_file(name, source, place)]


def of_file(name: str, source: Source, place: Place) -> Iterator[Mutant]:
    """The mutants of one source."""
    seen: Counter[str] = Counter()
    for edit, around, statement in damages(source, place):
        before, after = source.in_words(edit)
        words = f"{name} {around.function} {edit.kind} {before} {after}"
        seen[words] += 1
        digest = hashlib.sha256(f"{words} {seen[words]}".encode()).hexdigest()
        yield Mutant(
            name=digest[:7],
            file=name,
            function=around.function,
            line=source.line_at(edit.start),
            lines=lines_of(statement),
            edit=edit,
            before=before,
            after=after,
        )


def sample(found: Iterable[Mutant], number: int, seed: int) -> list[Mutant]:
    """
    ``number`` of ``found``: from each room as the square root of its size, the kinds in turn.

    So a short file of rules is not lost beside a long room, nor a rare kind beside numbers,
    and no function is damaged twice as long as another of its room was not. Chance hangs on
    names, not on places: the same seed finds the same ones after changes elsewhere.
    """
    rooms: dict[str, list[Mutant]] = {}
    for one in found:
        rooms.setdefault(one.room, []).append(one)
    sizes = {room: len(inside) ** 0.5 for room, inside in sorted(rooms.items())}
    turns = {room: _in_turn(rooms[room], seed) for room in sizes}
    taken: Counter[str] = Counter()
    chosen: list[Mutant] = []
    while len(chosen) < number and any(turns.values()):
        # Whoever is furthest behind the share of his room comes next.
        open_rooms = [room for room in sizes if turns[room]]
        room = min(open_rooms, key=lambda room: (taken[room] + 0.5) / sizes[room])
        taken[room] += 1
        chosen.append(turns[room].pop())
    return chosen


def _in_turn(inside: list[Mutant], seed: int) -> list[Mutant]:
    """By chance, and then so that from the end functions and kinds take turns."""
    seen: Counter[str] = Counter()
    ranked = []
    for one in sorted(inside, key=lambda one: _chance(seed, one.name)):
        function, kind = f"{one.file} {one.function}", one.edit.kind
        ranked.append(((seen[function], seen[kind], _chance(seed, one.room + kind)), one))
        seen.update((function, kind))
    return [one for _rank, one in sorted(ranked, key=lambda pair: pair[0], reverse=True)]


def _chance(seed: int, word: str) -> str:
    return hashlib.sha256(f"{seed} {word}".encode()).hexdigest()
