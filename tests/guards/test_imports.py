"""Who may know whom; import-linter checks the layers, this checks what it cannot see."""

import ast

import pytest

from tests.guards.tree import ROOMS, imports_any, name, python_files

WEB = ("django.http", "django.shortcuts", "django.template", "django.views", "django.urls")
WEB += ("django.contrib.messages", "django.forms", "django.test")
#: What pgtrigger offers to put a trigger aside.
PUTS_ASIDE = {"ignore", "disable", "uninstall", "prune", "unregister"}


def offenders(files, *packages: str) -> dict[str, set[str]]:
    return {name(f): found for f in files if (found := imports_any(f, *packages))}


@pytest.mark.parametrize("room", ["domain", "models", "policies.py", "states.py", "thai"])
@pytest.mark.parametrize("app", ["circulars", "survey"])
def test_domain_and_models_know_no_web(app, room):
    files = [file for file in python_files(app) if name(file).startswith(f"{app}/{room}")]

    assert offenders(files, *WEB) == {}


def test_thai_knowledge_knows_no_django():
    assert (
        offenders(python_files("thai"), "django", *(room for room in ROOMS if room != "thai")) == {}
    )


def test_only_workflow_knows_the_engine_and_celery():
    allowed = {"config/celery.py", "config/schedule.py", "config/settings.py"}
    files = [
        f
        for f in python_files(*ROOMS)
        if name(f) not in allowed and not name(f).startswith("workflow/")
    ]

    assert offenders(files, "viewflow", "celery", "kombu") == {}


def test_only_letters_draw_pdf_pages():
    files = [file for file in python_files(*ROOMS) if not name(file).startswith("papers/")]

    assert offenders(files, "weasyprint") == {}


def test_no_signals_for_our_own_logic():
    assert offenders(python_files(*ROOMS), "django.dispatch") == {}


def test_triggers_are_declared_at_the_models_alone():
    rooms = ("tests/", *(f"{app}/{room}/" for app in ROOMS for room in ("models", "migrations")))
    files = [file for file in python_files() if not name(file).startswith(rooms)]

    assert offenders(files, "pgtrigger") == {}


def test_no_model_puts_a_trigger_aside():
    asking = {}
    for file in python_files(*ROOMS):
        if imports_any(file, "pgtrigger"):
            tree = ast.walk(ast.parse(file.read_text()))
            named = {node.attr for node in tree if isinstance(node, ast.Attribute)}
            named |= {word.rsplit(".", 1)[-1] for word in imports_any(file, "pgtrigger")}
            if found := named & PUTS_ASIDE:
                asking[name(file)] = found

    assert asking == {}
