"""Templates are read without the indentation that their layout gives them."""

from __future__ import annotations

import re

from django.template import Origin
from django.template.loaders import filesystem

INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


class Loader(filesystem.Loader):
    """
    Fifty rows of a list would carry twenty kilobytes of indentation.

    A line break is as much white space as one with spaces behind it, so nothing moves on a
    page. Mails are read as they are: there every space shows.
    """

    def get_contents(self, origin: Origin) -> str:
        contents = super().get_contents(origin)
        return INDENTATION.sub("", contents) if origin.name.endswith(".html") else contents
