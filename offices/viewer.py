"""Who is looking or acting: a person with the posts he holds on one day, read once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

from django.db.models.expressions import RawSQL
from django.utils import timezone

from offices.models import Office, Post, Role, User
from offices.models.post import READING_ROLES

#: An act is done by a user, whose posts are read for it; a screen asks for its viewer.
Actor: TypeAlias = "User | Viewer"


# Written out: for these two Django takes longer to write the question than PostgreSQL to
# answer it, once in every request and every act. "offices_office" is the office of the post.
_INSIDE = """
    ARRAY(SELECT unit.path FROM offices_office unit WHERE unit.house_id = offices_office.house_id)
"""
#: Who reads letters in the house of a post: person, role and the path of his office.
_SEATS = """
    ARRAY(
        SELECT concat(seat.user_id, ':', seat.role, ':', unit.path)
        FROM offices_post seat
        JOIN offices_office unit ON unit.id = seat.office_id
        JOIN offices_user person ON person.id = seat.user_id
        WHERE unit.house_id = offices_office.house_id
          AND seat.role = ANY(%s)
          AND seat.starts_on <= %s
          AND (seat.ends_on IS NULL OR seat.ends_on >= %s)
          AND person.is_active
        ORDER BY seat.id
    )
"""
_READING = sorted(role.value for role in READING_ROLES)


@dataclass(frozen=True, slots=True)
class Seat:
    """One post of somebody in a house, as far as it says who reads which letters."""

    user_id: int
    role: str
    path: str

    @classmethod
    def read(cls, words: str) -> Seat:
        user, role, path = words.split(":")
        return cls(int(user), role, path)


@dataclass(frozen=True, eq=False)
class Viewer:
    """
    A person at one moment, with what his posts of that day let him see and do.

    Worked out by one query and handed to everything that asks: once per request, or anew
    inside an act. ``desk`` is the post he sits at, the first if he chose none; ``houses`` are
    the houses of his posts by id, each with the paths of itself and the units inside it.
    """

    user: User
    at: dt.datetime
    posts: tuple[Post, ...]
    houses: dict[int, list[str]]
    desk: Post | None

    @classmethod
    def of(cls, actor: Actor, at: dt.datetime) -> Viewer:
        """The posts that ``actor`` holds at ``at``; a viewer of that day is taken as he is."""
        day = timezone.localdate(at)
        if isinstance(actor, Viewer):
            if actor.day == day:
                return actor
            actor = actor.user
        held = (
            Post.objects.of(actor)
            .held_on(day)
            .select_related("office__house__reception")
            .annotate(
                inside=RawSQL(_INSIDE, []),  # noqa: S611 - ours, without anybody's words
                seats=RawSQL(_SEATS, [_READING, day, day]),  # noqa: S611
            )
            .order_by()  # done below: the database would be asked for it at a price
        )
        posts = sorted(held, key=lambda post: (post.office_id, post.role, post.pk))
        for post in posts:
            post.user = actor
        houses = {house_of(post).pk: vars(post)["inside"] for post in posts}
        return cls(actor, at, tuple(posts), houses, posts[0] if posts else None)

    def sitting_at(self, named: str) -> Viewer:
        """The same person at the desk with this id, while he holds it; else where he sits."""
        desk = next((post for post in self.posts if str(post.pk) == named), self.desk)
        return replace(self, desk=desk)

    @cached_property
    def rights(self) -> tuple[object, ...]:
        """All on which it depends what he may see and do."""
        posts = tuple(
            (post.pk, post.role, post.handles_secret, post.office.path, *front_of(post))
            for post in self.posts
        )
        paths = tuple(sorted(path for inside in self.houses.values() for path in inside))
        seats = tuple(words for post in self.posts for words in vars(post)["seats"])
        return (self.user.pk, self.day, self.desk and self.desk.pk, posts, paths, seats)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Viewer) and self.rights == other.rights

    def __hash__(self) -> int:
        return hash(self.rights)

    @cached_property
    def day(self) -> dt.date:
        return timezone.localdate(self.at)

    @cached_property
    def reading(self) -> tuple[Post, ...]:
        """The posts that let him read letters: an administrator's does not."""
        return tuple(post for post in self.posts if post.role in READING_ROLES)

    @cached_property
    def whole_houses(self) -> frozenset[int]:
        """
        Houses of which he may read every letter: a post in the house or at its reception, or,
        while nobody holds one there, in any of its units: a letter lies with somebody.
        """
        return frozenset(
            house_of(post).pk
            for post in self.reading
            if is_front(post) or not self._is_fronted(house_of(post))
        )

    @cached_property
    def seats(self) -> dict[int, list[Seat]]:
        """Everybody who reads letters today in the houses of his posts, by house."""
        return {
            house_of(post).pk: [Seat.read(words) for words in vars(post)["seats"]]
            for post in self.reading
        }

    def _is_fronted(self, house: Office) -> bool:
        """Whether anybody sits where letters to the house come in."""
        front = {office.path for office in (house, house.reception) if office is not None}
        return any(seat.path in front for seat in self.seats[house.pk])

    @cached_property
    def units(self) -> dict[Office, list[int]]:
        """In houses that he does not read whole: his units, each with the ids of those inside."""
        apart = (post for post in self.reading if house_of(post).pk not in self.whole_houses)
        return {post.office: self.reach(post) for post in apart}

    @cached_property
    def secret_houses(self) -> frozenset[int]:
        """Houses whose secret registrar (นายทะเบียนข้อมูลข่าวสารลับ) he is."""
        keeping = (post for post in self.reading if post.handles_secret)
        return frozenset(post.office.house_id_or_self for post in keeping)

    @cached_property
    def desk_units(self) -> list[Office]:
        """
        The units whose letters lie on the desk he sits at.

        Letters to a house lie at its reception; both desks are one.
        """
        if self.desk is None:
            return []
        if not is_front(self.desk):
            return [self.desk.office]
        house = house_of(self.desk)
        return [unit for unit in (house, house.reception) if unit is not None]

    def reach(self, post: Post) -> list[int]:
        """The office of the post and the units inside it, as far as its house goes."""
        paths = self.houses[house_of(post).pk]
        return [id_of(path) for path in paths if path.startswith(post.office.path)]

    def posts_at(self, unit: Office, roles: Collection[Role]) -> list[Post]:
        """His posts of these roles at ``unit`` or above it inside the same house."""
        house, above = unit.house_id_or_self, unit.lineage()
        return [
            post
            for post in self.posts
            if post.role in roles and house_of(post).pk == house and post.office.path in above
        ]

    def posts_in_house(self, house_id: int, roles: Collection[Role]) -> list[Post]:
        """His posts of these roles anywhere inside the house, outermost first."""
        held = [post for post in self.posts if post.role in roles and house_of(post).pk == house_id]
        return sorted(held, key=lambda post: (post.office.path, post.pk))


def id_of(path: str) -> int:
    """Whose path it is."""
    return int(path.rstrip(".").rpartition(".")[2])


def house_of(post: Post) -> Office:
    """The house in which the post is held."""
    return post.office.house or post.office


def front_of(post: Post) -> tuple[int, int | None]:
    """The house of the post itself, and the unit that takes its letters in."""
    house = house_of(post)
    return house.pk, house.reception_id


def is_front(post: Post) -> bool:
    """Held where letters to the house come in."""
    return post.office_id in front_of(post)
