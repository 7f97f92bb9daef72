"""The table of steps holds together, and no room names an address of a higher one."""

import re

import pytest
from django.conf import settings
from django.urls import resolve, reverse

from tests.guards.tree import ROOMS, name, python_files, templates
from workflow.flows import OfficeFlow
from workflow.steps import STEPS, Place, StepName, place_of

#: Addresses of a library, which stands below all our rooms.
OF_LIBRARIES = {"account_reset_password_from_key"}
BELOW_SCREENS = ROOMS[ROOMS.index("screens") + 1 :]
#: What each of ``settings.PAGES`` leads to, and what is written into it.
PAGES = {
    "copy": "copy",
    "answer": "task_answer",
    "people": "accounts",
    "link": "link",
    "mail_confirm": "mail_confirm",
    "proposals": "proposals",
    "survey": "answer_by_circular",
    "letter_check": "letter_check",
    **{f"task_{step}": f"task_{step}" for step in STEPS},
}


def test_every_step_of_people_is_a_row_and_a_node_of_the_flow():
    without_people = {StepName.DELIVERED, StepName.WORDS, StepName.END}

    assert set(STEPS) == set(StepName) - without_people
    assert {name for name in StepName if hasattr(OfficeFlow, name)} == set(StepName)


@pytest.mark.parametrize("step", STEPS)
def test_every_step_has_its_page(step):
    assert resolve(reverse(f"task_{step}", args=[1])).func.view_class.__module__.startswith(
        "screens."
    )


@pytest.mark.parametrize("step", STEPS)
def test_the_page_of_a_step_is_about_that_step(step):
    view = resolve(reverse(f"task_{step}", args=[1])).func.view_class

    assert getattr(view, "step", step) == step


def test_the_line_of_steps_is_walked_from_left_to_right():
    walked = [place_of(step) for step in StepName if step != StepName.END]

    assert list(dict.fromkeys(walked)) == list(Place)


def test_who_is_told_first_is_on_the_address_list():
    assert [step for step, row in STEPS.items() if row.role not in row.told] == []


def test_printed_addresses_are_served_by_the_screens():
    written = {key: settings.PAGES[key].format(7).partition("?")[0] for key in PAGES}

    assert set(settings.PAGES) == set(PAGES)
    assert {key: resolve(path).url_name for key, path in written.items()} == PAGES


def test_no_room_below_the_screens_names_an_address():
    named = re.compile(r"""\b(?:reverse|reverse_lazy|redirect|resolve_url)\(\s*["']([\w:-]+)["']""")
    typed = re.compile(r"""["'](/[a-z_-]+/[^"']*)["']""")
    found = {}
    for file in python_files(*BELOW_SCREENS):
        text = file.read_text()
        names = set(named.findall(text)) - OF_LIBRARIES
        # Paths of this machine's own folders are no addresses of ours.
        paths = {path for path in typed.findall(text) if not path.startswith(("/proc/", "/data/"))}
        if names | paths:
            found[name(file)] = names | paths

    assert found == {}


def test_papers_and_mails_name_no_address():
    printed = [
        f for f in templates() if name(f).startswith(("templates/letters/", "templates/emails/"))
    ]

    assert [name(file) for file in printed if "{% url" in file.read_text()] == []
