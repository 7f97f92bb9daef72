"""Taking back a number that was just taken: the only act that is over after seconds."""

from circulars.domain import registering
from circulars.domain.registering import check_may_undo
from circulars.models import EventKind, OfficeCopy, RegisterEntry
from offices.models import Post, Role
from tests.acts.letter_rows import VOIDABLE, WITH_NUMBER, line_of
from tests.acts.stage import NOW
from tests.acts.trying import Row


def just_taken(copy: OfficeCopy) -> RegisterEntry:
    """The clerk of the house has taken it at this very moment."""
    clerk = Post.objects.get(office=copy.holder, role=Role.CLERK).user
    registering.register(copy, by=clerk, at=NOW)
    return line_of(copy)


UNDO_ROWS = [
    Row(
        name="undo a number just taken",
        act=registering.undo_entry,
        do=lambda entry, _stage, **who: registering.undo_entry(entry, **who),
        check=check_may_undo,
        prepare=just_taken,
        of_house=True,
        who=(Role.CLERK,),
        where=frozenset({"arrived"}),
        tried=frozenset({"arrived"}),
        events=(EventKind.VOIDED,),
    ),
    Row(
        name="undo a number of yesterday",
        act=registering.undo_entry,
        do=lambda entry, _stage, **who: registering.undo_entry(entry, **who),
        check=check_may_undo,
        prepare=line_of,
        of_house=True,
        who=(Role.CLERK,),
        where=frozenset(),
        asked=frozenset(),
        tried=WITH_NUMBER & VOIDABLE,
        who_first=True,
    ),
]
