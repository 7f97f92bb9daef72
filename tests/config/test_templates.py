"""Templates come without indentation, and nothing else of them is touched."""

from pathlib import Path

from django.template import Engine


def rendered(folder: Path, name: str, source: str) -> str:
    (folder / name).write_text(source)
    engine = Engine(dirs=[str(folder)], loaders=["config.templates.Loader"])
    return engine.render_to_string(name)


def test_a_page_comes_without_indentation(tmp_path):
    page = rendered(tmp_path, "page.html", "<ul>\n  <li>หนึ่ง  คำ\n\t </li>\n\n</ul>\n")

    assert page == "<ul>\n<li>หนึ่ง  คำ\n</li>\n\n</ul>\n"


def test_a_mail_keeps_every_space(tmp_path):
    mail = rendered(tmp_path, "mail.txt", "เรื่อง\n  ย่อหน้า\n")

    assert mail == "เรื่อง\n  ย่อหน้า\n"
