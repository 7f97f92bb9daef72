"""
Passwords that a person in a Thai office guesses first.

What is left of a password when known words, years, runs along the keyboard and repetitions
are taken out must still be something. The common lists are English; people here write their
province, their ministry, a name and the year, or one row of the keyboard in either layout.
"""

from __future__ import annotations

import re

#: Characters that must be left, each counted once.
LEAST_LEFT = 5
#: So many neighbours on one row of the keyboard are a run.
_RUN = 4

#: The rows of the Kedmanee layout and of the Latin one, key by key.
_ROWS = (
    "1234567890-=",
    "qwertyuiop[]",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "ๅ/-ภถุึคตจขช",
    "ๆไำพะัีรนยบล",
    "ฟหกดเ้่าสวง",
    "ผปแอิืทมใฝ",
    "abcdefghijklmnopqrstuvwxyz",
)
_PROVINCES = [
    "krungthep",
    "bangkok",
    "samutprakan",
    "nonthaburi",
    "pathumthani",
    "ayutthaya",
    "angthong",
    "lopburi",
    "singburi",
    "chainat",
    "saraburi",
    "chonburi",
    "rayong",
    "chanthaburi",
    "trat",
    "chachoengsao",
    "prachinburi",
    "nakhonnayok",
    "sakaeo",
    "korat",
    "nakhonratchasima",
    "buriram",
    "surin",
    "sisaket",
    "ubon",
    "ubonratchathani",
    "yasothon",
    "chaiyaphum",
    "amnatcharoen",
    "buengkan",
    "bungkan",
    "nongbualamphu",
    "khonkaen",
    "udon",
    "udonthani",
    "loei",
    "nongkhai",
    "mahasarakham",
    "roiet",
    "kalasin",
    "sakonnakhon",
    "nakhonphanom",
    "mukdahan",
    "chiangmai",
    "lamphun",
    "lampang",
    "uttaradit",
    "phrae",
    "nan",
    "phayao",
    "chiangrai",
    "maehongson",
    "nakhonsawan",
    "uthaithani",
    "kamphaengphet",
    "tak",
    "sukhothai",
    "phitsanulok",
    "phichit",
    "phetchabun",
    "ratchaburi",
    "kanchanaburi",
    "suphanburi",
    "nakhonpathom",
    "samutsakhon",
    "samutsongkhram",
    "phetchaburi",
    "prachuap",
    "nakhonsi",
    "nakhonsithammarat",
    "krabi",
    "phangnga",
    "phuket",
    "suratthani",
    "surat",
    "ranong",
    "chumphon",
    "songkhla",
    "hatyai",
    "satun",
    "trang",
    "phatthalung",
    "pattani",
    "yala",
    "narathiwat",
    "pattaya",
    "กรุงเทพ",
    "บึงกาฬ",
    "เชียงใหม่",
    "เชียงราย",
    "ขอนแก่น",
    "อุดร",
    "อุบล",
    "โคราช",
    "สงขลา",
    "ภูเก็ต",
    "ชลบุรี",
    "นนทบุรี",
    "ปทุมธานี",
]
_OFFICES = [
    "mahadthai",
    "mahatthai",
    "moi",
    "dla",
    "dopa",
    "doe",
    "moph",
    "moe",
    "mof",
    "muang",
    "amphoe",
    "amphur",
    "changwat",
    "jangwat",
    "tambon",
    "tessaban",
    "thesaban",
    "obt",
    "aobt",
    "obj",
    "aobj",
    "sao",
    "pao",
    "saraban",
    "wian",
    "thailand",
    "thai",
    "siam",
    "government",
    "admin",
    "administrator",
    "user",
    "test",
    "demo",
    "password",
    "passwd",
    "pass",
    "login",
    "welcome",
    "office",
    "officer",
    "clerk",
    "มหาดไทย",
    "ท้องถิ่น",
    "อำเภอ",
    "จังหวัด",
    "ตำบล",
    "เทศบาล",
    "อบต",
    "อบจ",
    "สารบรรณ",
    "หนังสือเวียน",
    "ราชการ",
    "ไทย",
    "ผู้ดูแล",
    "รหัสผ่าน",
    "ปลัด",
    "นายก",
    "ธุรการ",
]
_NAMES = [
    "somchai",
    "somsak",
    "somsri",
    "somsri",
    "somying",
    "somjai",
    "somporn",
    "sombat",
    "prasert",
    "prasit",
    "wichai",
    "wichian",
    "surachai",
    "suchart",
    "sunee",
    "malee",
    "manee",
    "mana",
    "piti",
    "chujai",
    "nattapong",
    "natthaphon",
    "thanakorn",
    "siriporn",
    "siriwan",
    "kanya",
    "kanokwan",
    "pornthip",
    "ratchanee",
    "rattana",
    "arunee",
    "anong",
    "boonmee",
    "bunmi",
    "boonchai",
    "chaiwat",
    "narong",
    "สมชาย",
    "สมศรี",
    "สมหญิง",
    "สมศักดิ์",
    "มานี",
    "มานะ",
    "ปิติ",
    "ชูใจ",
    "บุญมี",
    "ประเสริฐ",
    "รักไทย",
    "ใจดี",
    "สวัสดี",
    "รักแม่",
    "ครับ",
    "ค่ะ",
    "love",
    "iloveyou",
    "sabai",
    "sawasdee",
    "sawatdee",
]
#: The longest first, so that a short word does not leave half of a long one.
_WORDS = tuple(sorted({*_PROVINCES, *_OFFICES, *_NAMES}, key=lambda word: (-len(word), word)))
_THAI_KEYS = dict(
    zip("ๆไำพะัีรนยบลฟหกดเ้่าสวงผปแอิืทมใฝ", "qwertyuiop[]asdfghjkl;'zxcvbnm,./", strict=True)
)
_LATIN_KEYS = {latin: thai for thai, latin in _THAI_KEYS.items()}
_SWAPPED = str.maketrans("@$!013457", "asioieast")
_DIGITS = re.compile(r"[0-9๐-๙]+")
_LONGEST = 128


def is_guessed(password: str, *own: str) -> bool:
    """
    Whether little is left of ``password`` without what is guessed first.

    own  words of the person himself: name of the account, names, his office's
    """
    text = password[:_LONGEST].casefold()
    swapped = text.translate(_SWAPPED)
    written = {text, swapped, _typed(text, _LATIN_KEYS), _typed(text, _THAI_KEYS)}
    words = (*(one.casefold() for one in own if len(one) >= _RUN), *_WORDS)
    return any(len(set(_left(one, words))) < LEAST_LEFT for one in written)


def _typed(text: str, keys: dict[str, str]) -> str:
    """The same keys pressed in the other layout."""
    return "".join(keys.get(one, one) for one in text)


def _left(text: str, words: tuple[str, ...]) -> str:
    for word in words:
        text = text.replace(word, "")
    text = _DIGITS.sub("", _without_runs(text))
    return "".join(one for one in text if one.isalnum() or "ก" <= one <= "๛")


def _without_runs(text: str) -> str:
    """Without neighbours on a row of keys, in either direction, and without repetitions."""
    for row in _ROWS:
        for line in (row, row[::-1]):
            for size in range(len(line), _RUN - 1, -1):
                for start in range(len(line) - size + 1):
                    text = text.replace(line[start : start + size], "")
    return text
