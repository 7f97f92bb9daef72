"""Military, police and volunteer ranks before a name, in full or shortened."""

import re

_STEP = "(?:ตรี|โท|เอก)"
_FULL = (
    rf"จอมพล|พลทหาร|พลตำรวจ(?=\s)|พล(?:ตำรวจ|เรือ|อากาศ)?(?:จัตวา|{_STEP})|(?:พัน|ร้อย|สิบ)(?:ตำรวจ)?{_STEP}|นาวา(?:อากาศ)?{_STEP}|เรือ(?:อากาศ)?{_STEP}"
    rf"|พันจ่า(?:อากาศ)?{_STEP}|จ่าสิบ(?:{_STEP}|ตำรวจ)|จ่า(?:อากาศ)?{_STEP}|ดาบตำรวจ|นาย(?:กอง|หมวด|หมู่)(?:ใหญ่|{_STEP})"
)
_SHORT = r"พล\.\s?(?:[ตรอนท]\.\s?){1,3}|(?:[พรสนจด]\.\s?){1}(?:[ตทอจสด]\.\s?){1,3}|พ\.อ\.อ\.|น\.[ตทอ]\.|จ\.ส\.[ตทอ]\.|พ\.จ\.[ตทอ]\.|ด\.ต\.|ร\.[ตทอ]\."
_RANK = re.compile(
    rf"(?P<rank>(?:ว่าที่\s?)?(?:(?:{_FULL})(?:\s?หญิง)?|(?:{_SHORT})(?:\s?หญิง)?)(?:\s?\(พิเศษ\))?)\s*(?P<name>\S.*)"
)
#: นายกองอาจ and นายกสิณ are names: a rank of volunteers is followed by a space.
_JOINED_NAME = re.compile(r"นาย")


def split_rank(full_name: str) -> tuple[str, str]:
    """
    The rank and the name that goes into the brackets; a civil title stays with the name.

    "ว่าที่ ร.ต.สมาน ดีงาม" → ("ว่าที่ ร.ต.", "สมาน ดีงาม"); without a rank the first is "".
    """
    name = full_name.strip()
    match = _RANK.match(name)
    if match is None or (_JOINED_NAME.match(name) and name[match.end("rank")] != " "):
        return "", name
    return match["rank"].strip(), match["name"]
