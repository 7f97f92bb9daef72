"""Pages lead where they say they lead, and what runs the checks runs all of them."""

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.guards.tree import ROOT, name, project_files, python_files

SOURCES = {".py", ".html", ".txt", ".css", ".js", ".mjs", ".toml", ".yml", ".yaml", ""}
NUMBERED = {"architecture": "docs/architecture.md", "saraban": "docs/saraban.md"}


def pages() -> list[Path]:
    return [file for file in project_files() if file.suffix == ".md"]


def prose(page: Path) -> str:
    """A page without its blocks of code."""
    return re.sub(r"^```.*?^```", "", page.read_text(), flags=re.MULTILINE | re.DOTALL)


@cache
def anchors(page: Path) -> set[str]:
    """What may stand behind ``#``: headings, lower case, with hyphens for spaces."""
    heads = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\s-]", "", head.lower()).strip().replace(" ", "-") for head in heads}


@cache
def sections(page: str) -> set[str]:
    """What may stand behind ``§``: numbered headings, and the rules counted under one."""
    found, section = set(), ""
    for line in prose(ROOT / page).splitlines():
        if head := re.match(r"#+ (\d+(?:\.\d+)?)\.? ", line):
            section = head[1]
            found.add(section)
        elif rule := re.match(r"(\d+)\. ", line):
            found.add(f"{section}.{rule[1]}")
    return found


def texts() -> dict[str, str]:
    """Every source and page that may cite a page."""
    cited = [file for file in project_files() if file.suffix in {*SOURCES, ".md"}]
    return {name(file): file.read_text() for file in cited if file != Path(__file__).resolve()}


def test_every_section_that_is_cited_exists():
    lost = {
        (file, cited.group())
        for file, text in texts().items()
        for cited in re.finditer(r"\b(architecture|saraban) §(\d+(?:\.\d+)?)", text)
        if cited[2] not in sections(NUMBERED[cited[1]])
    }

    assert lost == set()


def test_every_section_belongs_to_a_page_of_ours():
    foreign = {
        (file, found.group())
        for file, text in texts().items()
        for found in re.finditer(r"(\S+) §\s?\d", text)
        if found[1].strip("(`*,") not in NUMBERED
    }

    assert foreign == set()


def test_every_page_that_is_named_exists():
    lost = {
        (file, named)
        for file, text in texts().items()
        for named in re.findall(r"\bdocs/[\w/.-]+\.md\b", text)
        if not (ROOT / named).is_file()
    }

    assert lost == set()


def test_every_link_leads_somewhere():
    lost = []
    for page in pages():
        for target in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
            if "://" in target:
                continue
            path, _hash, anchor = target.partition("#")
            aim = (page.parent / path).resolve() if path else page
            if not aim.exists() or (anchor and anchor not in anchors(aim)):
                lost.append((name(page), target))

    assert lost == []


def test_every_path_that_a_page_names_exists():
    tops = {name(file).partition("/")[0] for file in project_files()}
    lost = [
        (name(page), path)
        for page in pages()
        for path in re.findall(r"`([\w.]+/[\w/.-]*)`", prose(page))
        if path.partition("/")[0] in tops and not (ROOT / path).exists()
    ]

    assert lost == []


@cache
def functions() -> dict[str, set[str]]:
    """Names at the top of every module, by the module's own name."""
    found: dict[str, set[str]] = {}
    for file in python_files():
        tree = ast.parse(file.read_text())
        names = {
            node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)
        }
        found.setdefault(file.stem, set()).update(names)
    return found


def test_every_act_that_a_page_names_exists():
    known = functions()
    lost = [
        (name(page), f"{module}.{act}")
        for page in pages()
        for module, act in re.findall(r"`([a-z_]+)\.([a-z_]+)`", page.read_text())
        if act != "py" and act not in known.get(module, {act})
    ]

    assert lost == []


def test_decisions_have_one_form():
    decisions = [file for file in pages() if name(file).startswith("docs/decisions/")]

    odd = [
        name(file)
        for file in decisions
        if [*re.findall(r"^(Context|Decision):", file.read_text(), re.MULTILINE)]
        != ["Context", "Decision"]
        or "**" in file.read_text()
    ]

    assert odd == []


def makefile_lines(target: str) -> list[str]:
    """The commands of a target as a shell would get them."""
    text = (ROOT / "Makefile").read_text()
    values = dict(re.findall(r"^([A-Z]+) := (.+)$", text, re.MULTILINE))
    recipe = re.search(rf"^{target}:.*\n((?:\t.+\n)+)", text, re.MULTILINE).group(1)
    for _round in values:
        recipe = re.sub(r"\$\(([A-Z]+)\)", lambda found: values.get(found[1], ""), recipe)
    return [line.strip() for line in recipe.splitlines()]


def test_hooks_before_a_commit_are_those_of_make_check():
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]

    run = [hook["entry"].removeprefix("env ") for repo in hooks for hook in repo["hooks"]]

    assert run == [*makefile_lines("style"), *makefile_lines("check")]
    assert {repo["repo"] for repo in hooks} == {"local"}


def test_the_forge_runs_what_decides():
    decides = re.findall(r"^make \w+", (ROOT / ".ci/run").read_text(), re.MULTILINE)
    forge = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text())

    steps = [step.get("run", "") for job in forge["jobs"].values() for step in job["steps"]]

    assert [step for step in steps if step.startswith("make ")] == decides


def test_the_workflow_of_the_forge_follows_its_schema():
    schema = ["--builtin-schema", "vendor.github-workflows", ".github/workflows/ci.yml"]

    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", *schema],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("page", ["LICENSE", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"])
def test_a_successor_finds(page):
    assert (ROOT / page).is_file()
