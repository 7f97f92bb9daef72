import pytest

from thai.screen import screen_digits, showing


def test_thai_digits_are_shown_unless_somebody_chose_others():
    assert screen_digits.get() == "thai"


def test_digits_are_shown_inside_the_block_only():
    with showing("arabic"):
        inside = screen_digits.get()
        with showing("thai"):
            deeper = screen_digits.get()
        again = screen_digits.get()

    assert (inside, deeper, again, screen_digits.get()) == ("arabic", "thai", "arabic", "thai")


def test_an_error_inside_leaves_the_digits_as_they_were():
    with pytest.raises(ZeroDivisionError), showing("arabic"):
        raise ZeroDivisionError

    assert screen_digits.get() == "thai"
