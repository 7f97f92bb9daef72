"""A memo of the ministry to every office of the country, and its sending."""

from circulars.domain import approving, dispatching, drafting, intake
from circulars.domain.content import Content
from circulars.models import Dispatch, OfficeCopy
from offices.models import Office, Role
from tests import factories


def signed() -> OfficeCopy:
    """A memo of the ministry to every office, signed and ready to go."""
    ministry = Office.objects.get(code="มท")
    staff = factories.Staff(ministry)
    copy = intake.start_circular(
        ministry, by=staff.officer, at=factories.MONDAY, subject="แผนปฏิบัติราชการรายปี"
    )
    draft = copy.drafts.get()
    content = Content(subject="แผนปฏิบัติราชการรายปี", body="โปรดดำเนินการ")
    drafting.save_version(
        draft, content, by=staff.officer, at=factories.MONDAY, recipients={"groups": ["everyone"]}
    )
    approving.submit(draft, by=staff.officer, at=factories.MONDAY)
    approving.pass_on(draft, by=staff.reviewer, at=factories.MONDAY)
    approving.sign(draft, by=staff.signer, at=factories.MONDAY)
    return copy


def send(copy: OfficeCopy) -> Dispatch:
    """The act of a person, then the work of the background task."""
    officer = copy.office.posts.get(role=Role.OFFICER, user__drafts__copy=copy).user
    sending = dispatching.dispatch(copy, by=officer, at=factories.MONDAY)
    dispatching.fan_out(sending.pk, at=factories.MONDAY)
    return sending
