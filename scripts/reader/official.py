"""What a letter states in figures: numbers, dates, telephones, amounts. Arabic digits here."""

from collections.abc import Callable

from scripts.reader.lot import Lot

MONTHS = (
    "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม"
).split()
SHORT_MONTHS = "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.".split()
WEEKDAYS = "จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์ อาทิตย์".split()
CODE_LETTERS = "กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหอฮ"
FREQUENT_CODES = "มท นร กค ศธ สธ พม วท รง ทส กษ คค อว ยธ อก ดศ ตช บก".split()
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def reference(lot: Lot) -> str:
    """A letter's number: code letters, code of the office, class, running number."""
    letters = lot.pick(FREQUENT_CODES) if lot.chance(0.4) else lot.letters(CODE_LETTERS, 2, 2)
    if lot.chance(0.06):
        letters = lot.letters(CODE_LETTERS, 1, 4)
    gap = lot.weighted({" ": 9, ".": 1, "": 0.6})
    slash = lot.weighted({"/": 9, " / ": 1, "/ ": 1})
    kind = lot.weighted({"": 5, "ว ": 9, "ว": 2, "ว.": 1, "(ว) ": 0.5, "ล ": 0.3})
    running = f"{lot.whole(1, 99999):05d}" if lot.chance(0.1) else str(lot.magnitude(5))
    return f"{letters}{gap}{_code(lot)}{_division(lot)}{slash}{kind}{running}"


def _code(lot: Lot) -> str:
    shape = lot.choices.random()
    if shape < 0.5:
        return f"{lot.whole(0, 9999):04d}"
    if shape < 0.88:
        return f"0{lot.whole(0, 9)}{lot.whole(1, 30):02d}"
    return str(lot.whole(100, 99999))


def _division(lot: Lot) -> str:
    shape = lot.choices.random()
    if shape < 0.45:
        return ""
    if shape < 0.85:
        return f".{lot.whole(1, 9)}"
    width = lot.pick((2, 3))
    further = f".{lot.whole(1, 20)}" if lot.chance(0.3) else ""
    return f".{lot.whole(1, 99):0{width}d}{further}"


def date(lot: Lot) -> str:
    """A day as letters write it, mostly with the month in full."""
    day, month, year = lot.whole(1, 31), lot.whole(0, 11), lot.whole(2530, 2575)
    shape = lot.choices.random()
    if shape < 0.8:
        era = "พ.ศ. " if lot.chance(0.08) else ""
        return f"{day} {MONTHS[month]} {era}{year}"
    brief = lot.pick((str(year), str(year)[2:]))
    if shape < 0.92:
        return f"{day} {SHORT_MONTHS[month]} {brief}"
    sign = lot.pick("/-.")
    return f"{day}{sign}{month + 1}{sign}{brief}"


def number_line(lot: Lot) -> str:
    """The line that says which letter this is."""
    opening = lot.weighted({"ที่ ": 8, "": 1.5, "เลขที่ ": 0.5})
    urgency = lot.weighted({"": 20, "ด่วน ": 1, "ด่วนมาก ": 1, "ด่วนที่สุด ": 1})
    return urgency + opening + reference(lot)


def date_line(lot: Lot) -> str:
    """A day with the word that leads to it."""
    opening = lot.weighted(
        {"": 5, "วันที่ ": 3, "ลงวันที่ ": 3, "ภายในวันที่ ": 2, "ณ วันที่ ": 0.5, "ในวัน": 0.7}
    )
    if opening == "ในวัน":
        opening = f"ในวัน{lot.pick(WEEKDAYS)}ที่ "
    return opening + date(lot)


def citation(lot: Lot) -> str:
    """Another letter's number and day."""
    return f"{lot.pick(('ที่ ', 'เลขที่ ', ''))}{reference(lot)} ลงวันที่ {date(lot)}"


def telephone(lot: Lot) -> str:
    """A telephone number as offices print it."""
    opening = lot.pick(("โทร. ", "โทรศัพท์ ", "โทร./โทรสาร ", "มือถือ ", "โทร ", "โทรสาร "))
    head = lot.pick((f"0 {lot.whole(2000, 7999)}", f"0-{lot.whole(2000, 7999)}", _mobile(lot)))
    further = lot.weighted({"": 8, f" ต่อ {lot.magnitude(4)}": 2, f"-{lot.whole(1, 9)}": 1})
    return f"{opening}{head}{lot.pick(' -')}{lot.whole(0, 9999):04d}{further}"


def _mobile(lot: Lot) -> str:
    return f"0{lot.pick('689')}{lot.whole(0, 9)}{lot.pick('- ')}{lot.whole(0, 999):03d}"


def amount(lot: Lot) -> str:
    """Counts, hours, money, items of a list."""
    some, other = lot.magnitude(5), lot.whole(0, 99)
    copies = lot.pick(("ชุด", "ฉบับ", "แผ่น", "เล่ม", "รายการ", "คน", "แห่ง", "บาท"))
    return lot.pick(
        (
            f"จำนวน {lot.magnitude(3)} {copies}",
            f"{lot.whole(1, 20)}. ",
            f"ข้อ {lot.whole(1, 40)}",
            f"({lot.whole(1, 20)})",
            f"{lot.whole(1, 20)}.{lot.whole(1, 9)}",
            f"เวลา {lot.whole(0, 23):02d}.{lot.pick(('00', '30', f'{other:02d}'))} น.",
            f"เลขรับ {some}",
            f"เลขที่ {some}/{lot.whole(2530, 2575)}",
            f"พ.ศ. {lot.whole(2400, 2599)}",
            f"{some:,} บาท",
            f"{some:,}.{other:02d}",
            f"ร้อยละ {lot.whole(1, 99)}.{lot.whole(0, 99)}",
            f"{some} {other}",
            f"ปีงบประมาณ {lot.whole(2530, 2575)}",
            f"{lot.whole(1, 999)}/{lot.whole(1, 9999)} หมู่ที่ {lot.whole(1, 20)}",
        )
    )


def bare_digits(lot: Lot) -> str:
    """Digits without a word, as stamps and tables hold them."""
    return lot.letters("0123456789", 3, 14)


FIGURES: dict[Callable[[Lot], str], float] = {
    number_line: 36,
    date_line: 24,
    citation: 10,
    telephone: 7,
    amount: 15,
    bare_digits: 8,
}


def figures(lot: Lot) -> str:
    """A line that matters for its figures; three of four in Thai digits."""
    line = lot.weighted(FIGURES)(lot)
    return line.translate(THAI_DIGITS) if lot.chance(0.72) else line
