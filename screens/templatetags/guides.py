"""The guides of docs/guide as HTML."""

from django import template
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

register = template.Library()

# The preset escapes HTML in the text and refuses javascript: addresses.
_MARKDOWN = MarkdownIt("js-default")


@register.filter
def markdown(text: str) -> SafeString:
    """CommonMark with tables; HTML inside it is shown as text."""
    return mark_safe(_MARKDOWN.render(text))  # noqa: S308 - escaped by the preset
