"""The files of the project as the guards see them."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
#: The rooms of the product, from the top down (docs/architecture.md).
ROOMS = (
    "config",
    "screens",
    "demo",
    "administration",
    "workflow",
    "survey",
    "circulars",
    "offices",
    "papers",
    "outbox",
    "thai",
)


@cache
def project_files() -> tuple[Path, ...]:
    """Files in git, and new ones that git would take."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    files = (ROOT / name for name in listed.split("\0") if name)
    return tuple(sorted({file for file in files if file.is_file()}))


def python_files(*folders: str) -> list[Path]:
    """Python sources, all of them or those under the named folders."""
    found = [file for file in project_files() if file.suffix == ".py"]
    if folders:
        found = [file for file in found if name(file).startswith(tuple(f"{f}/" for f in folders))]
    return found


def templates() -> list[Path]:
    """Our own templates."""
    return [file for file in project_files() if name(file).startswith("templates/")]


def name(file: Path) -> str:
    """Path from the top of the project."""
    return file.relative_to(ROOT).as_posix()


def imports(file: Path) -> set[str]:
    """Full names of everything that a source imports, wherever in the file."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def imports_any(file: Path, *packages: str) -> set[str]:
    """Imports of a file that lie inside one of the packages."""
    return {
        found
        for found in imports(file)
        for package in packages
        if found == package or found.startswith(f"{package}.")
    }
