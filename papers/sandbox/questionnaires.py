"""
Workbooks of the XLSForm standard read by pyxform, its own reader. Runs behind the door only.

The reader stops at the first fault. To tell all of them at once, the row of a fault is put in
order (``_put_right``) and the workbook is read again, until nothing more is found.
"""

from __future__ import annotations

import io
import json
import re
import time
import warnings as python_warnings
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from pyxform.aliases import list_header
from pyxform.builder import create_survey_element_from_dict
from pyxform.errors import ErrorCode, PyXFormError
from pyxform.parsing.sheet_headers import dealias_and_group_headers
from pyxform.question_type_dictionary import QUESTION_TYPE_DICT
from pyxform.xls2json import RE_BEGIN_CONTROL, RE_END_CONTROL, workbook_to_json
from pyxform.xls2json_backends import DefinitionData, get_xlsform

from papers.sandbox.wire import Message

#: Marks a question with the row it stands in; read back from its JSON.
ROW = "wian-row"
_MOST_FAULTS = 60
_SECONDS = 8.0
_ROW = re.compile(r"\[row : (\d+)\]")
_SHEET = re.compile(r"On the '(\w+)' sheet")
_COLUMN = re.compile(r"the '([\w: ]+)' value")
_SIZE = re.compile(rb"<dimension [^>]*/>")
_NO_LABEL = re.compile(r"element named '(.*)' has no label", re.DOTALL)
_NO_SUCH_TYPE = re.compile(r"Unknown question type '(.*)'", re.DOTALL)


def read(data: bytes, kind: str, name: str) -> Message:
    """
    ``kind`` is the end of the file's name. The part is JSON: ``form`` in the terms of pyxform
    (None: too broken to be read), ``types`` that it uses as pyxform defines them, ``external``
    choices, ``faults`` and ``warnings``.
    """
    python_warnings.simplefilter("ignore")
    started = time.monotonic()
    faults: list[dict[str, Any]] = []
    warnings: list[str] = []
    form: dict[str, Any] | None = None
    sheets = _Sheets(data, kind, name)
    known: set[str] = set()
    while len(faults) < _MOST_FAULTS and time.monotonic() - started < _SECONDS:
        warnings = []
        try:
            form = sheets.form(warnings)
            break
        except (PyXFormError, TypeError, KeyError, ValueError, AttributeError) as error:
            fault = _fault(error, sheets)
            if str(fault) in known:
                break
            known.add(str(fault))
            faults.append(fault)
            if not sheets.put_right(fault):
                break
    found = {
        "form": form,
        "types": {kind: QUESTION_TYPE_DICT.get(kind) for kind in sorted(_types_in(form or {}))},
        "external": sheets.external(),
        "faults": faults,
        "warnings": warnings,
    }
    return Message({}, [json.dumps(found, ensure_ascii=False, default=str).encode()])


def _types_in(node: dict[str, Any]) -> set[str]:
    kinds = {str(node.get("type"))}
    for child in node.get("children") or []:
        kinds |= _types_in(child)
    return kinds


