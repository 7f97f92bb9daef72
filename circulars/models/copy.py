"""One letter as it lies in one office: the unit of work everywhere in this system."""

from __future__ import annotations

import datetime as dt

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext_lazy as _

from circulars.models.channel import OUTSIDE, Channel
from circulars.models.circular import Circular
from circulars.models.letter import Letter
from circulars.states import DONE, WITHDRAWN, Delivery, State
from offices.models.office import Office
from offices.models.user import User
from offices.viewer import Viewer

# Sorted, so that the migration is the same on every machine.
_DONE = sorted(DONE)
OPEN = sorted(set(State) - DONE)

#: Something is awaited through the office. Who has answered owes nothing more, even while its
#: letter still waits for a number.
UNANSWERED = Q(state__in=OPEN, answered_at=None)
#: Something is awaited of the office itself: it does not only wait for the delivery below.
OWING = UNANSWERED & ~Q(state=State.DISPATCHED)
ANSWERED = Q(answered_at__isnull=False) & ~Q(state__in=sorted(WITHDRAWN))

#: What a row of a list shows. A letter has three times as many columns, some of them long.
ROW = (
    *("circular_id", "letter_id", "office_id", "holder_id", "officer_id", "parent_id"),
    "reminds_id",
    *("above", "state", "channel", "due_at", "sent_at", "held_since", "opened_at", "receipted_at"),
    *("registered_at", "forwarded_at", "answered_at", "closed_at"),
    *("circular__subject", "circular__urgency", "circular__secrecy"),
    *("letter__subject", "letter__urgency", "letter__secrecy", "letter__issuer_name"),
    *("letter__number_printed", "letter__dated", "letter__dated_printed"),
    *("office__name", "office__short_name", "holder__name", "holder__short_name"),
    *("officer__title", "officer__first_name", "officer__last_name", "officer__username"),
)


#: It lies in a system on which it could be opened, and nobody has.
UNREAD = Q(state=State.ARRIVED, channel=Channel.SYSTEM, opened_at=None)


class OfficeCopyQuerySet(models.QuerySet["OfficeCopy"]):
    def of(self, viewer: Viewer) -> OfficeCopyQuerySet:
        """The copies ``viewer`` may open: see ``circulars.models.sight``."""
        from circulars.models.sight import visible  # noqa: PLC0415 - models in a circle

        return visible(self, viewer)

    def open(self) -> OfficeCopyQuerySet:
        return self.filter(state__in=OPEN)

    def expected(self) -> OfficeCopyQuerySet:
        """Without copies taken out of the circular."""
        return self.exclude(state__in=WITHDRAWN)

    def awaiting_receipt(self) -> OfficeCopyQuerySet:
        """Lying at a unit that has not entered them in its register yet."""
        return self.filter(receipted_at=None, state__in=OPEN)

    def unanswered(self) -> OfficeCopyQuerySet:
        """For whom the sender still waits: see ``UNANSWERED``."""
        return self.filter(UNANSWERED)

    def owing(self) -> OfficeCopyQuerySet:
        """Whom a reminder is meant for: see ``OWING``."""
        return self.filter(OWING)

    def overdue(self, at: dt.datetime) -> OfficeCopyQuerySet:
        return self.owing().filter(due_at__lte=at)

    def late_themselves(self, at: dt.datetime) -> OfficeCopyQuerySet:
        """Overdue, and not only because somebody below has not answered: see ``awaits_below``."""
        return self.overdue(at).exclude(awaits_below())

    def below(self, copy: OfficeCopy) -> OfficeCopyQuerySet:
        """Every copy that came out of ``copy``, at any depth."""
        return self.filter(above__startswith=copy.branch)

    def with_way(self) -> OfficeCopyQuerySet:
        """Annotate ``way``: the labels of the offices through which each copy came, in order."""
        ids = Func(
            OuterRef("above"),
            template="ANY(STRING_TO_ARRAY(RTRIM(%(expressions)s, '.'), '.')::bigint[])",
        )
        above = Func(
            F("pk"), ids, template="%(expressions)s", arg_joiner=" = ", output_field=BooleanField()
        )
        label = Coalesce(NullIf("office__short_name", Value("")), "office__name")
        passed = OfficeCopy.objects.filter(above).order_by("pk")
        # By name: the attribute is declared on the model, for whoever reads it.
        way = {"way": ArraySubquery(passed.values_list(label))}
        return self.annotate(**way)

    def for_rows(self) -> OfficeCopyQuerySet:
        """Joined for a long list, with the columns of ``ROW`` only."""
        return self.select_related("letter", "circular", "office", "holder", "officer").only(*ROW)

    def for_lists(self) -> OfficeCopyQuerySet:
        return self.select_related("letter", "circular", "office", "holder", "officer", "parent")


