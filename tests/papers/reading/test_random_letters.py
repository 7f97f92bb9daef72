"""Letters made by chance, set by a browser's rules in other layouts than ours, and read back."""

from typing import Any

import pytest
from weasyprint import HTML

from papers.reading.as_data import as_data
from papers.reading.reading import read
from tests.papers.reading.random_letters import make
from tests.papers.reading.random_pages import page

SEEDS = range(300, 324)


def squeezed(value: Any) -> Any:
    """Without white space: where a line is broken nobody sees whether there was a space."""
    if isinstance(value, dict):
        return {key: squeezed(one) for key, one in value.items()}
    if isinstance(value, list):
        return [squeezed(one) for one in value]
    return "".join(value.split()) if isinstance(value, str) else value


@pytest.mark.parametrize("seed", SEEDS)
def test_every_printed_field_is_read_and_nothing_else(seed):
    letter = make(seed)
    pdf = HTML(string=page(letter, ("Laksaman",))).write_pdf()

    reading = as_data(read(pdf))

    read_fields = {name: reading["fields"][name] for name in letter.fields}
    assert squeezed(read_fields) == squeezed(letter.fields)
    assert reading["doubtful"] == {}