class _Sheets:
    """The workbook as it came, and as it is put right from fault to fault."""

    def __init__(self, data: bytes, kind: str, name: str) -> None:
        self.broken: PyXFormError | None = None
        self.mark = ""
        self.data: DefinitionData | None = None
        try:
            self.data = get_xlsform(_measured(data, kind), file_type=kind)
        except PyXFormError as error:
            self.broken = error
            return
        self.data.fallback_form_name = name
        self._mark_rows()

    def _mark_rows(self) -> None:
        assert self.data is not None, "only what was read is marked"
        heads = (self.data.survey_header or [{}])[0]
        # Where one colon parts a column from its language, two would undo that everywhere.
        sign = "::" if any("::" in head for head in heads) else ":"
        self.mark = f"bind{sign}{ROW}"
        for number, row in enumerate(self.data.survey or [], start=2):
            if row:
                row[self.mark] = str(number)
        if heads:
            heads[self.mark] = None

    def form(self, warnings: list[str]) -> dict[str, Any]:
        """The questionnaire as pyxform understands it. Raises what pyxform raises."""
        if self.data is None:
            raise self.broken or PyXFormError("no workbook")
        copied = DefinitionData(
            **{
                part: [dict(row) for row in value] if _is_rows(value) else value
                for part in self.data.__slots__
                for value in [getattr(self.data, part)]
            }
        )
        form = workbook_to_json(
            copied, fallback_form_name=self.data.fallback_form_name, warnings=warnings
        )
        plain: dict[str, Any] = json.loads(json.dumps(form, default=str))
        create_survey_element_from_dict(form).xml()
        return plain

    def external(self) -> list[dict[str, Any]]:
        """The rows of the sheet external_choices, under the names of the standard."""
        if self.data is None or not self.data.external_choices:
            return []
        try:
            read_sheet = dealias_and_group_headers(
                sheet_name="external_choices",
                sheet_data=[dict(row) for row in self.data.external_choices],
                sheet_header=self.data.external_choices_header,
                header_aliases=list_header,
                header_columns={"name", "label", "media"},
            )
        except PyXFormError:
            return []
        return [row for row in read_sheet.data if row]

    def put_right(self, fault: dict[str, Any]) -> bool:
        """Make the faulty row harmless, so that the next fault shows; False: it cannot be."""
        if self.data is None or not fault["row"]:
            return False
        rows = self.data.choices if fault["sheet"] == "choices" else self.data.survey
        place = fault["row"] - 2
        if fault["sheet"] not in ("survey", "choices") or not rows or place >= len(rows):
            return False
        sheet = "choices" if rows is self.data.choices else "survey"
        name, label = self.head(sheet, "name"), self.head(sheet, "label")
        row = rows[place]
        if sheet == "choices":
            row.update({name: f"wian_{place}", label: "-"})
            return True
        kind = self.head(sheet, "type")
        written = row.get(kind) or ""
        grouping = RE_BEGIN_CONTROL.search(written) or RE_END_CONTROL.search(written)
        if grouping and fault["column"] in ("", "type"):
            return False
        fresh = f"wian_{place}" if fault["column"] == "name" else row.get(name) or f"wian_{place}"
        mark = row.get(self.mark, str(fault["row"]))
        row.clear()
        row.update(
            {kind: written if grouping else "text", name: fresh, label: "-", self.mark: mark}
        )
        return True

    def row_where(self, column: str, text: str) -> int:
        """The first row of the survey in which ``text`` stands there; 0: none."""
        if self.data is None:
            return 0
        head = self.head("survey", column)
        rows = enumerate(self.data.survey or [], start=2)
        return next((number for number, row in rows if row.get(head) == text), 0)

    def head(self, sheet: str, column: str) -> str:
        """How this workbook spells a column; it is added where there is none."""
        heads = (getattr(self.data, f"{sheet}_header") or [{}])[0]
        for head in heads:
            if re.split("::?", head.strip().lower())[0] == column:
                return str(head)
        heads[column] = None
        return column


def _measured(data: bytes, kind: str) -> bytes:
    """A workbook in which no sheet says how large it is: it may be wrong, and rows be lost."""
    if kind not in (".xlsx", ".xlsm"):
        return data
    target = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
            for part in old.infolist():
                text = old.read(part)
                if part.filename.startswith("xl/worksheets/"):
                    text = _SIZE.sub(b"", text, count=1)
                new.writestr(part.filename, text)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError):
        return data
    return target.getvalue()


def _is_rows(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)


def _fault(error: Exception, sheets: _Sheets) -> dict[str, Any]:
    """Where it is and what pyxform says; ``code`` and ``words`` where it has a name."""
    said = str(error)
    context = getattr(error, "context", None) or {}
    code, words = _known(error, said)
    row = _ROW.search(said)
    sheet, column = _SHEET.search(said), _COLUMN.search(said)
    number = int(row[1]) if row else _whole(context.get("row"))
    if not number:
        number, code, words = _by_name(sheets, said, code, words)
    return {
        "sheet": sheet[1] if sheet else str(context.get("sheet") or "survey"),
        "row": number,
        "column": column[1] if column else str(context.get("column") or ""),
        "code": code,
        "words": words,
        "said": said[:500],
    }


def _whole(value: object) -> int:
    return int(value) if isinstance(value, int | str) and str(value).isdigit() else 0


def _by_name(
    sheets: _Sheets, said: str, code: str, words: dict[str, str]
) -> tuple[int, str, dict[str, str]]:
    """The row of a fault that is told without one."""
    if kind := _NO_SUCH_TYPE.search(said):
        return sheets.row_where("type", kind[1]), "UNKNOWN_TYPE", {"type": kind[1]}
    if name := _NO_LABEL.search(said):
        return sheets.row_where("name", name[1]), "NO_LABEL", {"name": name[1]}
    if "has not been included" in said:
        return sheets.row_where("type", "include"), "INCLUDE", {}
    return 0, code, words


def _known(error: Exception, said: str) -> tuple[str, dict[str, str]]:
    """The name of the fault in pyxform's own table, also where only its sentence is left."""
    code = getattr(error, "code", None)
    if code is not None:
        context = getattr(error, "context", None) or {}
        return code.name, {key: str(value) for key, value in context.items()}
    for one, pattern in _patterns():
        if match := pattern.fullmatch(said):
            return one, {key: value for key, value in match.groupdict().items() if value}
    return "", {}


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for code in ErrorCode:
        seen: set[str] = set()
        pattern = ""
        for number, part in enumerate(re.split(r"\{(\w+)\}", code.value.msg)):
            if number % 2 == 0:
                pattern += re.escape(part.replace("{{", "{").replace("}}", "}"))
            elif part in seen:
                pattern += f"(?P={part})"
            else:
                seen.add(part)
                pattern += f"(?P<{part}>.*?)"
        yield code.name, re.compile(pattern, re.DOTALL)
