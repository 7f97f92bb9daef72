"""A questionnaire as pyxform understands it, as rows of ours. What has no place is a fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from offices.models import Kind
from survey.models import Question, QuestionType, RollUp
from survey.models.question_types import BEGINNING, ENDS
from survey.xlsform.faults import Found
from survey.xlsform.types import refusal_of, type_of, usual_roll_up
from survey.xlsform.wordings import PLAIN, by_language, in_english, shown

ROW = "wian-row"
#: Files of choices, which would have to be sent along.
_FILES = (".csv", ".xml", ".geojson")
_OURS = ("tick_value", "column_key", "column_heading", "column_group")
#: Said twice by pyxform: the choices stand in their sheet, actions come out of other columns.
_DERIVED = frozenset({"children", "choices", "list_name", "itemset", "query", "actions", "columns"})
_PLAIN = {"name": "name", "default": "default", "choice_filter": "choice_filter"}
BIND = {
    "relevant": "relevant",
    "required": "required",
    "constraint": "constraint",
    "calculate": "calculation",
    "readonly": "read_only",
}
MESSAGES = {"jr:constraintMsg": "constraint_message", "jr:requiredMsg": "required_message"}
_WORDS = ("label", "hint", "guidance_hint")
_SHOWN = ("label", "hint", "constraint_message", "required_message")

Row = dict[str, Any]


class Mapped:
    """``rows`` for ``Question``; ``places`` the row of the sheet of each; ``faults``."""

    def __init__(self, form: Mapping[str, Any], types: Mapping[str, Any], usual: str) -> None:
        self.types, self.usual = types, usual
        self.rows: list[Row] = []
        self.places: list[int] = []
        self.faults: list[Found] = []
        self.raw: list[Mapping[str, Any]] = []
        for node in form.get("children") or []:
            self._add(node)

    def _add(self, node: Mapping[str, Any], *, top: bool = True) -> None:
        written = str(node.get("type"))
        if top and (node.get("name") == "meta" or written == "attribute"):
            self.raw.append(node)  # of the form, and nothing that is asked
            return
        place = _place(node)
        kind = type_of(written, self.types.get(written))
        if kind is None:
            sentence = refusal_of(written) or _("ยังไม่รองรับชนิด “%(type)s”") % {"type": written}
            self.faults.append(Found("survey", place, "type", sentence))
            return
        row = self._row(node, kind)
        self._put(row, place)
        if written == "loop":
            self._add_loop(node, row)
        for child in (node.get("children") or []) if written != "loop" else []:
            self._add(child, top=False)
        if kind in BEGINNING:
            self._put({"type": ENDS[kind.value], "name": row["name"]}, place)

    def _put(self, row: Row, place: int) -> None:
        self.rows.append(row)
        self.places.append(place)

    def _add_loop(self, node: Mapping[str, Any], row: Row) -> None:
        """A loop is one group for each choice of its list, with the choice's words put in."""
        columns = node.get("columns") or []
        template = Mapped({"children": node.get("children") or []}, self.types, self.usual)
        row["extra"] = row["extra"] | {"loop": {"columns": columns, "rows": template.rows}}
        for column in columns:
            if column.get("name") == "none":
                continue
            children = [_put_in(child, column) for child in node.get("children") or []]
            group = {**column, "type": "group", "children": children}
            self._add(group, top=False)

    def _row(self, node: Mapping[str, Any], kind: QuestionType) -> Row:
        """The columns of ``Question`` for a node of any type."""
        written = str(node["type"])
        bind = {**((self.types.get(written) or {}).get("bind") or {}), **(node.get("bind") or {})}
        row: Row = {"type": kind.value, "words": {}, "extra": {"type": written}}
        for key, column in _PLAIN.items():
            row[column] = str(node.get(key) or "")
        for key, column in BIND.items():
            row[column] = str(bind.get(key) or "") if not _by_itself(kind, key) else ""
        self._take_words(node, bind, row)
        self._take_control(node, row)
        self._take_lists(node, kind, row)
        self._take_ours(node, kind, row)
        self._keep_rest(node, row)
        return row

    def _take_words(self, node: Mapping[str, Any], bind: Mapping[str, Any], row: Row) -> None:
        usual = self.types.get(str(node.get("type"))) or {}
        found = {name: by_language(node.get(name) or usual.get(name)) for name in _WORDS}
        found |= {column: by_language(bind.get(key)) for key, column in MESSAGES.items()}
        found |= {name: by_language(text) for name, text in (node.get("media") or {}).items()}
        row["words"] = {name: words for name, words in found.items() if words}
        for column in _SHOWN:
            row[column] = shown(found[column], self.usual)
        english = in_english(found["label"])
        row["label_en"] = english if english != row["label"] else ""
        if row["type"] == QuestionType.GEOPOINT and not row["label"]:
            row["label"] = _("พิกัดของท่าน")

    def _take_control(self, node: Mapping[str, Any], row: Row) -> None:
        control = dict(node.get("control") or {})
        row["appearance"] = str(control.pop("appearance", "") or "")
        row["repeat_count"] = str(control.pop("jr:count", "") or "")
        row["parameters"] = _parameters(node.get("parameters"))
        if control:
            row["extra"]["control"] = control
        if isinstance(node.get("parameters"), str):
            row["extra"]["parameters"] = node["parameters"]

    def _take_lists(self, node: Mapping[str, Any], kind: QuestionType, row: Row) -> None:
        row["list_name"] = ""
        if kind in (QuestionType.SELECT_ONE, QuestionType.SELECT_MULTIPLE, QuestionType.RANK):
            row["list_name"] = str(node.get("itemset") or node.get("list_name") or "")
            if row["list_name"].endswith(_FILES):
                sentence = _(
                    "ตัวเลือกอยู่ในไฟล์ %(file)s ซึ่งระบบนี้ยังไม่รับ โปรดใส่รายการในแผ่นงาน choices"
                ) % {"file": row["list_name"]}
                self.faults.append(Found("survey", _place(node), "type", sentence))
        if node.get("_dynamic_default"):
            row["extra"]["dynamic"] = True

    def _take_ours(self, node: Mapping[str, Any], kind: QuestionType, row: Row) -> None:
        for column in _OURS:
            row[column] = str(node.get(column) or "")
        row["roll_up"] = str(node.get("roll_up") or usual_roll_up(kind))
        row["answered_by"] = str(node.get("answered_by") or "").split()
        place = _place(node)
        if row["roll_up"] not in RollUp.values:
            self.faults.append(Found("survey", place, "roll_up", _("ไม่มี roll_up แบบนี้")))
            row["roll_up"] = RollUp.NONE.value
        if wrong := sorted(set(row["answered_by"]) - set(Kind.values)):
            sentence = _("ไม่มีประเภทหน่วยงาน %(kinds)s") % {"kinds": ", ".join(wrong)}
            self.faults.append(Found("survey", place, "answered_by", sentence))
            row["answered_by"] = []
        self.faults += list(_too_long(row, place))

    def _keep_rest(self, node: Mapping[str, Any], row: Row) -> None:
        """Columns that act on nothing here, or on nothing anywhere: kept for the way back."""
        bind = {
            key: value
            for key, value in (node.get("bind") or {}).items()
            if key not in BIND and key not in MESSAGES and key != ROW
        }
        known = {*_DERIVED, *_PLAIN, *_WORDS, *_OURS, "type", "bind", "control", "media"}
        known |= {"parameters", "roll_up", "answered_by", "_dynamic_default"}
        rest = {key: value for key, value in node.items() if key not in known}
        if bind:
            row["extra"]["bind"] = bind
        if rest:
            row["extra"]["columns"] = rest
        if "trigger" in rest:
            row["extra"]["trigger"] = rest["trigger"]


