"""Sizes, names and contents that no file of the project may have."""

import re

from tests.guards.tree import name, project_files, python_files, templates

LONGEST_SOURCE = 300
#: A test file tells its cases one after another; four are longer than a source may be.
LONGEST_TEST = 400
LONGEST_TEMPLATE = 150
WIDEST_TEMPLATE = 120
# Rooms without a name: whatever is put there belongs somewhere else.
FORBIDDEN = {"utils", "util", "helpers", "services", "common", "misc", "manager", "managers"}
TEXT = {".py", ".html", ".js", ".mjs", ".css", ".md", ".toml", ".yml", ".yaml", ".json", ".txt"}
TEXT |= {".in", ".po", ".cfg", ".ini", ".sh", ".csv", ""}


def lines(file) -> int:
    return len(file.read_text().splitlines())


def longest(file) -> int:
    return LONGEST_TEST if name(file).startswith("tests/") else LONGEST_SOURCE


def test_sources_stay_short():
    sources = [file for file in python_files() if "/migrations/" not in name(file)]

    too_long = {name(file): lines(file) for file in sources if lines(file) > longest(file)}

    assert too_long == {}


def test_templates_stay_short():
    too_long = {name(f): lines(f) for f in templates() if lines(f) > LONGEST_TEMPLATE}

    assert too_long == {}


def test_templates_stay_narrow():
    """``make fix`` breaks what it may; a tag or a sentence that is too long is broken by hand."""
    too_wide = {
        f"{name(file)}:{number}": len(line)
        for file in templates()
        for number, line in enumerate(file.read_text().splitlines(), start=1)
        if len(line) > WIDEST_TEMPLATE
    }

    assert too_wide == {}


def test_no_module_has_a_name_that_means_nothing():
    nameless = [
        name(file)
        for file in python_files()
        if FORBIDDEN & {file.stem, *file.relative_to(file.anchor).parts[-2:-1]}
    ]

    assert nameless == []


def test_lock_files_name_no_host():
    locks = [f for f in project_files() if f.name.startswith(("requirements", "package-lock"))]

    with_address = [name(file) for file in locks if "://" in file.read_text()]

    assert len(locks) >= 5
    assert with_address == []


def test_no_file_names_a_machine_or_a_registry():
    # Put together here, so that this file does not find itself.
    hosts = ["pypi." + "org", "pythonhosted." + "org", "registry." + "npmjs", "deb.debian." + "org"]
    paths = ["/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/"]
    # A machine's path begins with its slash; screens and templates have a room of that name too,
    # and a list of choices in XPath a root: instance('list')/…
    beginning = [rf"(?<![\w)]){re.escape(path)}" for path in paths]
    pattern = re.compile("|".join([*map(re.escape, hosts), *beginning]))
    texts = [file for file in project_files() if file.suffix in TEXT]

    found = {name(f): m.group() for f in texts if (m := pattern.search(f.read_text("utf-8")))}

    assert found == {}
