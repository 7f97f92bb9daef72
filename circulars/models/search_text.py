"""All words of a copy in one place, for finding it again."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models

from circulars.models.copy import OfficeCopy
from offices.models.office import Office


class SearchText(models.Model):
    """
    Everything a registered copy may be found by, folded (``thai.searching``).

    Made when the copy is registered and made anew by each act that adds to it: the letter
    with its text, every number in the chain, endorsements, what the register says, people and
    units. A copy that nobody has registered has none: its letter says all there is.
    ``house`` stands here beside the words, so that one index leads to the words of one house.
    """

    copy = models.OneToOneField(OfficeCopy, models.PROTECT, primary_key=True, related_name="words")
    house = models.ForeignKey(Office, models.PROTECT, db_index=False, related_name="+")
    text = models.TextField()

    class Meta:
        indexes = [
            GinIndex("house", OpClass("text", name="gin_trgm_ops"), name="search_text_of_house")
        ]

    def __str__(self) -> str:
        return f"{self.copy_id}"
