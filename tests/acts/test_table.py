"""The table of acts is whole: every move, every act of every module stands in it."""

import ast
import importlib
import inspect
from pathlib import Path

import pytest

from circulars.states import DRAFT_TRANSITIONS, TRANSITIONS, DraftState, State
from tests.acts import (
    after_rows,
    answer_rows,
    beside_rows,
    book_rows,
    draft_rows,
    ledger_rows,
    letter_rows,
    office_rows,
    pile_rows,
    reply_rows,
    share_rows,
    undo_rows,
)

ROOMS = ("circulars/domain", "survey/domain", "administration")
ROWS = [
    *letter_rows.ROWS,
    *ledger_rows.LEDGER_ROWS,
    *after_rows.AFTER_ROWS,
    *undo_rows.UNDO_ROWS,
    *pile_rows.PILE_ROWS,
    *share_rows.SHARE_ROWS,
    *draft_rows.DRAFT_ROWS,
    *draft_rows.ASKING_ROWS,
    *office_rows.OFFICE_ROWS,
    *book_rows.BOOK_ROWS,
    *reply_rows.REPLY_ROWS,
    *reply_rows.ADDRESS_ROWS,
    *answer_rows.ROWS,
    answer_rows.CERTIFYING,
    *beside_rows.BESIDE_ROWS,
    *beside_rows.REORGANISING_ROWS,
]

#: Called inside another act, under its check; or by nobody in particular.
INNER = {
    "circulars.domain.drafting.start_draft": "endorse and start_circular ask first",
    "circulars.domain.drafting.write_version": "save_version, start_draft, mention_survey ask",
    "circulars.domain.extending.move_deadlines": "start_clock asks first",
    "circulars.domain.access.note_access": "what has been read or tried is noted, whoever it was",
    "circulars.domain.events.record": "the last line of every act",
    "circulars.domain.expecting.excuse": "gathering.excuse and checking.excuse ask first",
    "circulars.domain.expecting.give_back": "return_to_sender and recall ask first",
    "circulars.domain.handing_over.give_to": "hand_over and end_post ask first",
    "circulars.domain.frequent.keep_as_pattern": "keep_pattern, which it calls, asks first",
    "circulars.domain.keeping_files.keep_file": "receive_letter and correct ask first",
    "circulars.domain.issuing.enter_outgoing": "sign and issue_reminder ask first",
    "circulars.domain.mentioning.forget_survey": "withdraw asks first",
    "circulars.domain.mentioning.mention_survey": "ask asks first",
    "circulars.domain.opening.mark_opened": "who may see a letter may open it",
    "circulars.domain.replacing.supersede": "dispatch asks first",
    "circulars.domain.reminding.issue_reminder": "tried through remind_by_letter",
    "circulars.domain.receipt_lines.enter_line": "register and enter_share ask first",
    "circulars.domain.sharing.end_share_of_holder": "hand_over and hand_back ask first",
    "circulars.domain.sharing.end_shares": "return_to_sender asks first",
    "circulars.domain.saved_views.retire_view": "his own searches, nobody else's",
    "circulars.domain.saved_views.save_view": "his own searches, nobody else's",
    "circulars.domain.replying.note_answer": "dispatch asks first",
    "circulars.domain.reporting.note_reply": "take_reply asks first",
    "circulars.domain.reporting.reopen": "return_answer and submit ask first",
    "circulars.domain.reporting.report": "report_done, submit and certify ask first",
    "circulars.domain.reporting.take_back": "return_answer asks first",
    "survey.domain.answering.report_if_answered": "reports what was answered under its own check",
    "survey.domain.excusing.take_out": "excuse asks first; giving back was allowed",
    "survey.domain.reopening.cover_late": "submit asks first",
    "survey.domain.reopening.open_again": "return_answer and submit ask first",
    "administration.accounts.check_may_change": "a check itself",
    "administration.absence.check_may_set_absence": "a check itself",
    "administration.formers.keep_former": "reorganise, close_office and change_identity ask first",
    "administration.leaving.pass_on_work": "end_post asks first",
    "administration.accounts.enter_account": "open_account asks first",
    "administration.accounts.enter_mail": "change_account and confirm_proposal ask first",
    "administration.posts.enter_post": "give_post and confirm_proposal ask first",
    "administration.proposing.decide": "confirm_proposal and refuse_proposal ask first",
    "administration.proposing.propose": "inside the act of the first person",
}

#: Moves that no person makes by one act of the table, and what makes them.
ELSEWHERE = {
    (State.DISPATCHED, State.FILED): "reporting.close_sent, from the outbox",
    (State.FILED, State.REPORTING): "return_answer of an answer whose letter was filed",
    (State.DRAFTING, State.FILED): "cancelling the draft of a matter of our own",
    (State.DRAFTING, State.REPORTING): "cancelling the draft of a corrected letter",
    (State.FILED, State.DRAFTING): "correcting a letter that asked nothing",
}


def edges(table: dict) -> set[tuple]:
    return {(here, to) for here, ends in table.items() for to in ends}


def public_acts() -> set[str]:
    """Every public function with ``by`` of the modules that change something."""
    found = set()
    for file in sorted(path for room in ROOMS for path in Path(room).glob("*.py")):
        module = ".".join(file.with_suffix("").parts)
        for node in ast.parse(file.read_text()).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                names = [one.arg for one in (*node.args.args, *node.args.kwonlyargs)]
                if "by" in names:
                    found.add(f"{module}.{node.name}")
    return found


def full_name(act) -> str:
    act = inspect.unwrap(act)
    return f"{act.__module__}.{act.__name__}"


def test_every_act_stands_in_the_table_or_inside_another(root, monkeypatch):
    monkeypatch.chdir(root)
    tabled = {full_name(row.act) for row in ROWS}
    reminders = {"workflow.reminding.remind_silent", "workflow.reminding.remind_by_letter"}

    assert tabled & set(INNER) == set()
    assert tabled | set(INNER) == public_acts() | reminders


@pytest.mark.parametrize("name", sorted(INNER))
def test_an_inner_act_exists(name):
    module, _dot, function = name.rpartition(".")

    assert callable(getattr(importlib.import_module(module), function))


def made_by_rows() -> set[tuple]:
    """Every move of a letter that a row says; places are named after the state they are in."""
    named = {"outside": "registered", "in unit": "endorsed", "given": "registered"}
    named |= {"voided": "registered", "collecting": "reporting", "kept": "reporting"}
    named |= {"waiting": "reporting", "submitted": "reported", "certified": "reported"}
    drafts = {"writing", "sent back", "passed", "unit passed"}
    found = set()
    for row in ROWS:
        for place, ways in row.moves.items():
            # A letter given back is no answer given back, though one word names both.
            of_answer = row in answer_rows.ROWS and place == "returned"
            name = "drafting" if place in drafts else named.get(place, place)
            here = State("reporting" if of_answer else name)
            found |= set(zip((here, *ways), ways, strict=False))
    return found


def test_the_acts_make_every_move_of_the_table_of_states_and_no_other():
    unmade = {edge for edge in edges(TRANSITIONS) if edge[1] == State.SUPERSEDED}

    assert made_by_rows() & (unmade | set(ELSEWHERE)) == set()
    assert made_by_rows() | unmade | set(ELSEWHERE) == edges(TRANSITIONS)


def test_the_acts_make_every_move_of_drafts_and_no_other():
    named = {"sent back": "sent_back", "unit review": "review", "unit passed": "passed"}
    made = {
        (DraftState(named.get(place, place)), to)
        for row in ROWS
        for place, to in row.drafts.items()
    }

    assert made == edges(DRAFT_TRANSITIONS)
