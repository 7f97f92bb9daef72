"""Letters that a browser printed: text in labels, no spaces typed, marks drawn by themselves."""

import pytest

from papers.reading.as_data import as_data
from papers.reading.reading import read
from tests.papers.reading.random_letters import make
from tests.papers.reading.random_pages import page
from tests.papers.reading.test_random_letters import squeezed

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("seed", [28, 34, 46, 86, 101, 151])
def test_a_letter_printed_by_a_browser_is_read_field_by_field(chromium, seed):
    letter = make(seed)
    sheet = chromium.new_page()
    sheet.set_content(page(letter, ("Laksaman",)))
    pdf = sheet.pdf(prefer_css_page_size=True)
    sheet.close()

    reading = as_data(read(pdf))

    read_fields = {name: reading["fields"][name] for name in letter.fields}
    assert squeezed(read_fields) == squeezed(letter.fields)
    assert reading["doubtful"] == {}
