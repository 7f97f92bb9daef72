"""The lists of choices of a workbook as rows of ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from survey.xlsform.wordings import by_language, in_english, shown

Rows = list[dict[str, Any]]
_KNOWN = frozenset({"name", "label", "media", "list name", "list_name", "__row"})


def lists_of(
    form: Mapping[str, Any], external: Iterable[Mapping[str, Any]], usual: str
) -> dict[str, Rows]:
    """
    List name → rows for ``Choice``; those of the sheet external_choices among them.

    A list of that sheet whose name is taken gets the choices of both, as ``select_one_external``
    alone looks there.
    """
    lists = {
        str(name): [_row(choice, usual) for choice in choices]
        for name, choices in (form.get("choices") or {}).items()
    }
    for choice in external:
        name = str(choice.get("list name") or choice.get("list_name") or "")
        if name and choice.get("name") is not None:
            lists.setdefault(name, []).append(_row(choice, usual))
    return lists


def _row(choice: Mapping[str, Any], usual: str) -> dict[str, Any]:
    name = str(choice["name"])
    label = by_language(choice.get("label"))
    words = {"label": label} if label else {}
    words |= {kind: by_language(text) for kind, text in (choice.get("media") or {}).items()}
    thai = shown(label, usual) or name
    english = in_english(label)
    return {
        "name": name,
        "label": thai,
        "label_en": english if english != thai else "",
        "words": words,
        "extra": {
            str(column): text if isinstance(text, dict | list) else str(text)
            for column, text in choice.items()
            if column not in _KNOWN and text is not None
        },
    }
