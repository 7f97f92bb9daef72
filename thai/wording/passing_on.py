"""
A letter passed on: what was told, and what is asked now of those one level further down.

Where the received letter cannot be read, the sentence says nothing that might be wrong: it
has a gap, and a question tells the writer what belongs there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from thai.sentences import Sentence, gettext_noop
from thai.wording.agency import agency_of
from thai.wording.asked import Asked, read_asked
from thai.wording.body import Body, is_item, read_body
from thai.wording.closings import Action, action_in, closing_sentence, direction_of
from thai.wording.doers import House, Receiver, listed
from thai.wording.moving_down import Between, move, move_added, move_item
from thai.wording.terms import (
    answered_by,
    behind_request,
    deadlines_in,
    of_the_copy,
    with_deadline,
    without_answering,
    without_others,
)
from thai.wording.told import GAP, Told, read_told, tell, to_others

NO_TEXT = gettext_noop(
    "ระบบไม่มีข้อความของหนังสือต้นเรื่อง โปรดเติมที่เว้นไว้ว่าต้นเรื่องแจ้งว่าอย่างไร และขอให้ผู้รับทำอะไร"
)
UNREAD = gettext_noop(
    "ระบบแยกคำขอในหนังสือต้นเรื่องไม่ได้ โปรดเติมที่เว้นไว้ว่าขอให้ผู้รับทำอะไร ต้นเรื่องเขียนว่า “%(text)s”"
)
NOTHING_ASKED = gettext_noop("ไม่พบคำขอในหนังสือต้นเรื่อง โปรดเติมที่เว้นไว้ว่าขอให้ผู้รับทำอะไร หรือลบประโยคนั้น")
WHICH_DAY_IS_MEANT = gettext_noop(
    "หนังสือต้นเรื่องมีวันที่ที่อาจไม่ใช่กำหนดตอบ โปรดตรวจว่ากำหนดของหนังสือนี้ (%(deadline)s) ใช้กับเรื่องใด"
)
LEFT_OUT = gettext_noop(
    "ย่อหน้านี้ของหนังสือต้นเรื่องไม่ได้นำมา เพราะกล่าวถึงผู้รับเดิม โปรดเขียนใหม่ถ้าต้องใช้ “%(text)s”"
)
NOT_ASKED = gettext_noop("หนังสือต้นเรื่องไม่ได้ขอให้%(names)sทำอะไร โปรดตรวจว่าส่งถึงเพื่ออะไร")
_STILL_ASKS = re.compile(r"รายงาน|ให้|ขอ|ส่ง|ภายใน|ตอบ")
_LONGEST_QUOTE = 160


@dataclass(frozen=True, slots=True)
class Hop:
    """
    One office passing a letter on.

    ``deadline`` is the phrase of its own deadline, ``answering`` what sends the receivers to
    the place where they answer, ``thread`` what ``me`` wrote to them of the matter before,
    ``subject`` what the received letter is about.
    """

    me: House
    sender: House
    receivers: tuple[Receiver, ...] = ()
    deadline: str = ""
    answering: str = ""
    thread: str = ""
    subject: str = ""

    @property
    def between(self) -> Between:
        return Between(self.me, self.sender, self.receivers)


@dataclass(frozen=True, slots=True)
class Passed:
    """The paragraphs of the letter that goes on, and what its writer has to be asked."""

    paragraphs: list[str]
    questions: list[Sentence] = field(default_factory=list)

    @property
    def body(self) -> str:
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class _Wish:
    """
    One paragraph of the request: the sentence, what follows its terms, what must be asked.

    ``by`` are the days by which the received letter wanted an answer.
    """

    sentence: str
    behind: str = ""
    questions: tuple[Sentence, ...] = ()
    asked: Asked | None = None
    told: str = ""
    by: tuple[str, ...] = ()


def pass_on(body: str, hop: Hop) -> Passed:
    """Write the letter that passes on one with the text ``body``."""
    read = read_body(body)
    questions: list[Sentence] = []
    if not (read.told or (read.wishes and hop.subject)):
        questions.append(Sentence(NO_TEXT))
    told = [to_others(of_the_copy(one), hop.me.name) for one in read.told]
    cause = _cause(read, told, hop)
    wishes = _wishes(read, hop)
    if not wishes and not questions and _must_ask(read, hop):
        questions.append(Sentence(NOTHING_ASKED))
    if not wishes and (questions or not read.closing):
        wishes = [_Wish(f"จึง{GAP}")]
    for wish in wishes:
        questions += wish.questions
        if heard := to_others(wish.told, hop.me.name):
            cause[-1] = f"{cause[-1]} {heard}"
        elif wish.told:
            questions += _left_out([wish.told], [None])
    sentences, doubts = _with_terms(wishes, hop)
    added = [move_added(of_the_copy(one), hop.me, hop.sender) for one in read.added]
    doubts += [*_left_out(read.told, told), *_left_out(read.added, added)]
    doubts += _left_out(read.tables, [None] * len(read.tables))
    closing = _closing(read, wishes, hop)
    kept = [one for one in added if one is not None]
    return Passed([*cause, *sentences, *kept, closing], [*questions, *doubts])


def _left_out(old: Sequence[str], new: Sequence[str | None]) -> list[Sentence]:
    """A question for each paragraph of which nothing new came."""
    pairs = zip(old, new, strict=True)
    return [Sentence(LEFT_OUT, text=one[:_LONGEST_QUOTE]) for one, now in pairs if now is None]


def _must_ask(read: Body, hop: Hop) -> bool:
    """Whether something has to be asked although nothing that asks was found."""
    wanted = bool(hop.deadline or hop.answering)
    return wanted or action_in(read.closing) not in (Action.KNOW, Action.COMPLY, Action.CONSIDER)


def _cause(read: Body, paragraphs: Sequence[str | None], hop: Hop) -> list[str]:
    if read.wishes and not read.told and hop.subject:
        return [f"ด้วย{hop.me.name}ได้รับแจ้งจาก{agency_of(hop.sender.name)} เรื่อง {hop.subject}"]
    first, *others = paragraphs or [""]
    more = [one for one in others if one is not None]
    sender = hop.sender.name
    told = read_told(first, sender) if first else Told("")
    if told.old and not told.news and more:
        told = Told(read_told(more.pop(0), sender).news, told.old, told.lead)
    said = tell(told, me=hop.me.name, sender=sender, thread=hop.thread)
    if told.old and not told.news:
        # All that is new is the request: who makes it is said there.
        said.pop()
    return [*said, *more]


def _wishes(read: Body, hop: Hop) -> list[_Wish]:
    heads = [_wish(one, hop) for one in read.wishes if not is_item(one)]
    items = [one for one in read.wishes if is_item(one)]
    if not items:
        return heads
    moved = [move_item(one, hop.between) for one in items]
    known = [one for one in moved if one is not None]
    # What one half of a list asks of those below, the other half asks of us.
    mixed = len({told for _text, told in known}) > 1
    if mixed or len(known) < len(items):
        return [*heads[:-1], _unread(items[0])]
    return [*heads, *(_Wish(text, by=tuple(answered_by(text))) for text, _told in known)]


def _wish(part: str, hop: Hop) -> _Wish:
    text = of_the_copy(without_others(part))
    by = tuple(answered_by(text))
    if hop.answering:
        text = without_answering(text)
    core, tail = _tail(text, _STILL_ASKS.search)
    asked = read_asked(core, hop.me, hop.sender)
    said = move(asked, hop.between) if asked else None
    if asked is None or said is None:
        return _unread(part)
    to_do, also = _tail(said.to_do, deadlines_in)
    behind = " ".join(one for one in (said.beside, also, tail) if one)
    idle = (Sentence(NOT_ASKED, names=listed(said.idle)),) if said.idle else ()
    purpose, told = _reason(asked, hop)
    sentence = f"{asked.prefix} {purpose} {said.opening}{to_do}"
    return _Wish(" ".join(sentence.split()), behind, idle, asked, told, by)


def _unread(part: str) -> _Wish:
    return _Wish(f"จึง{GAP}", questions=(Sentence(UNREAD, text=part[:_LONGEST_QUOTE]),))


def _tail(text: str, keeps: Callable[[str], object]) -> tuple[str, str]:
    """What is asked, and what is only added behind it, if nothing ``keeps`` it there."""
    core, mark, tail = text.partition(" ทั้งนี้ ")
    if not mark or keeps(tail):
        return text, ""
    return core, f"ทั้งนี้ {tail}"


def _reason(asked: Asked, hop: Hop) -> tuple[str, str]:
    """A purpose is ours too; anything else before the request was told by the sender."""
    if not asked.reason or asked.reason.startswith("เพื่อ"):
        return asked.reason, ""
    return "", read_told(asked.reason, hop.sender.name).news


def _with_terms(wishes: Sequence[_Wish], hop: Hop) -> tuple[list[str], list[Sentence]]:
    """The request with the place to answer and the deadline of this hop, ours from the start."""
    if not wishes:
        return [], []
    at = _where_terms_go(wishes)
    several = bool(hop.deadline) and len([one for one in wishes if one.by]) > 1
    sentences, doubts = [], []
    for number, wish in enumerate(wishes):
        sentence = wish.sentence
        if number == at:
            answered = _answered(wish, hop)
            dated = None if several else with_deadline(answered, hop.deadline, wish.by)
            if dated is None:
                doubts.append(Sentence(WHICH_DAY_IS_MEANT, deadline=hop.deadline))
            sentence = dated or answered
        sentences.append(f"{sentence} {wish.behind}".strip())
    sentences[0] = f"{hop.me.name}พิจารณาแล้ว {sentences[0]}"
    return sentences, doubts


def _where_terms_go(wishes: Sequence[_Wish]) -> int:
    wanted = [number for number, wish in enumerate(wishes) if wish.by]
    named = [number for number, wish in enumerate(wishes) if deadlines_in(wish.sentence)]
    return [*wanted, *named, len(wishes) - 1][0]


def _answered(wish: _Wish, hop: Hop) -> str:
    """The place to answer stands before the deadline, as it is read."""
    sentence = wish.sentence
    if not hop.answering:
        return sentence
    named = [one for one in wish.by if one in sentence]
    if not named:
        return behind_request(sentence, hop.answering)
    before, phrase, after = sentence.partition(named[0])
    return f"{before.rstrip()}{hop.answering} {phrase}{after}"


def _closing(read: Body, wishes: Sequence[_Wish], hop: Hop) -> str:
    direction = direction_of(hop.me, [one.level for one in hop.receivers])
    said = action_in(read.closing)
    if not wishes:
        return closing_sentence(said or Action.KNOW, direction)
    complies = [
        one for one in wishes if one.asked and one.asked.to_do.startswith(("ทราบ", "ถือปฏิบัติ"))
    ]
    if complies and len(complies) == len(wishes):
        comply = any("ปฏิบัติ" in one.sentence for one in complies)
        return closing_sentence(Action.COMPLY if comply else Action.KNOW, direction)
    return closing_sentence(Action.CARRY_OUT, direction)
