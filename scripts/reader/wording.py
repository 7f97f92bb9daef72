"""What the lines say: openings of letters, names, offices, running text, addresses of pages."""

import itertools
import re
from collections.abc import Callable
from pathlib import Path

from papers.reading.alphabet import ASCII, CHARACTERS, CLASS_OF, THAI, fold
from scripts.reader.lot import Lot
from scripts.reader.official import THAI_DIGITS, amount, figures

_THAI_WORD = re.compile("[ก-ฺเ-์]+")
_NEEDS_A_CONSONANT = re.compile("[ะ-ฺๅ-๎]")
_LONGEST = 60

_OPENINGS = (
    "เรื่อง |เรียน |อ้างถึง |สิ่งที่ส่งมาด้วย |ส่วนราชการ |บันทึกข้อความ|ถึง |ประกาศ|คำสั่ง|ด้วย|ตามที่|ตามหนังสือที่อ้างถึง "
    "|จึงเรียนมาเพื่อโปรดทราบ|จึงเรียนมาเพื่อโปรดพิจารณา|ในการนี้ |ขอแสดงความนับถือ|ทั้งนี้ |โดยมีรายละเอียด |จึงขอให้|ขอความร่วมมือ"
    "|ผู้ว่าราชการจังหวัด|ปฏิบัติราชการแทน |รักษาราชการแทน |รองผู้ว่าราชการจังหวัด |อธิบดี|ปลัดกระทรวง|นายอำเภอ|ท้องถิ่นจังหวัด"
    "|ด่วนที่สุด|ด่วนมาก|ด่วน|ลับ|ลับมาก|๑. |๒. |- |เลขที่รับ |รับที่ |วันที่ |เวลา |แบบตอบรับ|กลุ่มงาน|ฝ่าย|กอง"
).split("|")
_OFFICES = (
    "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัด|ศาลากลางจังหวัด|องค์การบริหารส่วนจังหวัด|องค์การบริหารส่วนตำบล|เทศบาลตำบล|เทศบาลเมือง|เทศบาลนคร"
    "|อำเภอเมือง|อำเภอ|ที่ว่าการอำเภอ|กระทรวง|กรม|สำนักงานจังหวัด|โรงเรียน|โรงพยาบาล|มหาวิทยาลัย|นายกเทศมนตรีตำบล|นายกองค์การบริหารส่วนตำบล"
).split("|")
_TITLES = ("นาย", "นาง", "นางสาว", "(นาย", "(นางสาว", "ว่าที่ร้อยตรี ", "ดร.", "พันตำรวจเอก ", "")
_ENDINGS = ("go.th", "ac.th", "com", "co.th", "ly", "at", "gle", "in.th", "or.th", "org", "me")
_SITES = "forms docs drive www gg line shorturl me-qr bit data survey moi dla doc cloud e-form app"
_PATH = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/_?=."


