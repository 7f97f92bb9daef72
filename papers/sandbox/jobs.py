"""What may be asked of the sandbox. Runs behind the door only: see ``door.ask``."""

from collections.abc import Callable
from dataclasses import asdict

from papers.placing import Block
from papers.reading.carried import to_bytes
from papers.sandbox.enclosures import kind_of
from papers.sandbox.limits import hurry
from papers.sandbox.mails import opened
from papers.sandbox.photos import pdf_of
from papers.sandbox.pictures import page_count, page_png
from papers.sandbox.reading import text_pages
from papers.sandbox.sheets import gathered, picked
from papers.sandbox.stamping import put_on, stamped_page
from papers.sandbox.taking_in import take_in
from papers.sandbox.trial import try_out
from papers.sandbox.wire import Message

_TRIAL_SECONDS = 8
_LONGEST_TEXT = 200_000


def _accept(message: Message) -> Message:
    """Twice when a form has values without a drawing: they are set outside in between."""
    data, *drawn = message.parts
    head = message.head
    taken = take_in(data, *drawn, password=head["password"], roots=head["roots"])
    if taken.values:
        return Message({"values": [asdict(value) for value in taken.values]})
    hurry(_TRIAL_SECONDS)
    try_out(taken.pdf)
    found = {
        "mime": taken.mime,
        "pages": taken.pages,
        "signatures": [asdict(one) for one in taken.signatures],
        "inside": [one.name for one in taken.inside],
    }
    return Message(found, [taken.pdf, *(one.data for one in taken.inside)])


def _kind(message: Message) -> Message:
    return Message({"mime": kind_of(message.parts[0], message.head["name"])})


def _page(message: Message) -> Message:
    head = message.head
    return Message({}, [page_png(message.parts[0], head["page"], head["width"])])


def _count(message: Message) -> Message:
    return Message({"pages": page_count(message.parts[0])})


def _stamp(message: Message) -> Message:
    original, *drawings = message.parts
    return Message({}, [put_on(original, _blocks(message), drawings)])


def _stamped_page(message: Message) -> Message:
    original, *drawings = message.parts
    picture = stamped_page(original, _blocks(message), drawings, message.head["width"])
    return Message({}, [picture])


def _blocks(message: Message) -> list[Block]:
    shapes = message.head["shapes"]
    return [Block(tuple((width, height) for width, height in one)) for one in shapes]


def _read(message: Message) -> Message:
    # Only here: the net's library is not for those who show pages.
    from papers.sandbox.scans import read_page  # noqa: PLC0415

    head, frames = read_page(message.parts[0], message.head["page"])
    return Message(head, [frames])


def _text(message: Message) -> Message:
    return Message({}, [to_bytes(text_pages(message.parts[0]))])


def _photos(message: Message) -> Message:
    return Message({}, [pdf_of(message.parts)])


def _mail(message: Message) -> Message:
    names, files, text = opened(message.parts[0])
    return Message({"names": names, "text": text[:_LONGEST_TEXT]}, files)


def _gather(message: Message) -> Message:
    pdf, counts = gathered(message.parts)
    return Message({"counts": counts}, [pdf])


def _pick(message: Message) -> Message:
    return Message({}, [picked(message.parts[0], message.head["pages"])])


def _questionnaire(message: Message) -> Message:
    # Only here: its library is not for those who show pages.
    from papers.sandbox.questionnaires import read  # noqa: PLC0415

    return read(message.parts[0], message.head["kind"], message.head["name"])


JOBS: dict[str, Callable[[Message], Message]] = {
    "accept": _accept,
    "kind": _kind,
    "page": _page,
    "count": _count,
    "stamp": _stamp,
    "stamped_page": _stamped_page,
    "read": _read,
    "text": _text,
    "photos": _photos,
    "mail": _mail,
    "gather": _gather,
    "pick": _pick,
    "questionnaire": _questionnaire,
}
