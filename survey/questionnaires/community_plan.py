"""
Projects taken from community plans (เทศบาล) or village development plans (อบต.) into the
budget ordinance of fiscal year 2564, whether the plan was evaluated, and the indicator
of the ministry's yearly plan (5.4) that it is counted for.
"""

from offices.models import Kind
from survey.models import QuestionType, RollUp
from survey.xlsform.blueprint import Blueprint

MUNICIPAL = [Kind.CITY.value, Kind.TOWN.value, Kind.SUBDISTRICT_MUNICIPALITY.value]
SUBDISTRICT = [Kind.SAO.value]
BUDGET_GROUP = "เทศบัญญัติ/ข้อบัญญัติงบประมาณรายจ่ายประจำปี/เพิ่มเติม หรือจ่ายขาดเงินสะสม"
#: No municipality's whole ordinance comes near five thousand million baht: more is a slip of
#: the hand. Baht have two decimals.
BUDGET = ". > 0 and . <= 5000000000 and round(., 2) = ."
BUDGET_MESSAGE = (
    "งบประมาณต้องมากกว่า 0 แต่ไม่เกิน 5,000,000,000 บาท (ห้าพันล้านบาท) และมีทศนิยมไม่เกินสองตำแหน่ง "
    "โปรดตรวจจำนวนหลัก ถ้าไม่มีโครงการให้ตอบ “ไม่มี” ในข้อก่อนหน้า"
)
EVALUATION_GROUP = "ประเมินแผนชุมชน/แผนพัฒนาหมู่บ้าน"


def _part(name: str, plan: str, column: str, law: str, kinds: list[str]) -> list[dict[str, object]]:
    """The three questions about one sort of plan, asked of ``kinds``."""
    return [
        {
            "type": QuestionType.SELECT_ONE,
            "name": f"has_{name}",
            "label": f"{law}มีโครงการจาก{plan}หรือไม่",
            "label_en": "Does the ordinance contain projects from the plan?",
            "hint": f"โครงการพัฒนาหรือกิจกรรมสาธารณะจาก{plan} รวมที่จ่ายขาดเงินสะสม",
            "required": "yes",
            "list_name": "has",
            "answered_by": kinds,
            "roll_up": RollUp.TICK,
            "tick_value": "yes",
            "column_heading": column,
            "column_group": BUDGET_GROUP,
        },
        {
            "type": QuestionType.DECIMAL,
            "name": f"budget_{name}",
            "label": "งบประมาณรวม (บาท)",
            "label_en": "Total budget (baht)",
            "hint": "เช่น 1,250,000 หรือ ๑๒๕๐๐๐๐",
            "required": "yes",
            "relevant": f"${{has_{name}}} = 'yes'",
            "constraint": BUDGET,
            "constraint_message": BUDGET_MESSAGE,
            "answered_by": kinds,
            "roll_up": RollUp.SUM,
            "column_heading": "งบประมาณ",
            "column_group": BUDGET_GROUP,
        },
        {
            "type": QuestionType.SELECT_ONE,
            "name": f"evaluated_{name}",
            "label": f"มีการประเมิน{plan}หรือไม่",
            "label_en": "Was the plan evaluated?",
            "required": "yes",
            "list_name": "has",
            "answered_by": kinds,
            "roll_up": RollUp.EACH,
            "column_key": "evaluated",
            "column_heading": EVALUATION_GROUP,
            "column_group": EVALUATION_GROUP,
        },
    ]


def _in_printed_order() -> list[dict[str, object]]:
    """The columns stand as in the enclosure: both plans, then the evaluation."""
    town = _part("community", "แผนชุมชน", "มีโครงการของชุมชน", "เทศบัญญัติ", MUNICIPAL)
    tambon = _part("village", "แผนพัฒนาหมู่บ้าน", "มีโครงการของแผนพัฒนาหมู่บ้าน", "ข้อบัญญัติ", SUBDISTRICT)
    return [*town[:2], *tambon[:2], town[2], tambon[2]]


BLUEPRINT = Blueprint(
    title=(
        "แบบสำรวจการนำโครงการพัฒนาหรือกิจกรรมสาธารณะจากแผนชุมชน/แผนพัฒนาหมู่บ้าน"
        "มาบรรจุในแผนพัฒนาขององค์กรปกครองส่วนท้องถิ่น"
    ),
    subtitle="และนำไปจัดทำเทศบัญญัติ/ข้อบัญญัติ งบประมาณ พ.ศ. 2564",
    note=(
        "เทศบาลตอบเรื่องแผนชุมชน อบต. ตอบเรื่องแผนพัฒนาหมู่บ้าน "
        "ถ้ามีโครงการให้ระบุงบประมาณด้วย และให้ตอบว่าได้ประเมินแผนหรือไม่"
    ),
    kinds=[*MUNICIPAL, *SUBDISTRICT],
    questions=_in_printed_order(),
    choices={"has": [("yes", "มี", "Yes"), ("no", "ไม่มี", "No")]},
    indicators=[
        {
            "code": "5.4",
            "name": "ร้อยละของเทศบาลและ อบต. ที่นำแผนชุมชนสู่การปฏิบัติได้ตามเกณฑ์ที่กำหนด",
            "numerator": "${has_community} = 'yes' or ${has_village} = 'yes'",
            "supporters": "สำนักงานปลัดกระทรวงมหาดไทย / กรมการปกครอง / กรมการพัฒนาชุมชน",
            "targets": {2021: {1: 15, 2: 30, 3: 50, 4: 65}},
        }
    ],
)
