"""What may be asked of the sandbox. Runs behind the door only: see ``door.ask``."""

from collections.abc import Callable

from papers.placing import Block
from papers.sandbox.limits import hurry
from papers.sandbox.pictures import page_count, page_png
from papers.sandbox.stamping import put_on
from papers.sandbox.trial import try_out
from papers.sandbox.wire import Message
from papers.upload import rendition_of

_TRIAL_SECONDS = 8


def _accept(message: Message) -> Message:
    mime, rendition, pages = rendition_of(message.parts[0])
    hurry(_TRIAL_SECONDS)
    try_out(rendition)
    return Message({"mime": mime, "pages": pages}, [rendition])


def _page(message: Message) -> Message:
    head = message.head
    return Message({}, [page_png(message.parts[0], head["page"], head["width"])])


def _count(message: Message) -> Message:
    return Message({"pages": page_count(message.parts[0])})


def _stamp(message: Message) -> Message:
    original, *drawings = message.parts
    blocks = [Block(height, follows) for height, follows in message.head["blocks"]]
    return Message({}, [put_on(original, blocks, drawings)])


JOBS: dict[str, Callable[[Message], Message]] = {
    "accept": _accept,
    "page": _page,
    "count": _count,
    "stamp": _stamp,
}
