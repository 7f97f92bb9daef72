"""What a second person has confirmed is done, in the same act."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from administration.accounts import enter_mail, post_password_link
from administration.posts import enter_post
from administration.proposing import check_may_confirm, decide, lock_proposal
from circulars.errors import WrongState
from offices.models import Asked, Decided, Proposal, User


@transaction.atomic
def confirm_proposal(proposal: Proposal, *, by: User, at: dt.datetime) -> Proposal:
    """
    The second person agrees: the address is set, the post is given, the link is mailed.

    Raises NotAllowed, WrongState, or Invalid when it can not be so any more.
    """
    proposal = lock_proposal(proposal)
    check_may_confirm(by, proposal, at)
    proposal = decide(proposal, Decided.CONFIRMED, by=by, at=at)
    user = User.objects.select_for_update().get(pk=proposal.user_id)
    if user.email != proposal.values["email"]:
        raise WrongState(_("อีเมลของบัญชีเปลี่ยนไปหลังจากที่ขอ โปรดกด “ไม่ยืนยัน” แล้วให้ขอใหม่"))
    if proposal.asked == Asked.POST:
        enter_post(user, proposal.office, proposal.values, by=by, at=at)
    elif proposal.asked == Asked.MAIL:
        enter_mail(user, proposal.values["new"], by=by, at=at, confirmed=True)
    else:
        post_password_link(user, at)
    return proposal
