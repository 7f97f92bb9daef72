"""What the second person confirms is what was shown to him."""

import pytest

from administration.accounts import change_account
from administration.confirming import confirm_proposal
from administration.posts import give_post
from circulars.errors import WrongState
from offices.models import Proposal, Role
from tests.administration.test_proposing import TODAY, house, now

__all__ = ["house"]
pytestmark = pytest.mark.django_db


def test_an_address_changed_after_the_asking_is_not_confirmed_with_it(house):
    give_post(house.clerk, house.office, Role.SIGNER, **now(house.first), starts_on=TODAY)
    change_account(house.clerk, {"email": "mine@example.org"}, **now(house.first))

    with pytest.raises(WrongState) as caught:
        confirm_proposal(Proposal.objects.get(), **now(house.second))

    assert str(caught.value) == "อีเมลของบัญชีเปลี่ยนไปหลังจากที่ขอ โปรดกด “ไม่ยืนยัน” แล้วให้ขอใหม่"
