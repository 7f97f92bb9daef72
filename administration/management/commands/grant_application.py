"""Give the application's own database role its rights; run by the owner after each migration."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from administration.granting import ROLE, grant
from config.environment import env


class Command(BaseCommand):
    """Makes the role when there is none; its password comes from APP_PASSWORD."""

    help = "Make the application's database role and give it what its acts need"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--role", default=ROLE)

    def handle(self, *args: Any, role: str, **options: Any) -> None:
        grant(role, password=env("APP_PASSWORD", ""))
        self.stdout.write(f"{role} has its rights")
