"""The template filters and the digits of the person at the screen."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest
import time_machine
from django import forms
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpResponse
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from screens.frame.middleware import ScreenDigitsMiddleware
from thai.dates import parse_date
from thai.deadlines import due_at_on
from thai.reference import parse
from thai.screen import screen_digits, showing

VALUES = {
    "day": dt.date(2020, 10, 28),
    "moment": dt.datetime(2020, 10, 1, 2, 26, tzinfo=dt.UTC),
    "due_at": due_at_on(dt.date(2020, 10, 31)),
    "reference": parse("บก 0023.3/ว 3165"),
    "amount": Decimal("1250000.5"),
    "problem": parse_date("").problem,
    "nothing": None,
}


def shown(expression: str) -> str:
    return Template("{% load thai %}{{ " + expression + " }}").render(Context(VALUES))


@pytest.mark.parametrize(
    ("expression", "thai", "arabic", "english"),
    [
        ("day|thai_date", "๒๘ ตุลาคม ๒๕๖๓", "28 ตุลาคม 2563", "28 Oct 2563 BE"),
        ("day|thai_date_short", "๒๘ ต.ค. ๒๕๖๓", "28 ต.ค. 2563", "28 Oct 2563 BE"),
        ("day|thai_date_register", "๒๘/๑๐/๖๓", "28/10/63", "28 Oct 2563 BE"),
        (
            "moment|thai_moment",
            "๑ ต.ค. ๒๕๖๓ เวลา ๐๙.๒๖ น.",
            "1 ต.ค. 2563 เวลา 09.26 น.",
            "1 Oct 2563 BE, 09:26",
        ),
        ("moment|thai_time", "๐๙.๒๖ น.", "09.26 น.", "09:26"),
        (
            "due_at|thai_deadline",
            "ภายในวันที่ ๓๑ ตุลาคม ๒๕๖๓",
            "ภายในวันที่ 31 ตุลาคม 2563",
            "by 31 Oct 2563 BE",
        ),
        ("due_at|thai_left", "เหลือ ๒ วัน", "เหลือ 2 วัน", "2 days left"),
        ("12345|thai_number", "๑๒,๓๔๕", "12,345", "12,345"),
        ("amount|thai_money", "๑,๒๕๐,๐๐๐.๕๐", "1,250,000.50", "1,250,000.50"),
        ("reference|thai_reference", "บก ๐๐๒๓.๓/ว ๓๑๖๕", "บก 0023.3/ว 3165", "บก 0023.3/ว 3165"),
        ("'เลขรับ 6848'|thai_digits", "เลขรับ ๖๘๔๘", "เลขรับ 6848", "เลขรับ 6848"),
        ("0|thai_digits", "๐", "0", "0"),
    ],
)
def test_each_reader_sees_his_own_digits_and_language(expression, thai, arabic, english):
    with time_machine.travel(dt.datetime(2020, 10, 29, 2, 0, tzinfo=dt.UTC), tick=False):
        with translation.override("th"):
            assert shown(expression) == thai
            with showing("arabic"):
                assert shown(expression) == arabic
        with translation.override("en"):
            assert shown(expression) == english


@pytest.mark.parametrize(
    ("expression", "printed"),
    [
        ("day|thai_date:'thai'", "๒๘ ตุลาคม ๒๕๖๓"),
        ("due_at|thai_deadline:'thai'", "ภายในวันที่ ๓๑ ตุลาคม ๒๕๖๓"),
        ("reference|thai_reference:'thai'", "บก ๐๐๒๓.๓/ว ๓๑๖๕"),
        ("amount|thai_money:'thai'", "๑,๒๕๐,๐๐๐.๕๐"),
    ],
)
def test_a_letter_stays_thai_whoever_prints_it(expression, printed):
    with translation.override("en"), showing("arabic"):
        assert shown(expression) == printed


@pytest.mark.parametrize(
    "name",
    ["date", "date_short", "moment", "time", "deadline", "left", "number", "money", "reference"],
)
def test_an_empty_value_lets_the_default_speak(name):
    assert shown(f"nothing|thai_{name}|default:'ไม่กำหนด'") == "ไม่กำหนด"


def test_text_from_outside_is_escaped():
    rendered = Template("{% load thai %}{{ text|thai_digits }}").render(Context({"text": "<b>1"}))
    assert rendered == "&lt;b&gt;๑"


def test_a_sentence_of_the_thai_room_can_be_shown():
    with translation.override("th"):
        assert shown("problem|thai_sentence") == str(VALUES["problem"])
        assert shown("nothing|thai_sentence") == ""


@pytest.mark.parametrize(
    ("user", "digits"),
    [
        (SimpleNamespace(screen_digits="arabic"), "arabic"),
        (SimpleNamespace(screen_digits="thai"), "thai"),
        (SimpleNamespace(), "thai"),
        (None, "thai"),
    ],
)
def test_the_middleware_shows_the_users_digits_for_one_request_only(user, digits):
    seen = []

    def view(request):
        seen.append(screen_digits.get())
        return HttpResponse()

    request = RequestFactory().get("/")
    request.user = user

    ScreenDigitsMiddleware(view)(request)

    assert seen == [digits]
    assert screen_digits.get() == "thai"


@pytest.mark.parametrize(
    ("template", "context"),
    [
        (
            '{% include "components/messages.html" with messages=said only %}',
            {"said": [Message(messages.SUCCESS, "เลขรับ <b>9</b> ของ user9@a1.go.th")]},
        ),
        (
            '{% include "components/button.html" with label="ส่ง" verdict=verdict only %}',
            {"verdict": SimpleNamespace(allowed=False, reason="เลขรับ <b>9</b> ของ user9@a1.go.th")},
        ),
    ],
)
def test_what_an_act_answers_has_the_digits_of_the_page(template, context):
    with translation.override("th"):
        thai = Template(template).render(Context(context))
    with translation.override("th"), showing("arabic"):
        arabic = Template(template).render(Context(context))

    assert "เลขรับ &lt;b&gt;๙&lt;/b&gt; ของ user9@a1.go.th" in thai
    assert "เลขรับ &lt;b&gt;9&lt;/b&gt; ของ user9@a1.go.th" in arabic


def test_a_form_has_the_digits_of_the_page_in_hints_and_errors():
    class Counted(forms.Form):
        many = forms.IntegerField(min_value=5, help_text="ถ้าไม่มีให้ตอบ 0")

    form = Counted({"many": "3"})
    with translation.override("th"):
        field = form["many"].as_field_group()
        above = Template(
            '{% include "components/error_summary.html" with form=form only %}'
        ).render(Context({"form": form}))

    assert "ถ้าไม่มีให้ตอบ ๐" in field
    assert 'value="3"' in field
    assert [("๕" in one, ">5" in one or " 5" in one) for one in (field, above)] == [
        (True, False),
        (True, False),
    ]