class Wording:
    """A source of lines. ``corpus`` is the folder of PyThaiNLP's word lists."""

    def __init__(self, corpus: Path) -> None:
        counts = _counts(corpus / "ttc_freq.txt")
        self._frequent = list(counts)
        # Flatter than the language: rare words teach shapes that frequent ones lack.
        self._weights = list(itertools.accumulate(count**0.6 for count in counts.values()))
        self._rare = _words(corpus / "words_th.txt")
        self._first = [
            name
            for kind in ("female", "male")
            for name in _words(corpus / f"person_names_{kind}_th.txt")
        ]
        self._last = _words(corpus / "family_names_th.txt")
        table = (corpus / "thailand_provinces_th.csv").read_text(encoding="utf-8").splitlines()
        self._provinces = [row.split(",")[0] for row in table]
        self._english = [row.split(",")[2] for row in table]
        self._sources: dict[Callable[[Lot], str], float] = {
            self._name: 12,
            self._office: 14,
            self._address: 7,
            self._latin: 6,
            self._characters: 3,
            self._dotted: 3,
            self._running: 55,
        }

    def line(self, lot: Lot) -> str:
        """Some line that the net can spell, folded; half of them matter for their figures."""
        while True:
            source = figures if lot.chance(0.5) else lot.weighted(self._sources)
            text = fold(source(lot)).strip()
            if 0 < len(text) <= _LONGEST and all(character in CLASS_OF for character in text):
                return text

    def words(self, lot: Lot, count: int) -> str:
        """``count`` words without a space, as Thai runs."""
        drawn = lot.choices.choices(self._frequent, cum_weights=self._weights, k=count)
        return "".join(word if lot.chance(0.7) else lot.pick(self._rare) for word in drawn)

    def _name(self, lot: Lot) -> str:
        title = lot.pick(_TITLES)
        closing = ")" if title.startswith("(") else ""
        return f"{title}{lot.pick(self._first)} {lot.pick(self._last)}{closing}"

    def _office(self, lot: Lot) -> str:
        place = lot.pick(self._provinces) if lot.chance(0.5) else self.words(lot, 2)
        opening = lot.pick(("", "เรียน ", "ถึง ", "ส่วนราชการ ", "นายก", ""))
        return opening + lot.pick(_OFFICES) + place

    def _address(self, lot: Lot) -> str:
        opening = lot.weighted({"https://": 4, "http://": 1, "www.": 2, "": 2})
        site = lot.pick(_SITES.split()) if lot.chance(0.6) else lot.letters(_PATH[:26], 3, 12)
        if lot.chance(0.15):
            return f"{lot.letters(_PATH[:26], 3, 12)}@{site}.{lot.pick(_ENDINGS)}"
        path = "/" + lot.letters(_PATH, 1, 12) if lot.chance(0.7) else ""
        return f"{opening}{site}.{lot.pick(_ENDINGS)}{path}"

    def _latin(self, lot: Lot) -> str:
        words = [lot.pick(self._english) for _ in range(lot.whole(1, 3))]
        change = lot.pick((str.upper, str.lower, str.title))
        figure = f" {lot.magnitude(4)}" if lot.chance(0.3) else ""
        return change(" ".join(words)) + figure

    def _characters(self, lot: Lot) -> str:
        among = lot.pick((CHARACTERS, ASCII, THAI))
        return _NEEDS_A_CONSONANT.sub("", lot.letters(among, 3, 12)) or "ก"

    def _dotted(self, lot: Lot) -> str:
        """The line of a stamp or a form: a word, dots, what was filled in, dots."""
        word = lot.pick(("เลขรับ", "วันที่", "เวลา", "เลขที่รับ", "ลงชื่อ", "รับที่", "ที่"))
        filled = str(lot.magnitude(5)) if lot.chance(0.7) else ""
        filled = filled.translate(THAI_DIGITS) if lot.chance(0.6) else filled
        return f"{word}{'.' * lot.whole(0, 8)}{filled}{'.' * lot.whole(2, 10)}"

    def _running(self, lot: Lot) -> str:
        text = " ".join(self.words(lot, lot.whole(1, 5)) for _ in range(lot.whole(1, 3)))
        if lot.chance(0.3):
            text = lot.pick(_OPENINGS) + text
        if lot.chance(0.12):
            figure = amount(lot)
            text += " " + (figure.translate(THAI_DIGITS) if lot.chance(0.72) else figure)
        elif lot.chance(0.2):
            word = self.words(lot, 1)
            text += lot.pick((f" “{word}”", f" ({word})", f"{word} ๆ", "ฯลฯ", f"{word}ฯ", " -"))
        return text


def _words(file: Path) -> list[str]:
    lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if _THAI_WORD.fullmatch(line)]


def _counts(file: Path) -> dict[str, float]:
    rows = (line.partition("\t") for line in file.read_text(encoding="utf-8").splitlines())
    return {word: float(count or 1) for word, _tab, count in rows if _THAI_WORD.fullmatch(word)}
