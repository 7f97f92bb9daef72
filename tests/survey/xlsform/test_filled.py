"""What is shown, given the answers so far."""

import datetime as dt

import pytest

from survey.xlsform import filled as module
from survey.xlsform.xpath.context import TooCostly
from tests.survey.xlsform.forms import TODAY, made

PLACES = (
    ("p", "bk", "บึงกาฬ"),
    ("p", "nk", "หนองคาย"),
    ("d", "seka", "เซกา"),
    ("d", "tabo", "ท่าบ่อ"),
)
OF = {"seka": {"prov": "bk"}, "tabo": {"prov": "nk"}}
CASCADE = (
    {"name": "prov", "type": "select_one", "list_name": "p"},
    {"name": "dist", "type": "select_one", "list_name": "d", "choice_filter": "prov=${prov}"},
)


def test_a_list_follows_the_answer_before_it():
    form = made(*CASCADE, choices=PLACES, extra=OF)
    filled = form.fill({"prov": "bk"}, today=TODAY)

    [node] = filled.nodes[form.tree.by_key["dist"]]
    assert [one.name for one in filled.allowed(form.by_name["dist"], node)] == ["seka"]


def test_a_district_of_another_province_is_refused():
    form = made(*CASCADE, choices=PLACES, extra=OF)

    assert form.check({"prov": "bk", "dist": "seka"}, today=TODAY).errors == {}
    assert form.check({"prov": "bk", "dist": "tabo"}, today=TODAY).errors == {
        "dist": "“ท่าบ่อ” ไม่ตรงกับที่ตอบไว้ในข้อก่อนหน้า โปรดเลือกใหม่"
    }


def test_answers_stand_in_the_words_of_later_questions():
    form = made(
        {"name": "n", "type": "integer"}, {"name": "has", "type": "select_one", "list_name": "has"}
    )
    filled = form.fill({"n": "3", "has": "yes"}, today=TODAY)

    assert filled.words("ตอบ ${n} แห่ง (${has}) ${gone}", filled.root) == "ตอบ 3 แห่ง (มี) …"


def test_choices_may_be_what_was_answered_in_rows():
    form = made(
        {"name": "r", "type": "begin_repeat"},
        {"name": "who"},
        {"name": "r", "type": "end_repeat"},
        {"name": "head", "type": "select_one", "list_name": "${who}"},
    )
    typed = {"r": [{"who": "ก"}, {"who": "ข"}], "head": "ข"}

    assert form.check(typed, today=TODAY).values["head"] == "ข"
    assert form.check({**typed, "head": "ค"}, today=TODAY).errors == {
        "head": "“ค” ไม่ตรงกับที่ตอบไว้ในข้อก่อนหน้า โปรดเลือกใหม่"
    }


def test_what_the_server_knows_is_recorded_and_nobody_types_it():
    form = made(
        {"name": "who", "type": "metadata", "extra": {"type": "username"}},
        {"name": "day", "type": "metadata", "extra": {"type": "today"}},
        {"name": "code", "type": "hidden", "default": "A1"},
        {"name": "phone", "type": "metadata", "extra": {"type": "phonenumber"}},
    )

    checked = form.check({}, today=TODAY, given={"username": "somchai"})

    assert checked.values == {"who": "somchai", "day": "2020-11-15", "code": "A1"}


def test_a_default_may_be_a_formula():
    form = made({"name": "d", "type": "date", "default": "today()", "extra": {"dynamic": True}})
    filled = form.fill({}, today=dt.date(2026, 11, 29))

    assert filled.default_of(form.by_name["d"], filled.places["d"]) == "2026-11-29"


def test_what_is_only_read_keeps_its_value():
    form = made({"name": "b", "read_only": "yes", "default": "แก้ไม่ได้"})

    assert form.check({}, today=TODAY).values == {"b": "แก้ไม่ได้"}


def test_an_order_drawn_by_lot_stays_for_one_answer():
    choices = [("l", f"c{n}", f"ตัวเลือก {n}") for n in range(20)]
    row = {"name": "q", "type": "select_one", "list_name": "l", "parameters": {"randomize": "true"}}
    form = made(row, choices=choices)

    def order(seed):
        filled = form.fill({}, today=TODAY, seed=seed)
        return [one.name for one in filled.allowed(form.by_name["q"], filled.places["q"])]

    assert order("1") == order("1")
    assert order("1") != order("2")
    assert sorted(order("1")) == sorted(name for _list, name, _label in choices)


def test_an_answer_that_costs_too_much_is_not_looked_at(monkeypatch):
    monkeypatch.setattr(module, "MOST_STEPS", 5)
    form = made(
        {"name": "a"}, {"name": "b", "type": "calculate", "calculation": "concat(1, 2, ${a})"}
    )

    with pytest.raises(TooCostly):
        form.fill({"a": "1"}, today=TODAY)
