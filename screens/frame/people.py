"""People of a house as choices: in the order of the Thai dictionary, with where they sit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from offices.models import Office, Post, User
from thai.text import sort_key


def in_order(people: Iterable[User]) -> list[User]:
    """By first and last name, as a Thai dictionary has them."""
    return sorted(people, key=lambda user: (sort_key(user.first_name), sort_key(user.last_name)))


def named_people(people: Iterable[User], house: Office, day: dt.date) -> list[tuple[int, str]]:
    """Each person once, with his position or his role and unit in ``house``."""
    chosen = list(people)
    posts = Post.objects.held_on(day).reading().filter(office__house=house, user__in=chosen)
    where: dict[int, str] = {}
    for post in posts.select_related("office").order_by("office__path", "pk"):
        words = post.position or f"{post.get_role_display()} {post.office.label}"
        where.setdefault(post.user_id, words)
    return [
        (user.pk, " · ".join(filter(None, (user.full_name, where.get(user.pk)))))
        for user in in_order(chosen)
    ]
