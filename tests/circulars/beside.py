"""One อบต. of the quick world that is not on the system, and who speaks for it."""

from circulars.domain import links
from circulars.models import Channel, Link, OfficeCopy, Way
from circulars.voices import Voice
from offices.models import Office
from tests.factories import MONDAY
from tests.survey.world import QuickWorld

NAME = "อบต. อำเภอก 1"
OTHER = "อบต. อำเภอก 2"


def take_out(name: str = NAME) -> OfficeCopy:
    """That office has nobody in the system, and its letter went out on paper."""
    Office.objects.filter(name=name).update(on_system=False)
    OfficeCopy.objects.filter(office__name=name).update(channel=Channel.PAPER)
    return OfficeCopy.objects.select_related("office", "circular").get(office__name=name)


class Beside:
    """The world, the letter of the office, its sender, its link and the PIN of that."""

    def __init__(self) -> None:
        self.world = QuickWorld()
        self.copy = take_out()
        self.sender = self.world.district_staff[0].officer
        self.link, self.pin = links.make_link(self.copy, by=self.sender, at=MONDAY)

    def fresh(self) -> OfficeCopy:
        return OfficeCopy.objects.get(pk=self.copy.pk)

    def by_link(self, *, at=MONDAY, link: Link | None = None, pin: str = "") -> Voice:
        """The office itself, after its PIN."""
        link = link or self.link
        visit = links.enter(link, pin or self.pin, at=at)
        assert visit is not None
        user = links.speaker_of(link.copy.office)
        return Voice(user, link.copy, Way.LINK, visit=visit)

    def heard(self, *, by=None, note: str = "นาง ก โทรแจ้ง 9.00 น.", **more) -> Voice:
        """Somebody above writes down what he was told by telephone."""
        return Voice(by or self.sender, self.copy, Way.PHONE, said_by="นาง ก", note=note, **more)
