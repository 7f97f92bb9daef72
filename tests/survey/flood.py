"""A survey of a flood: villages as rows, each with its houses, a place and pictures."""

from offices.models import Kind
from survey.xlsform.blueprint import Blueprint
from tests.survey.world import QuickWorld

FLOOD = Blueprint(
    title="แบบสำรวจความเสียหายจากอุทกภัย",
    kinds=[Kind.SAO.value],
    questions=[
        {
            "type": "select_one",
            "name": "hit",
            "label": "มีพื้นที่ประสบภัยหรือไม่",
            "required": "yes",
            "list_name": "has",
            "roll_up": "each",
        },
        {
            "type": "begin_repeat",
            "name": "village",
            "label": "หมู่บ้าน",
            "relevant": "${hit} = 'yes'",
            "roll_up": "sum",
            "column_heading": "จำนวนหมู่บ้าน",
        },
        {"type": "text", "name": "vname", "label": "ชื่อหมู่บ้าน", "required": "yes", "roll_up": "list"},
        {
            "type": "decimal",
            "name": "baht",
            "label": "ความเสียหายของ ${vname} (บาท)",
            "constraint": ". >= 0",
            "roll_up": "sum",
        },
        {
            "type": "select_multiple",
            "name": "what",
            "label": "สิ่งที่เสียหาย",
            "list_name": "what",
            "roll_up": "each",
        },
        {"type": "geopoint", "name": "place", "label": "พิกัด"},
        {"type": "image", "name": "photo", "label": "ภาพความเสียหาย", "roll_up": "list"},
        {"type": "end_repeat", "name": "village"},
        {
            "type": "calculate",
            "name": "total",
            "label": "รวมทั้งตำบล (บาท)",
            "calculation": "sum(${baht})",
            "roll_up": "sum",
        },
        {
            "type": "note",
            "name": "said",
            "label": "ท่านรายงาน ${village_count} หมู่บ้าน รวม ${total} บาท",
            "relevant": "${hit} = 'yes'",
        },
        {"type": "calculate", "name": "village_count", "calculation": "count(${village})"},
    ],
    choices={
        "has": [("yes", "มี", "Yes"), ("no", "ไม่มี", "No")],
        "what": [("road", "ถนน", "Road"), ("house", "บ้าน", "House")],
    },
)
ROWS = {
    "hit": "yes",
    "village": [
        {"vname": "บ้านหนึ่ง", "baht": "๑,๐๐๐.๒๕", "what": ["road", "house"]},
        {"vname": "บ้านสอง", "baht": "0.50", "what": "road", "place": "18.36 103.64"},
    ],
}


class FloodWorld(QuickWorld):
    """The usual offices; the department asks about a flood."""

    blueprint = FLOOD
