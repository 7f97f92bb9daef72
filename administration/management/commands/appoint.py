"""Give somebody a post: the first administrators of an installation, who then go on by screen."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from administration.operator import appoint
from circulars.errors import CircularError
from offices.models import Office, Role


class Command(BaseCommand):
    """Two administrators are needed: what one asks for signers, the other confirms."""

    help = "Give a person a post, opening the account when there is none of this name"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("office", help="code of the office, as in the table of offices")
        parser.add_argument("role", choices=list(Role.values))
        for name in ("email", "first-name", "last-name", "title", "position"):
            parser.add_argument(f"--{name}", default="")

    def handle(self, *args: Any, username: str, office: str, role: str, **options: Any) -> None:
        found = Office.objects.filter(code=office).first()
        if found is None:
            raise CommandError(f"no office has the code {office}")
        names = ("email", "first_name", "last_name", "title", "position")
        given = {name: options[name] for name in names}
        try:
            post = appoint(username, found, Role(role), at=timezone.now(), **given)
        except CircularError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{post.user.username}: {post}")
