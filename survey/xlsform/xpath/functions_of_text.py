"""Functions that give text."""

from __future__ import annotations

import base64
import binascii
import hashlib
import uuid
import zlib
from decimal import Decimal

from survey.xlsform.xpath.context import Context, Run
from survey.xlsform.xpath.registry import function
from survey.xlsform.xpath.values import Node, Value, to_number, to_text

_LONGEST = 20_000


def text_in(context: Context, argument: Run) -> str:
    """The text of an argument; its letters are counted as work."""
    text = to_text(argument(context))
    context.meter.spend(len(text) // 50)
    return text


def whole_in(context: Context, argument: Run) -> int | None:
    """The whole part of a number; None when it is none."""
    number = to_number(argument(context))
    return int(number) if number.is_finite() and abs(number) < 10**9 else None


def texts_in(context: Context, arguments: tuple[Run, ...]) -> list[str]:
    """The texts of all arguments; a set of nodes gives one for each of its nodes."""
    found: list[str] = []
    for argument in arguments:
        value = argument(context)
        found += [node.text for node in value] if isinstance(value, list) else [to_text(value)]
    return found


@function("string", 0, 1)
def string(context: Context, *arguments: Run) -> Value:
    return text_in(context, arguments[0]) if arguments else context.node.text


@function("concat", 0, -1)
def concat(context: Context, *arguments: Run) -> Value:
    return "".join(texts_in(context, arguments))[:_LONGEST]


@function("join", 1, -1)
def join(context: Context, between: Run, *arguments: Run) -> Value:
    return text_in(context, between).join(texts_in(context, arguments))[:_LONGEST]


@function("substr", 2, 3)
def substr(context: Context, text: Run, start: Run, *end: Run) -> Value:
    """From ``start``, counted from 0, or from the end where it is negative, up to ``end``."""
    whole, first = text_in(context, text), whole_in(context, start)
    last = whole_in(context, end[0]) if end else None
    return "" if first is None else whole[first:last]


@function("substring", 2, 3)
def substring(context: Context, text: Run, start: Run, *length: Run) -> Value:
    """As in XPath 1.0: counted from 1; what lies before the text counts too."""
    whole, first = text_in(context, text), to_number(start(context))
    size = to_number(length[0](context)) if length else Decimal("Infinity")
    if first.is_nan() or size.is_nan():
        return ""
    begin = _rounded(first)
    end = begin + _rounded(size)
    return "".join(one for place, one in enumerate(whole, start=1) if begin <= place < end)


def _rounded(number: Decimal) -> Decimal:
    return number if number.is_infinite() else number.to_integral_value("ROUND_HALF_UP")


@function("substring-before", 2)
def substring_before(context: Context, text: Run, part: Run) -> Value:
    before, found, _after = text_in(context, text).partition(text_in(context, part) or "\0")
    return before if found else ""


@function("substring-after", 2)
def substring_after(context: Context, text: Run, part: Run) -> Value:
    wanted = text_in(context, part)
    whole = text_in(context, text)
    return whole.partition(wanted)[2] if wanted else whole


@function("translate", 3)
def translate(context: Context, text: Run, old: Run, new: Run) -> Value:
    letters, instead = text_in(context, old), text_in(context, new)
    table: dict[int, str | None] = {}
    for place, letter in enumerate(letters):
        table.setdefault(ord(letter), instead[place] if place < len(instead) else None)
    return text_in(context, text).translate(table)


@function("string-length", 0, 1)
def string_length(context: Context, *arguments: Run) -> Value:
    return Decimal(len(text_in(context, arguments[0]) if arguments else context.node.text))


@function("normalize-space", 0, 1)
def normalize_space(context: Context, *arguments: Run) -> Value:
    return " ".join((text_in(context, arguments[0]) if arguments else context.node.text).split())


@function("lower-case", 1)
def lower_case(context: Context, text: Run) -> Value:
    return text_in(context, text).lower()


@function("upper-case", 1)
def upper_case(context: Context, text: Run) -> Value:
    return text_in(context, text).upper()


@function("uuid", 0, 1)
def new_uuid(context: Context, *_length: Run) -> Value:
    """The same each time for one place of one answer, so that a draft keeps it."""
    place = f"{context.seed}/{context.current.name}/{context.current.index}"
    return str(uuid.uuid5(uuid.NAMESPACE_OID, place))


_DIGESTS = {
    "MD5": "md5",
    "SHA-1": "sha1",
    "SHA-256": "sha256",
    "SHA-384": "sha384",
    "SHA-512": "sha512",
}


@function("digest", 2, 3)
def digest(context: Context, text: Run, algorithm: Run, *encoding: Run) -> Value:
    """Nothing for an algorithm that there is not. It marks a text and protects nothing."""
    data, name = text_in(context, text).encode(), text_in(context, algorithm)
    wanted = text_in(context, encoding[0]).lower() if encoding else "base64"
    if name == "CRC32":
        found = zlib.crc32(data).to_bytes(4, "big")
    elif name in _DIGESTS:
        found = hashlib.new(_DIGESTS[name], data, usedforsecurity=False).digest()
    else:
        return ""
    return found.hex() if wanted == "hex" else base64.b64encode(found).decode()


@function("base64-decode", 1)
def base64_decode(context: Context, text: Run) -> Value:
    try:
        return base64.b64decode(text_in(context, text)).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


@function("selected-at", 2)
def selected_at(context: Context, text: Run, place: Run) -> Value:
    chosen, wanted = text_in(context, text).split(), whole_in(context, place)
    return chosen[wanted] if wanted is not None and 0 <= wanted < len(chosen) else ""


@function("coalesce", 1, -1)
def coalesce(context: Context, *arguments: Run) -> Value:
    return next((text for one in arguments if (text := text_in(context, one))), "")


@function("once", 1)
def once(context: Context, value: Run) -> Value:
    """What stands there already, or else the value now."""
    return context.current.text or to_text(value(context))


@function("jr:choice-name", 2)
def choice_name(context: Context, value: Run, question: Run) -> Value:
    """The words of a choice; the second argument names its question: '${name}' or a path."""
    written = text_in(context, question).strip().removeprefix("${").removesuffix("}")
    name = written.rsplit("/", 1)[-1].strip()
    chosen = text_in(context, value)
    return (
        ", ".join(context.places.choice_label(name, one) for one in chosen.split())
        if chosen
        else ""
    )


@function("jr:itext", 1)
def itext(context: Context, text: Run) -> Value:
    """The name of a text is all there is of it here."""
    return text_in(context, text)


@function("name", 0, 1)
def name_of(context: Context, *arguments: Run) -> Value:
    nodes = arguments[0](context) if arguments else [context.node]
    first = nodes[0] if isinstance(nodes, list) and nodes else None
    return first.name if isinstance(first, Node) else ""