def awaits_below() -> Exists:
    """
    Whether something is still to come from below a copy: then whoever passed it on in time
    is not late himself, the one below is.
    """
    return Exists(OfficeCopy.objects.unanswered().filter(parent=OuterRef("pk")))


def late_itself(at: dt.datetime) -> Q:
    """
    As ``late_themselves``, to be counted with other things: only what was passed on is asked
    whether it awaits somebody, for that is a look at the table for each.
    """
    return OWING & Q(due_at__lte=at) & (Q(forwarded_at=None) | ~Q(awaits_below()))


def once_each(by: str, name: str, where: Q | None = None) -> list[models.UniqueConstraint]:
    """An office has one copy for itself, and one for each office that it took over."""
    itself = Q(stands_for=None)
    return [
        models.UniqueConstraint(
            fields=[by, "office"], condition=itself & where if where else itself, name=name
        ),
        models.UniqueConstraint(
            fields=[by, "office", "stands_for"], condition=where, name=f"{name}_taken_over"
        ),
    ]


class OfficeCopy(models.Model):
    """
    One letter as it lies in one office.

    ``parent`` is the copy it was forwarded from: following parents climbs to the office
    that wrote first, following children fans out below. ``above`` is the list of ids of
    the parents ("12.90."), so one prefix finds a whole branch. ``office`` is the house;
    ``holder`` the unit inside it whose move it is, ``receipted_at`` the moment that unit
    entered it in its register (null: still to be registered there). ``due_at`` is the
    first late moment for this hop; ``upstream_due_at`` what the sender itself must keep.
    ``answered_at`` may come before the letter is registered: paperwork delays no answer.
    ``answers`` is set on a matter that begins here as the reply to a received letter: that one.
    ``recall_asked_at``: its sender wants it back, and the receiver has not said yet.
    ``reminds`` is set on a reminder (หนังสือเตือน), and on the corrected letter of one that was
    registered already: the copy of the same office that it is about. Both stand outside the
    tree, without ``parent`` and deadline, so that no figure counts it as one more debt.
    ``stands_for`` is the closed office to which it was sent: ``office`` took it over.
    """

    circular = models.ForeignKey(Circular, models.PROTECT, related_name="copies")
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="copies")
    office = models.ForeignKey(Office, models.PROTECT, related_name="copies")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    reminds = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="reminders", db_index=False
    )
    answers = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="replies", db_index=False
    )
    dispatch = models.ForeignKey("Dispatch", models.PROTECT, null=True, related_name="copies")
    above = models.CharField(max_length=120, db_index=True, default="", editable=False)
    state = models.CharField(_("สถานะ"), max_length=12, choices=State, default=State.ARRIVED)
    channel = models.CharField(_("ได้รับทาง"), max_length=8, choices=Channel, default=Channel.SYSTEM)
    holder = models.ForeignKey(Office, models.PROTECT, related_name="holding")
    stands_for = models.ForeignKey(
        Office, models.PROTECT, null=True, related_name="+", editable=False
    )
    officer = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="copies_owned"
    )
    due_at = models.DateTimeField(_("ครบกำหนด"), null=True, blank=True)
    upstream_due_at = models.DateTimeField(_("กำหนดของผู้ส่ง"), null=True, blank=True)
    sent_at = models.DateTimeField(_("ส่งเมื่อ"))
    opened_at = models.DateTimeField(_("เปิดอ่านครั้งแรก"), null=True, blank=True)
    held_since = models.DateTimeField()
    receipted_at = models.DateTimeField(null=True, blank=True)
    registered_at = models.DateTimeField(_("ลงรับเมื่อ"), null=True, blank=True)
    forwarded_at = models.DateTimeField(_("ส่งต่อเมื่อ"), null=True, blank=True)
    answered_at = models.DateTimeField(_("ตอบเมื่อ"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    return_reason = models.CharField(_("เหตุที่ส่งคืน"), max_length=300, blank=True)
    recall_asked_at = models.DateTimeField(null=True, blank=True)

    way: list[str]
    objects = OfficeCopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("หนังสือที่หน่วยงานได้รับ")
        verbose_name_plural = _("หนังสือที่หน่วยงานได้รับ")
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["holder", "sent_at"],
                name="copy_desk",
                condition=Q(receipted_at=None),
            ),
            models.Index(
                fields=["holder", "due_at"], name="copy_open_due", condition=Q(state__in=OPEN)
            ),
            models.Index(fields=["office", "-id"], name="copy_office"),
            models.Index(fields=["due_at"], name="copy_due", condition=Q(state__in=OPEN)),
            models.Index(
                fields=["reminds"], name="copy_reminds", condition=Q(reminds__isnull=False)
            ),
            models.Index(
                fields=["answers"], name="copy_answers", condition=Q(answers__isnull=False)
            ),
            models.Index(fields=["sent_at"], name="copy_unread", condition=UNREAD),
        ]
        constraints = [
            *once_each(
                "letter", "one_copy_of_a_letter_per_office", ~Q(state__in=sorted(WITHDRAWN))
            ),
            *once_each("dispatch", "one_copy_per_dispatch_and_office"),
            models.CheckConstraint(
                condition=Q(state=State.ARRIVED, registered_at=None) | ~Q(state=State.ARRIVED),
                name="an_arrived_copy_is_not_registered",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, state__in=OPEN)
                | Q(closed_at__isnull=False, state__in=_DONE),
                name="a_closed_copy_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(registered_at=None) | Q(registered_at__gte=F("sent_at")),
                name="registered_after_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office} ← {self.letter or self.circular}"

    @property
    def branch(self) -> str:
        """The prefix that ``above`` of every copy below this one begins with."""
        return f"{self.above}{self.pk}."

    @property
    def is_from_outside(self) -> bool:
        """It came by paper or e-mail: what is known of it was typed here."""
        by_hand = self.channel in OUTSIDE
        return by_hand and self.parent_id is None and self.reminds_id is None

    @property
    def is_correction(self) -> bool:
        """It stands beside the letter that it takes the place of: see ``reminds``."""
        return (
            self.reminds_id is not None
            and self.letter is not None
            and bool(self.letter.replaces_id)
        )

    @property
    def is_open(self) -> bool:
        return self.state not in DONE

    @property
    def is_settled(self) -> bool:
        """The office has answered, or closed the matter: its deadline presses no more."""
        return not self.is_open or self.answered_at is not None

    @property
    def awaits_words(self) -> bool:
        """
        Whether the main unit waits for a joint one (``Share.awaited``). Asks nothing where the
        shares were fetched.
        """
        return any(share.is_open and share.awaited for share in self.shares.all())

    def is_overdue(self, at: dt.datetime) -> bool:
        """As ``overdue``: derived from the clock, never stored (architecture §5.4)."""
        if self.is_settled or self.state == State.DISPATCHED:
            return False
        return self.due_at is not None and self.due_at <= at

    @property
    def delivery(self) -> Delivery:
        """How far it has come, as the sender sees it."""
        if self.state == State.RETURNED:
            return Delivery.RETURNED
        if self.state == State.RECALLED:
            return Delivery.RECALLED
        for moment, stage in (
            (self.answered_at, Delivery.ANSWERED),
            (self.forwarded_at, Delivery.FORWARDED),
            (self.registered_at, Delivery.REGISTERED),
            (self.opened_at, Delivery.OPENED),
        ):
            if moment is not None:
                return stage
        return Delivery.SENT
