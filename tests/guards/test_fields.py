"""Every text that a form takes has an end: what has none can be sent by the megabyte."""

import importlib
import pkgutil

import pytest
from django import forms

import screens


def _classes() -> list[type[forms.BaseForm]]:
    """The forms of all screens."""
    for module in pkgutil.walk_packages(screens.__path__, "screens."):
        importlib.import_module(module.name)
    found, waiting = [], [forms.BaseForm]
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        if one.__module__.startswith("screens."):
            found.append(one)
    return found


def test_every_text_field_is_bounded():
    unbounded = {
        f"{form.__module__}.{form.__name__}.{name}"
        for form in _classes()
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.CharField)
        # One password is hashed whatever its length; a UUID has one.
        and not isinstance(field, (forms.ChoiceField, forms.UUIDField))
        and not isinstance(field.widget, forms.PasswordInput)
        and field.max_length is None
    }

    assert unbounded == set()


@pytest.mark.parametrize("length", [4001])
def test_lines_have_an_end_and_say_so(length):
    from screens.work.forms.drafting import LinesField

    with pytest.raises(forms.ValidationError) as caught:
        LinesField().clean("ก" * length)

    assert caught.value.messages == ["ยาวเกินไป พิมพ์ได้ไม่เกิน 4000 ตัวอักษร (ตอนนี้ 4001)"]
