"""The numbers of a chart as a table."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def chart_rows(data: Mapping[str, Any]) -> list[list[object]]:
    """The numbers of a chart as table rows: label, then one cell a series."""
    columns = [one["values"] for one in data["series"]]
    if target := data.get("target"):
        columns.append(target if isinstance(target, list) else [target] * len(data["labels"]))
    return [[label, *values] for label, *values in zip(data["labels"], *columns, strict=True)]


@register.simple_tag
def chart_heads(data: Mapping[str, Any]) -> list[str]:
    """Column heads to ``chart_rows``."""
    heads = [str(one["name"]) for one in data["series"]]
    return [*heads, str(data.get("target_name") or _("เป้าหมาย"))] if data.get("target") else heads
