"""Filters of the letter templates."""

import base64
from collections.abc import Collection

from django import template
from django.utils.safestring import SafeString

from papers.qr import qr_data_uri
from papers.setting_lines import set_lines
from papers.wrapping import keep_together
from thai.digits import to_thai

register = template.Library()


@register.filter
def keep(text: str, places: Collection[str] = ()) -> SafeString:
    """Escape and keep dates, numbers and names on one line, also the names of ``places``."""
    return keep_together(text, places)


@register.filter
def lines(text: str, places: Collection[str] = ()) -> str:
    """The lines of a paragraph, one under the other; escaped by the template."""
    return "\n".join(set_lines(text, places))


@register.filter
def thai_number(value: int) -> str:
    """A count in Thai digits."""
    return to_thai(value)


@register.filter
def jpeg_uri(data: bytes) -> str:
    """A JPEG as a data: address, the only kind that a letter may load."""
    return f"data:image/jpeg;base64,{base64.b64encode(data).decode()}"


@register.filter
def qr_uri(url: str) -> str:
    """The QR code of ``url`` as a data: address."""
    return qr_data_uri(url)
