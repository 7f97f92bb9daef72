"""The English of the screens is complete, keeps its placeholders and lets no Thai through."""

import ast
import re
import shutil
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse

from offices.models import Role
from tests.factories import office, person, post
from tests.guards.tree import ROOT, name, project_files

CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")
FIELD = re.compile(r'^(msg[a-z_]+(?:\[\d\])?) ((?:".*"\n?)+)', re.MULTILINE)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]+>")
SPOKEN = re.compile(r'\b(?:placeholder|aria-label|title|alt|data-label)="([^"]*)"')
CODE = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL)
THAI = re.compile(r"[\u0e00-\u0e7f][\u0e00-\u0e7f ]*")


def entries(po: Path) -> dict[tuple[str, str], dict[str, str]]:
    """Every message with its fields, by context and msgid; the comments under ``#``."""
    found = {}
    for block in po.read_text().split("\n\n"):
        fields = {
            key: "".join(ast.literal_eval(line) for line in lines.splitlines())
            for key, lines in FIELD.findall(block)
        }
        if fields.get("msgid"):
            fields["#"] = "".join(line for line in block.splitlines() if line.startswith("#,"))
            found[fields.get("msgctxt", ""), fields["msgid"]] = fields
    return found


def translations(fields: dict[str, str]) -> list[str]:
    return [text for key, text in fields.items() if key.startswith("msgstr")]


def thai_in(page: str) -> list[str]:
    """Thai words that a reader sees or hears."""
    page = CODE.sub("", page)
    return THAI.findall(re.sub(r"<[^>]+>", "", page) + "\n".join(SPOKEN.findall(page)))


@pytest.fixture(scope="module")
def english() -> dict[tuple[str, str], dict[str, str]]:
    return entries(ROOT / CATALOGUE)


def test_every_message_is_translated(english):
    missing = [key for key, fields in english.items() if not all(translations(fields))]
    fuzzy = [key for key, fields in english.items() if "fuzzy" in fields["#"]]

    assert (missing, fuzzy) == ([], [])


def test_placeholders_and_tags_survive(english):
    changed = [
        (key, text)
        for key, fields in english.items()
        for text in translations(fields)
        if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(fields["msgid"]))
    ]

    assert changed == []


def test_every_text_of_the_sources_is_in_the_catalogue(english, tmp_path, monkeypatch, settings):
    """After a change of texts: ``make messages``, then translate what is new."""
    for file in project_files():
        if file.suffix in {".py", ".html", ".txt"} and not name(file).startswith("tests/"):
            copy = tmp_path / name(file)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
    (tmp_path / "locale").mkdir()
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    monkeypatch.chdir(tmp_path)

    call_command("makemessages", locale=["en"], verbosity=0)

    assert set(entries(tmp_path / CATALOGUE)) - set(english) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["desk", "my_work", "follow_up", "answers"])
def test_an_english_screen_shows_no_thai(page: str, as_user):
    place = office("Northern Province", head_title="Governor")
    user = person("Ann Bell", language="en", screen_digits="arabic")
    for role in (Role.CLERK, Role.OFFICER, Role.SUPERVISOR):
        post(user, place, role, position="Head")

    shown = as_user(user).get(reverse(page))

    assert (shown.status_code, thai_in(shown.content.decode())) == (200, [])


@pytest.mark.django_db
def test_the_login_page_follows_an_english_browser(client):
    shown = client.get(reverse("account_login"), headers={"accept-language": "en-GB"})

    assert (shown.status_code, thai_in(shown.content.decode())) == (200, [])
