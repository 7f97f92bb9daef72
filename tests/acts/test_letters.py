"""Acts on letters, drafts, surveys in the making and offices: by everybody, in every state."""

import pytest

from offices.models import Office
from tests.acts.after_rows import AFTER_ROWS
from tests.acts.beside_rows import BESIDE_ROWS, REORGANISING_ROWS
from tests.acts.book_rows import BOOK_ROWS
from tests.acts.draft_rows import ASKING_ROWS, DRAFT_ROWS
from tests.acts.ledger_rows import LEDGER_ROWS
from tests.acts.letter_rows import ROWS
from tests.acts.office_rows import OFFICE_ROWS
from tests.acts.pile_rows import PILE_ROWS
from tests.acts.reply_rows import ADDRESS_ROWS, REPLY_ROWS
from tests.acts.share_rows import SHARE_ROWS
from tests.acts.trying import differences
from tests.acts.undo_rows import UNDO_ROWS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "row",
    [
        *(*ROWS, *LEDGER_ROWS, *AFTER_ROWS, *UNDO_ROWS),
        *(*ASKING_ROWS, *REPLY_ROWS, *BESIDE_ROWS),
    ],
    ids=lambda row: row.name,
)
def test_an_act_on_a_letter_is_as_its_row_says(stage, row):
    assert differences(row, stage, stage.letter) == []


@pytest.mark.parametrize("row", DRAFT_ROWS, ids=lambda row: row.name)
def test_an_act_on_a_draft_is_as_its_row_says(stage, row):
    assert differences(row, stage, stage.a_draft) == []


@pytest.mark.parametrize("row", SHARE_ROWS, ids=lambda row: row.name)
def test_an_act_on_a_share_is_as_its_row_says(stage, row):
    assert differences(row, stage, stage.a_share) == []


@pytest.mark.parametrize(
    "row",
    [*OFFICE_ROWS, *PILE_ROWS, *BOOK_ROWS, *ADDRESS_ROWS, *REORGANISING_ROWS],
    ids=lambda row: row.name,
)
def test_an_act_on_an_office_is_as_its_row_says(stage, row):
    def office(place: str) -> Office:
        return Office.objects.select_related("house").get(pk=getattr(stage, place).pk)

    assert differences(row, stage, office) == []
