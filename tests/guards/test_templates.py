"""Every template compiles, is used, and is safe."""

import ast
import re
from pathlib import Path

import pytest
from django.template import engines
from django.template.utils import get_app_template_dirs

from tests.guards.tree import ROOMS, ROOT, name, python_files, templates

FOLDER = ROOT / "templates"
# Django and allauth look these up themselves.
FOUND_BY_NAME = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
# template → why its text may skip escaping
SAFE_ALLOWED: dict[str, str] = {}


def own() -> list[str]:
    return [file.relative_to(FOLDER).as_posix() for file in templates()]


def installed_folders() -> list[Path]:
    """Template folders of installed packages; a template there is overridden by name."""
    import django.forms

    folders = [Path(folder) for folder in get_app_template_dirs("templates")]
    return [*folders, Path(django.forms.__file__).parent / "templates"]


def mentioned() -> re.Pattern[str]:
    """Every string of our code and every tag of our templates that may name a template."""
    patterns = set()
    for file in python_files(*ROOMS):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                patterns.add(re.escape(node.value))
            elif isinstance(node, ast.JoinedStr):
                patterns.add("".join(formatted_part(part) for part in node.values))
    for file in templates():
        patterns |= {
            re.escape(word) for word in re.findall(r"""["']([\w/.-]+)["']""", file.read_text())
        }
    return re.compile(
        "|".join(p for p in patterns if ".html" in p or r"\.html" in p or ".txt" in p)
    )


def formatted_part(part: ast.expr) -> str:
    return re.escape(part.value) if isinstance(part, ast.Constant) else r"[\w-]+"


@pytest.mark.parametrize("template", own())
def test_template_compiles(template):
    compiled = engines["django"].get_template(template)

    assert compiled.template.name == template


def test_every_template_is_used():
    used = mentioned()
    folders = installed_folders()

    unused = [
        template
        for template in own()
        if template not in FOUND_BY_NAME
        and not used.fullmatch(template)
        and not any((folder / template).is_file() for folder in folders)
    ]

    assert unused == []


def test_nothing_skips_escaping():
    pattern = re.compile(r"\|\s*safe(seq)?\b|{%\s*autoescape off")

    # Text files are mails; there is no markup in them to escape.
    pages = [file for file in templates() if file.suffix == ".html"]
    skipping = {name(file) for file in pages if pattern.search(file.read_text())}

    assert skipping == set(SAFE_ALLOWED)


def test_code_marks_no_text_as_safe():
    allowed = ("screens/templatetags/", "papers/", "survey/letters/")
    files = python_files(*ROOMS)

    marking = [
        name(file)
        for file in files
        if re.search(r"\bmark_safe\b", file.read_text()) and not name(file).startswith(allowed)
    ]

    assert marking == []


def test_every_form_that_writes_carries_the_token():
    form = re.compile(r"<form\b[^>]*method=[\"']?post.*?</form>", re.IGNORECASE | re.DOTALL)

    without = [
        name(file)
        for file in templates()
        for found in form.findall(file.read_text())
        if "csrf_token" not in found
    ]

    assert without == []


def test_no_script_or_style_inside_a_page():
    pages = [file for file in templates() if not name(file).startswith("templates/letters/")]
    pages = [file for file in pages if not name(file).startswith("templates/emails/")]
    pattern = re.compile(r"<style\b|\sstyle=|\son[a-z]+=|<script(?![^>]*\b(src|type)=)")

    inside = {name(f): m.group() for f in pages if (m := pattern.search(f.read_text()))}

    assert inside == {}


def test_a_sentence_over_several_lines_is_trimmed():
    """Otherwise its msgid would hold the line breaks and the indentation."""
    sentence = re.compile(r"{% blocktranslate\b([^%]*)%}(.*?){% endblocktranslate %}", re.DOTALL)

    untrimmed = [
        (name(file), words)
        for file in templates()
        for how, words in sentence.findall(file.read_text())
        if "\n" in words and "trimmed" not in how.split()
    ]

    assert untrimmed == []
