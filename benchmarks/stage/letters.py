"""Letters of one house by the hundred thousand: a page of text each, known words in some."""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from offices.models import Office, User
from thai.searching import looked_in, looked_in_prose, tight

#: What stands in nearly every letter.
COMMON = ("ดำเนินการ", "รายงานผล", "งบประมาณ", "โครงการ")
PLANTED = 40
#: So many letters wait for their number; so many in a hundred lie beside, in other houses.
WAITING, BESIDE = 200, 10
_WORDS, _OF_SUBJECT, _OF_NOTE = 20_000, 7, 6
#: A text is so many sentences out of so many that were made before, so many words each.
_OF_TEXT, _SENTENCES, _OF_SENTENCE = 6, 20_000, 38
_BEGIN = "กขคงจฉชซดตถทธนบปผฝพฟภมยรลวสหอ"
_VOWELS = ("า", "ะ", "ิ", "ี", "ุ", "ู", "ั", "อ", "ือ")
_END = "กงดนบมยวรล"

_MADE = """
CREATE TEMPORARY TABLE made (n bigint, house bigint, subject text, folded text, body text, own text)
"""
_INSERT = """
INSERT INTO circulars_circular (id, subject, subject_folded, owner_id, origin_name, urgency,
  secrecy, started_at, started_by_id)
SELECT n, subject, subject, house, '', '001', '001', %(sent)s, %(user)s FROM made;
INSERT INTO circulars_letter (id, kind, urgency, secrecy, subject, salutation, addressee,
  "references", enclosures, body, closing, contact, copies_to, with_qr, circular_id,
  issuer_name, number_printed, number_key, is_circular, dated_printed, date_problem,
  signer_name, signer_rank, signer_position, acting_kind, acting_for, composed_here, folded,
  folded_body)
SELECT n, 'external', '001', '001', subject, 'เรียน', '', '[]', '[]', '', '', '', '[]', false, n,
  'กรมหนึ่ง', 'มท 0810.3/ว ' || n, 'มท|0810.3|ว|' || n, true, '', '', '', '', '', '', '', false,
  folded, body FROM made;
INSERT INTO circulars_officecopy (id, circular_id, letter_id, office_id, above, state, channel,
  holder_id, sent_at, held_since, receipted_at, registered_at, return_reason)
SELECT n, n, n, house, '', CASE WHEN n > %(last)s THEN 'arrived' ELSE 'registered' END, 'paper',
  house, sent, sent, done, done, ''
FROM (SELECT made.*, at AS sent, CASE WHEN n <= %(last)s THEN at END AS done
      FROM made, LATERAL (SELECT %(sent)s::timestamptz
        - ((%(all)s - n)::float8 / %(all)s) * interval '3650 days') AS moment (at)) dated;
INSERT INTO circulars_searchtext (copy_id, house_id, text)
SELECT n, house, folded || body || ' ' || own FROM made WHERE n <= %(last)s;
"""
#: Made anew when the rows are in: entry by entry it takes ten times as long.
_INDEX = "search_text_of_house"
#: Left out: a search asks neither of them.
_LEFT_OUT = ("letter_folded_trgm", "circular_subject_trgm")


@dataclass(frozen=True, slots=True)
class Planted:
    """One letter, and words that stand in no other."""

    pk: int
    number: str
    running: int
    subject_word: str
    body_word: str
    own_word: str
    day: str


@dataclass
class Letters:
    """What was written."""

    newest: dt.datetime
    planted: list[Planted] = field(default_factory=list)
    waiting: list[tuple[str, set[int] | None]] = field(default_factory=list)


class Vocabulary:
    """Made words, the first of them common, the last of them rare, as in any language."""

    def __init__(self) -> None:
        made = dict.fromkeys(COMMON)
        while len(made) < _WORDS:
            made["".join(_syllable() for _one in range(random.choice((1, 2, 2, 3))))] = None
        self.words = list(made)
        self.weights = list(accumulate(1 / (place + 3) for place in range(_WORDS)))
        self.sentences = [tight("".join(self.some(_OF_SENTENCE))) for _one in range(_SENTENCES)]

    def some(self, number: int) -> list[str]:
        """So many words, drawn by how common they are."""
        return random.choices(self.words, cum_weights=self.weights, k=number)


def _syllable() -> str:
    return random.choice(_BEGIN) + random.choice(_VOWELS) + random.choice(_END)


def write_letters(house: Office, user: User, number: int, *, planted: int) -> Letters:
    """So many letters of ten years, the newest today; analysed."""
    beside = Office.objects.exclude(pk=house.pk).first() or house
    letters = Letters(timezone.now())
    last = number - min(WAITING, number // 10)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL maintenance_work_mem = '1GB'")
        definition = _taken_off(cursor, _INDEX)
        for name in _LEFT_OUT:
            _taken_off(cursor, name)
        cursor.execute(_MADE)
        with cursor.cursor.copy("COPY made FROM STDIN") as copy:
            for row in _rows(house, beside, letters, number, last=last, planted=planted):
                copy.write_row(row)
        given: dict[str, Any] = {
            "sent": letters.newest,
            "user": user.pk,
            "last": last,
            "all": number,
        }
        for statement in _INSERT.split(";")[:-1]:
            cursor.execute(statement, given)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(definition)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return letters


def _taken_off(cursor: Any, name: str) -> str:
    """Drop an index and say how it is made."""
    cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [name])
    (definition,) = cursor.fetchone()
    cursor.execute(f"DROP INDEX {name}")
    return str(definition)


def _rows(
    house: Office, beside: Office, letters: Letters, number: int, *, last: int, planted: int
) -> Iterator[tuple[object, ...]]:
    vocabulary = Vocabulary()
    every = max(1, last // planted)
    for n in range(1, number + 1):
        subject, own = vocabulary.some(_OF_SUBJECT), vocabulary.some(_OF_NOTE)
        body = random.choices(vocabulary.sentences, k=_OF_TEXT)
        day = letters.newest.date() - dt.timedelta(days=(number - n) * 3650 // number)
        known = n % every == 0 and n <= last and len(letters.planted) < planted
        if known:
            one = _planted(n, day)
            letters.planted.append(one)
            subject.insert(3, one.subject_word)
            body.insert(3, one.body_word)
            own.insert(2, one.own_word)
        elif n > last:
            word = f"รอรับฮฮ{n}"
            body.insert(3, word)
            letters.waiting.append((word, {n}))
        written, number_of_it = " ".join(subject), f"มท 0810.3/ว {n} มท|0810.3|ว|{n}"
        # As they are folded; that it is so is looked at now and then.
        around = f"{number_of_it} {written} กรมหนึ่ง {''.join(subject)} กรมหนึ่ง {_day(day)}"
        prose = " " + "".join(body)
        if n % 1000 == 0:
            assert looked_in(number_of_it, written, "กรมหนึ่ง", day=day) == around, "otherwise"
            assert looked_in_prose("".join(body)) == prose, "folded otherwise"
        here = beside if not known and n <= last and n % BESIDE == 0 else house
        yield n, here.pk, written, around, prose, f" {n} {''.join(own)}"


@cache
def _day(day: dt.date) -> str:
    return looked_in("", day=day)


def _planted(n: int, day: dt.date) -> Planted:
    return Planted(
        pk=n,
        number=f"มท 0810.3/ว {n}",
        running=n,
        subject_word=f"เรื่องฮฮ{n}ฮ",
        body_word=f"ข้อความฮฮ{n}ฮ",
        own_word=f"เกษียนฮฮ{n}ฮ",
        day=f"{day.day}/{day.month}/{day.year + 543}",
    )