def _by_itself(kind: QuestionType, key: str) -> bool:
    """Notes are only read by their nature."""
    return kind == QuestionType.NOTE and key == "readonly"


def _place(node: Mapping[str, Any]) -> int:
    written = (node.get("bind") or {}).get(ROW)
    return int(written) if written and str(written).isdigit() else 0


def _parameters(written: object) -> dict[str, str]:
    if isinstance(written, Mapping):
        return {str(key): str(value) for key, value in written.items()}
    parts = str(written or "").replace(";", " ").replace(",", " ").split()
    return {
        key.lower(): value for key, sign, value in (one.partition("=") for one in parts) if sign
    }


def _put_in(child: Mapping[str, Any], column: Mapping[str, Any]) -> dict[str, Any]:
    """A question of a loop with %(name)s and %(label)s of one choice in its words."""
    made = dict(child)
    names = by_language(column.get("label"))
    for key in ("label", "hint"):
        words = by_language(child.get(key))
        if words:
            made[key] = {
                language: text.replace("%(name)s", str(column.get("name"))).replace(
                    "%(label)s", names.get(language) or shown(names, "")
                )
                for language, text in words.items()
            }
            if list(words) == [PLAIN]:
                made[key] = made[key][PLAIN]
    if child.get("children"):
        made["children"] = [_put_in(one, column) for one in child["children"]]
    return made


def _too_long(row: Row, place: int) -> Iterator[Found]:
    for column, text in row.items():
        most = getattr(Question._meta.get_field(column), "max_length", None)
        if isinstance(text, str) and most and len(text) > most:
            sentence = _("%(column)s ยาวเกิน %(most)s ตัวอักษร") % {"column": column, "most": most}
            yield Found("survey", place, column, sentence)
