"""What a person in a Thai office guesses first, and what he does not."""

import time

import pytest

from thai.passwords import is_guessed

GUESSED = [
    *("bungkan1", "krungthep", "somchai1", "moi12345", "admin2569", "wian2569", "thailand2569"),
    *("ChiangMai2569!", "เชียงใหม่2569", "ฟหกดเ้่าสวง", "ๆไำพะัีร", "qwertyuiop", "asdf1234"),
    *(
        "P@ssw0rd2569",
        "dla.go.th",
        "12345678",
        "มหาดไทย๒๕๖๙",
        "poiuytrewq",
        "aaaaaaaa",
        "รหัสผ่าน123",
    ),
    # มหาดไทย and somchai, typed while the keyboard was in the other layout.
    *(",skfwmp2569", "หนทแ้ฟร2569"),
]
NOT_GUESSED = [
    *("น้ำใสไหลเย็น-77", "right-pass-word", "correct horse battery", "xK9#mQ2vLp"),
    "ช้างสามเศียรกินกล้วย",
]


@pytest.mark.parametrize("password", GUESSED)
def test_what_is_guessed_first(password):
    assert is_guessed(password) is True


@pytest.mark.parametrize("password", NOT_GUESSED)
def test_what_is_not(password):
    assert is_guessed(password) is False


def test_ones_own_name_is_guessed():
    assert is_guessed("Kittiphat2533", "kittiphat.s", "Kittiphat", "") is True


def test_a_long_one_costs_nothing():
    began = time.process_time()
    is_guessed("aก1" * 500_000)

    assert time.process_time() - began < 0.2
