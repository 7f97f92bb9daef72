"""What a page sends of an answer: fields named by their paths, as nested rows."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from screens.frame.questionnaire_form import PREFIX
from survey.xlsform.growing import MOST_ROWS
from survey.xlsform.values import UNREADABLE


def typed_in(data: QueryDict) -> dict[str, Any]:
    """
    What was typed in the page, by the key of the question; several choices as a list, rows of
    a repeat as a list of the same.

    A NUL, which the database cannot hold, becomes the sign for an unreadable character, so
    that the answer is refused at its question and not by the database.
    """
    typed: dict[str, Any] = {}
    for key in data:
        if key.startswith(f"{PREFIX}-"):
            values = [value.replace("\0", UNREADABLE) for value in data.getlist(key)]
            put(typed, key.removeprefix(f"{PREFIX}-"), values[0] if len(values) == 1 else values)
    nested: dict[str, Any] = _listed(typed)
    return nested


def put(typed: dict[str, Any], path: str, value: Any) -> None:
    """Set the field at ``path``; rows are kept by their numbers until ``_listed``."""
    *way, key = path.split(":")
    place = typed
    while len(way) >= 2 and _is_number(way[1]):
        rows = place.setdefault(way[0], {})
        if not isinstance(rows, dict):
            typed[path] = value  # a name that no question has
            return
        place = rows.setdefault(int(way[1]), {})
        way = way[2:]
    if key or way:
        place[":".join([*way, key])] = value


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and int(text) < MOST_ROWS


def _listed(place: Any) -> Any:
    if not isinstance(place, dict):
        return place
    if place and all(isinstance(key, int) for key in place):
        return [_listed(place[number]) for number in sorted(place)]
    return {key: _listed(value) for key, value in place.items()}


def rows_at(typed: dict[str, Any], path: str) -> list[Any] | None:
    """The rows of the repeat at ``path``, made if there are none; None where there is no such place."""
    *way, key = path.split(":")
    place: Any = typed
    while len(way) >= 2:
        rows = place.get(way[0]) if isinstance(place, dict) else None
        number = int(way[1]) if _is_number(way[1]) else -1
        if not isinstance(rows, list) or not 0 <= number < len(rows):
            return None
        place, way = rows[number], way[2:]
    if way or not isinstance(place, dict):
        return None
    rows = place.setdefault(key, [])
    return rows if isinstance(rows, list) else None


def put_in(typed: dict[str, Any], path: str, mark: str) -> None:
    """Add one more value to what stands at ``path``, such as the mark of a file."""
    repeat, _sign, key = path.rpartition(":")
    place: Any = typed
    if repeat:
        rows, number = rows_at(typed, repeat.rpartition(":")[0]), repeat.rpartition(":")[2]
        if rows is None or not _is_number(number) or int(number) >= len(rows):
            return
        place = rows[int(number)]
    there = place.get(key)
    known = there if isinstance(there, list) else [there] if there else []
    place[key] = [*known, mark]


def change_rows(typed: dict[str, Any], act: str) -> str:
    """
    Add a row (``add:project``) or take one out (``remove:project:1``).

    Gives the path of the row to look at; empty when ``act`` names no place.
    """
    verb, _sign, path = act.partition(":")
    if verb == "add":
        rows = rows_at(typed, path)
        if rows is None or len(rows) >= MOST_ROWS:
            return ""
        rows.append({})
        return f"{path}:{len(rows) - 1}"
    path, _sign, number = path.rpartition(":")
    rows = rows_at(typed, path)
    if rows is None or not _is_number(number) or int(number) >= len(rows):
        return ""
    rows.pop(int(number))
    return f"{path}:{max(0, int(number) - 1)}"
