"""Words of a workbook in any number of languages, and which of them are shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

#: The language of a word that the workbook gives without one.
PLAIN = ""
_THAI = re.compile(r"^(?:thai\b|ไทย|ภาษาไทย|th$)|\(th\)", re.IGNORECASE)
_ENGLISH = re.compile(r"^(?:english\b|อังกฤษ|en$)|\(en\)", re.IGNORECASE)


def by_language(written: object) -> dict[str, str]:
    """A cell, or its cells in several languages, as {language: text}."""
    if isinstance(written, Mapping):
        return {str(key): str(text) for key, text in written.items() if text is not None}
    return {} if written is None else {PLAIN: str(written)}


def as_written(words: Mapping[str, str]) -> Any:
    """Back again: text alone where there was no language."""
    return words[PLAIN] if list(words) == [PLAIN] else dict(words)


def shown(words: Mapping[str, str], usual: str) -> str:
    """Thai where there is any; else ``usual``, the default language; else the first there is."""
    if PLAIN in words:
        return words[PLAIN]
    order = [name for name in words if _THAI.search(name)]
    order += [name for name in (usual, "default") if name in words]
    return next((words[name] for name in [*order, *words] if words[name].strip()), "")


def in_english(words: Mapping[str, str]) -> str:
    return next((text for name, text in words.items() if _ENGLISH.search(name)), "")
