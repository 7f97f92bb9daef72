"""Two acting orders for one position on the same days."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from circulars.errors import Invalid
from offices.models import Acting, Post


def warn_of_overlap(post: Post, position: str, starts_on: dt.date, ends_on: dt.date | None) -> None:
    """Raise Invalid when an order of the same house names somebody for ``position`` then."""
    same = Acting.objects.touching(starts_on, ends_on).filter(
        for_position=position, post__office__house=post.office.house
    )
    other = same.select_related("post__user").first()
    if other is not None:
        raise Invalid(
            _("มีคำสั่งให้ %(name)s แทนตำแหน่งนี้ในช่วงวันเดียวกันอยู่แล้ว ถ้าต้องการให้มีสองคำสั่ง โปรดยืนยัน")
            % {"name": other.post.user.full_name},
            field="knows_overlap",
        )
