"""The official phrase of a deadline rule, in Thai digits; reading it gives the rule again."""

import datetime as dt

from thai.calendar import MONTHS, WEEKDAYS
from thai.dates import be_year, format_date, format_time
from thai.deadline_rule import AtOnce, Every, InPeriod, OnDay, Rule, Since, Unit, Where, Within
from thai.digits import to_thai
from thai.periods import Period, Place

AT_ONCE = "โดยด่วน"

UNITS = {
    Unit.HOURS: "ชั่วโมง",
    Unit.DAYS: "วัน",
    Unit.WORKING_DAYS: "วันทำการ",
    Unit.WEEKS: "สัปดาห์",
    Unit.MONTHS: "เดือน",
    Unit.YEARS: "ปี",
}
PERIODS = {
    Period.DAY: "วัน",
    Period.WEEK: "สัปดาห์",
    Period.MONTH: "เดือน",
    Period.QUARTER: "ไตรมาสของปีปฏิทิน",
    Period.FISCAL_QUARTER: "ไตรมาส",
    Period.HALF: "ครึ่งปีปฏิทิน",
    Period.FISCAL_HALF: "ครึ่งปีงบประมาณ",
    Period.YEAR: "ปี",
    Period.FISCAL_YEAR: "ปีงบประมาณ",
}
_SINCE = {Since.RECEIPT: "วันที่ได้รับหนังสือ", Since.LETTER: "วันที่ลงในหนังสือ"}


def words(rule: Rule) -> str:
    """
    The phrase that is written into the letter: ภายใน ๗ วันทำการนับแต่วันที่ได้รับหนังสือ.
    """
    if isinstance(rule, AtOnce):
        return AT_ONCE
    if isinstance(rule, OnDay):
        said = f"ภายในวันที่ {format_date(rule.day)}"
    elif isinstance(rule, Within):
        said = _within(rule)
    elif isinstance(rule, InPeriod):
        said = f"ภายใน{_place(rule.place, rule.period)}ของ{_period(rule)}"
    else:
        return _every(rule)
    return said + _at(rule.time)


def round_name(period: Period, starts: dt.date) -> str:
    """What a round is called: เดือนตุลาคม ๒๕๖๙, ไตรมาสที่ ๑ ปีงบประมาณ พ.ศ. ๒๕๗๐."""
    month, year = MONTHS[starts.month - 1], be_year(starts)
    fiscal = year + (starts.month >= 10)
    names = {
        Period.DAY: f"วันที่ {starts.day} {month} {year}",
        Period.WEEK: f"สัปดาห์ที่เริ่มวันที่ {starts.day} {month} {year}",
        Period.MONTH: f"เดือน{month} {year}",
        Period.QUARTER: f"ไตรมาสที่ {starts.month // 3 + 1} ปี พ.ศ. {year}",
        Period.FISCAL_QUARTER: (
            f"ไตรมาสที่ {(starts.month - 10) % 12 // 3 + 1} ปีงบประมาณ พ.ศ. {fiscal}"
        ),
        Period.HALF: f"ครึ่งปีที่ {starts.month // 6 + 1} พ.ศ. {year}",
        Period.FISCAL_HALF: f"ครึ่งปีที่ {1 + (starts.month == 4)} ปีงบประมาณ พ.ศ. {fiscal}",
        Period.YEAR: f"ปี พ.ศ. {year}",
        Period.FISCAL_YEAR: f"ปีงบประมาณ พ.ศ. {fiscal}",
    }
    return to_thai(names[period])


def _within(rule: Within) -> str:
    if rule.day is not None:
        since = f"วันที่ {format_date(rule.day)}"
    else:
        since = _SINCE[rule.since]
        if rule.unit == Unit.HOURS and rule.since == Since.RECEIPT:
            since = "เวลาที่ได้รับหนังสือ"
    return f"ภายใน {to_thai(rule.count)} {UNITS[rule.unit]}นับแต่{since}"


def _period(rule: InPeriod) -> str:
    if rule.begins is not None:
        return round_name(rule.period, rule.begins)
    return PERIODS[rule.period] + ("ถัดไป" if rule.next else "นี้")


def _place(place: Place, period: Period) -> str:
    """A place as it follows ภายใน; ของ and the period come after."""
    if period == Period.DAY:
        return ""
    if period == Period.WEEK and not place.working and place.nth != -1:
        return f"วัน{WEEKDAYS[place.nth - 1]}"
    in_month = f" {MONTHS[place.month - 1]} " if place.month else " "
    if place.nth == -1:
        of = f"ของเดือน{MONTHS[place.month - 1]}" if place.month else ""
        return f"วัน{'ทำการ' * place.working}สุดท้าย{of}"
    if place.working:
        of = f" ของเดือน{MONTHS[place.month - 1]}" if place.month else ""
        return f"วันทำการที่ {to_thai(place.nth)}{of} "
    return f"วันที่ {to_thai(place.nth)}{in_month}"


def _every(rule: Every) -> str:
    said = _rounds(rule) + _at(rule.time)
    if rule.first is not None:
        said += f" ตั้งแต่วันที่ {format_date(rule.first)}"
    if rule.until is not None:
        said += f" จนถึงวันที่ {format_date(rule.until)}"
    if rule.times is not None:
        said += f" จำนวน {to_thai(rule.times)} งวด"
    return said


def _rounds(rule: Every) -> str:
    name = PERIODS[rule.period]
    if rule.period == Period.DAY:
        return "ทุกวันทำการ" if rule.place.working else "ทุกวัน"
    if rule.where == Where.INSIDE:
        return f"ภายใน{_place(rule.place, rule.period)}ของทุก{name}"
    if rule.where == Where.NEXT:
        later = "สัปดาห์" if rule.period == Period.WEEK else "เดือน"
        due = Period.WEEK if rule.period == Period.WEEK else Period.MONTH
        return f"ทุก{name} ภายใน{_place(rule.place, due)}ของ{later}ถัดไป"
    unit = "วันทำการ" if rule.place.working else "วัน"
    last = f"วันสิ้น{name.removesuffix('ของปีปฏิทิน')}"
    return f"ทุก{name} ภายใน {to_thai(rule.place.nth)} {unit}นับแต่{last}"


def _at(time: dt.time | None) -> str:
    return f" เวลา {format_time(time)}" if time else ""
