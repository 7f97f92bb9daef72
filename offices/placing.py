"""Putting offices in the tree: paths, houses and sorting keys."""

from __future__ import annotations

from django.db import connection, transaction

from offices.models import Kind, Office
from thai.text import sort_key

# A division's house is the nearest office above it that is not a division.
_PATHS = """
WITH RECURSIVE tree AS (
  SELECT id, id || '.' AS path, id AS house FROM offices_office WHERE parent_id IS NULL
  UNION ALL
  SELECT child.id, tree.path || child.id || '.',
         CASE WHEN child.kind = %s THEN tree.house ELSE child.id END
  FROM offices_office child JOIN tree ON child.parent_id = tree.id
)
UPDATE offices_office office SET path = tree.path, house_id = tree.house
FROM tree
WHERE office.id = tree.id
  AND (office.path IS DISTINCT FROM tree.path OR office.house_id IS DISTINCT FROM tree.house)
"""


def place_all() -> int:
    """Set path and house of every office from its parent. Returns how many changed."""
    with connection.cursor() as cursor:
        cursor.execute(_PATHS, [Kind.DIVISION.value])
        return cursor.rowcount


@transaction.atomic
def place(office: Office) -> Office:
    """Save ``office`` and set its path, house and sorting key; its branch moves with it."""
    office.sort_key = sort_key(office.name)[:240]
    office.save()
    place_all()
    office.refresh_from_db()
    return office
