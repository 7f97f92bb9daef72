"""What is kept of a workbook, in the shape of pyxform's JSON, so that the two can be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from survey.models import Question, QuestionType
from survey.models.question_types import BEGINNING, ENDING
from survey.xlsform.blueprint import Blueprint, made
from survey.xlsform.mapping import BIND, MESSAGES, ROW
from survey.xlsform.wordings import as_written

_NODES = {
    QuestionType.BEGIN_GROUP.value: "group",
    QuestionType.BEGIN_REPEAT.value: "repeat",
}
_TEXTS = ("label", "hint", "guidance_hint", "constraint_message", "required_message")
_COLUMNS = (
    *("required", "relevant", "constraint", "calculation", "read_only", "default"),
    *("choice_filter", "repeat_count", "appearance", "list_name"),
)
_OURS = ("tick_value", "column_key", "column_heading", "column_group")


def dumped(blueprint: Blueprint) -> dict[str, Any]:
    """Title, settings, the tree of questions, and the choices by list; empty columns are left out."""
    questions, choices = made(blueprint)
    lists: dict[str, list[dict[str, Any]]] = {}
    for choice in choices:
        row = {"name": choice.name, **_words(choice.words), **choice.extra}
        lists.setdefault(choice.list_name, []).append(row)
    settings = {key: value for key, value in blueprint.settings.items() if key != "raw"}
    return {
        "type": "survey",
        "name": settings.pop("root", "data"),
        "title": blueprint.title,
        "settings": settings,
        "children": [*_nodes(questions), *map(_flat, blueprint.settings.get("raw", []))],
        "choices": lists,
    }


def _flat(node: Mapping[str, Any]) -> dict[str, Any]:
    """What belongs to the form and is asked of nobody, such as its instance's name."""
    names = {**BIND, **MESSAGES}
    bind = node.get("bind") or {}
    flat = {key: value for key, value in node.items() if key not in ("bind", "children")}
    flat |= {names[key]: value for key, value in bind.items() if key in names}
    if rest := {key: value for key, value in bind.items() if key not in {*names, ROW}}:
        flat["bind"] = rest
    if "children" in node:
        flat["children"] = list(map(_flat, node["children"]))
    return flat


def _nodes(questions: Sequence[Question]) -> list[dict[str, Any]]:
    top: list[dict[str, Any]] = []
    open_nodes = [top]
    hidden = 0
    for question in questions:
        if question.type in ENDING:
            hidden = max(0, hidden - 1)
            if not hidden:
                open_nodes.pop()
            continue
        if hidden:  # what a loop was made into is shown as it was written
            hidden += question.type in BEGINNING
            continue
        node = _node(question)
        open_nodes[-1].append(node)
        if question.type in BEGINNING:
            open_nodes.append(node["children"])
            hidden = 1 if "loop" in question.extra else 0
    return top


def _node(question: Question) -> dict[str, Any]:
    written = question.extra.get("type") or _NODES.get(question.type) or question.type
    node: dict[str, Any] = {"type": written, "name": question.name}
    node |= _words(question.words)
    node |= {column: text for column in _COLUMNS if (text := getattr(question, column))}
    if question.parameters:
        node["parameters"] = question.parameters
    node |= {key: value for key, value in question.extra.items() if key not in _SHOWN_ELSEWHERE}
    node |= question.extra.get("columns", {})
    if question.answered_by:
        node["answered_by"] = question.answered_by
    node |= {column: text for column in _OURS if (text := getattr(question, column))}
    if question.type in BEGINNING:
        node["children"] = _children(question, node)
    return node


_SHOWN_ELSEWHERE = frozenset({"type", "columns", "loop", "dynamic"})


def _children(question: Question, node: dict[str, Any]) -> list[dict[str, Any]]:
    loop = question.extra.get("loop")
    if not loop:
        return []
    node["columns"] = loop["columns"]
    return _nodes([Question(**row) for row in loop["rows"]])


def _words(words: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Texts by language; names of pictures and sounds under ``media``."""
    found = {name: as_written(words[name]) for name in _TEXTS if name in words}
    media = {name: as_written(text) for name, text in words.items() if name not in _TEXTS}
    return {**found, "media": media} if media else found
