"""A province of two districts, of which one is on paper, with two of its อปท."""

from circulars.domain import passing_on, telling
from circulars.models import Dispatch, OfficeCopy, Way
from circulars.voices import Voice
from demo.acts import run_outbox
from offices.models import Office
from tests.factories import MONDAY
from tests.survey.world import QuickWorld

PAPER, BY_LINK, BY_PHONE = "อำเภอข", "อบต. อำเภอข 1", "อบต. อำเภอข 2"


class HalfOnPaper(QuickWorld):
    """The second district and two of its อปท. have nobody in the system."""

    def _pass_down(self) -> None:
        Office.objects.filter(name__in=[PAPER, BY_LINK, BY_PHONE]).update(on_system=False)
        self._sent(self.top, [self.province])
        self.at_province = self.copy_of(self.province)
        self._sent(self.at_province, [*self.districts, self.town])
        self.at_districts = [self.copy_of(district) for district in self.districts]
        self._sent(self.at_districts[0], list(self.districts[0].units.order_by("code")))

    def heard(self, copy: OfficeCopy) -> Voice:
        """The province writes down what it was told."""
        return Voice(self.province_staff.officer, copy, Way.PHONE, note="โทร 9.30 น.")


def pass_on(world: HalfOnPaper) -> Dispatch:
    copy = world.at_districts[1]
    telling.confirm_receipt(copy, voice=world.heard(copy), at=MONDAY, number="12")
    sending = passing_on.pass_on_for(
        copy, voice=world.heard(copy), at=MONDAY, number="บก 0418/ว 9", dated="26 ต.ค. 2563"
    )
    run_outbox(MONDAY)
    return sending
