"""Functions of places on the map: "latitude longitude altitude accuracy; …"."""

from __future__ import annotations

import itertools
import math
from decimal import Decimal

from survey.xlsform.xpath.context import Context, Run
from survey.xlsform.xpath.functions_of_text import texts_in
from survey.xlsform.xpath.registry import function
from survey.xlsform.xpath.values import NAN, Value

#: Metres: the radius of the sphere that the specification measures on.
_EARTH = 6378100
Point = tuple[float, float]


def points_in(texts: list[str]) -> list[Point] | None:
    """Latitude and longitude in radians; None when one of them is no place."""
    found: list[Point] = []
    for part in ";".join(texts).split(";"):
        if not part.strip():
            continue
        try:
            latitude, longitude, *_rest = map(float, part.split())
        except ValueError:
            return None
        if not (abs(latitude) <= 90 and abs(longitude) <= 180):
            return None
        found.append((math.radians(latitude), math.radians(longitude)))
    return found


@function("distance", 1, -1)
def distance(context: Context, *places: Run) -> Value:
    """Metres along a line."""
    points = points_in(texts_in(context, places))
    if points is None:
        return NAN
    context.meter.spend(len(points))
    total = sum(_between(a, b) for a, b in itertools.pairwise(points))
    return Decimal(repr(round(total, 2)))


def _between(a: Point, b: Point) -> float:
    across = math.sin((b[0] - a[0]) / 2) ** 2
    across += math.cos(a[0]) * math.cos(b[0]) * math.sin((b[1] - a[1]) / 2) ** 2
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(across)))


@function("area", 1, -1)
def area(context: Context, *places: Run) -> Value:
    """Square metres inside a line that is closed."""
    points = points_in(texts_in(context, places))
    if points is None:
        return NAN
    if len(points) < 3:
        return Decimal(0)
    context.meter.spend(len(points))
    total = 0.0
    for a, b in zip(points, [*points[1:], points[0]], strict=True):
        total += (b[1] - a[1]) * (2 + math.sin(a[0]) + math.sin(b[0]))
    return Decimal(repr(round(abs(total) * _EARTH**2 / 2, 2)))
