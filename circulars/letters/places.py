"""Names of places that a letter must not break over two lines."""

from __future__ import annotations

import re

from django.db.models import Q

from offices.models import LOCAL_GOVERNMENTS, Kind, Office

_WHAT_IT_IS = re.compile(
    r"^(?:จังหวัด|อำเภอ|เขต|เทศบาล(?:นคร|เมือง|ตำบล)|องค์การบริหารส่วน(?:ตำบล|จังหวัด))\s*"
)
_SHORTEST = 2


def place_names(house: Office) -> frozenset[str]:
    """
    The bare names ("เซกา") of all provinces and districts, and of the local governments of
    the province in which ``house`` is.
    """
    province = house.pk if house.kind == Kind.PROVINCE else house.province_id
    near = Q(kind__in=LOCAL_GOVERNMENTS, province=province) if province else Q(pk__in=[])
    wanted = Q(kind__in=[Kind.PROVINCE, Kind.DISTRICT]) | near
    names = Office.objects.filter(wanted).order_by().values_list("name", flat=True)
    bare = (_WHAT_IT_IS.sub("", name) for name in names)
    return frozenset(name for name in bare if len(name) >= _SHORTEST)
