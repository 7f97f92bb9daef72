"""In which capacities a person signs: his own post, or acting for another (saraban §1.7)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from circulars.models import OfficeCopy
from offices.models import Acting, Post, Role, User
from thai.names import acting_words


@dataclass(frozen=True, slots=True)
class SignerChoice:
    """One way in which a person may sign: his own post, or acting for another."""

    post: Post
    acting: Acting | None

    @property
    def label(self) -> str:
        if self.acting is None:
            return self.post.position or str(self.post)
        # Thai in every language: it is recorded with the signature and printed.
        words = acting_words(self.acting.kind)
        return f"{self.post.position} {words} {self.acting.for_position}"

    @property
    def key(self) -> str:
        return f"{self.post.pk}:{self.acting.pk if self.acting else ''}"


def acting_choices(user: User, copy: OfficeCopy, day: dt.date) -> list[SignerChoice]:
    """In which capacities ``user`` may sign a letter of this house on ``day``."""
    posts = list(
        Post.objects.of(user)
        .held_on(day)
        .filter(Q(office__house_id=copy.office_id), role=Role.SIGNER)
        .select_related("office", "user")
        .prefetch_related("actings")
    )
    valid = set(Acting.objects.valid_on(day).filter(post__in=posts).values_list("pk", flat=True))
    choices = []
    for post in posts:
        actings = [acting for acting in post.actings.all() if acting.pk in valid]
        choices += [SignerChoice(post, acting) for acting in actings]
        choices.append(SignerChoice(post, None))
    return choices


def actings_of(user: User, copy: OfficeCopy, day: dt.date) -> list[Acting]:
    """For whom ``user`` may act in the house of ``copy`` on ``day``, whatever his roles."""
    held = Post.objects.of(user).held_on(day).filter(office__house=copy.office_id)
    valid = Acting.objects.valid_on(day).filter(post__in=held).select_related("post")
    return list(valid.order_by("for_position", "pk"))
