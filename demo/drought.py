"""A short questionnaire of today, asked of every local government."""

from offices.models import Kind
from survey.models import QuestionType, RollUp
from survey.xlsform.blueprint import Blueprint

_GROUP = "ความพร้อมรับภัยแล้ง"

BLUEPRINT = Blueprint(
    title="แบบสำรวจความพร้อมรับสถานการณ์ภัยแล้ง",
    kinds=[
        Kind.CITY.value,
        Kind.TOWN.value,
        Kind.SUBDISTRICT_MUNICIPALITY.value,
        Kind.SAO.value,
    ],
    note="นับเฉพาะพื้นที่รับผิดชอบของหน่วยงานผู้ตอบ",
    questions=[
        {
            "type": QuestionType.INTEGER,
            "name": "villages_at_risk",
            "label": "จำนวนหมู่บ้าน/ชุมชนที่เสี่ยงขาดแคลนน้ำ",
            "label_en": "Villages at risk of running short of water",
            "hint": "ถ้าไม่มีให้ตอบ 0",
            "required": "yes",
            "constraint": ". >= 0 and . <= 200",
            "constraint_message": "ตอบเป็นจำนวนหมู่บ้าน ตั้งแต่ 0 ถึง 200",
            "roll_up": RollUp.SUM,
            "column_heading": "หมู่บ้านเสี่ยง",
            "column_group": _GROUP,
        },
        {
            "type": QuestionType.INTEGER,
            "name": "water_trucks",
            "label": "จำนวนรถบรรทุกน้ำที่พร้อมใช้",
            "label_en": "Water trucks ready for use",
            "required": "yes",
            "constraint": ". >= 0 and . <= 50",
            "constraint_message": "ตอบเป็นจำนวนคัน ตั้งแต่ 0 ถึง 50",
            "roll_up": RollUp.SUM,
            "column_heading": "รถบรรทุกน้ำ (คัน)",
            "column_group": _GROUP,
        },
        {
            "type": QuestionType.SELECT_ONE,
            "name": "has_plan",
            "label": "มีแผนเผชิญเหตุภัยแล้งแล้วหรือไม่",
            "label_en": "Is there a drought response plan?",
            "required": "yes",
            "list_name": "has",
            "roll_up": RollUp.TICK,
            "tick_value": "yes",
            "column_heading": "มีแผนเผชิญเหตุ",
            "column_group": _GROUP,
        },
        {
            "type": QuestionType.TEXT,
            "name": "needs",
            "label": "สิ่งที่ขอรับการสนับสนุน",
            "label_en": "Support that is needed",
            "relevant": "${villages_at_risk} > 0",
            "roll_up": RollUp.LIST,
            "column_heading": "ขอรับการสนับสนุน",
            "column_group": _GROUP,
        },
    ],
    choices={"has": [("yes", "มี", "Yes"), ("no", "ไม่มี", "No")]},
    indicators=[
        {
            "code": "1",
            "name": "ร้อยละของ อปท. ที่มีแผนเผชิญเหตุภัยแล้ง",
            "numerator": "${has_plan} = 'yes'",
        }
    ],
)
