"""A clerk in a process of its own: ``python -m tests.workflow.registering_process USER COPY…``."""

import sys

import django

django.setup()

from circulars.domain.registering import register  # noqa: E402
from circulars.errors import WrongState  # noqa: E402
from circulars.models import OfficeCopy  # noqa: E402
from offices.models import User  # noqa: E402
from tests.factories import MONDAY  # noqa: E402
from workflow.running import perform  # noqa: E402


def say(words: object) -> None:
    """One line to the test that waits for it."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main(user_id: str, *copy_ids: str) -> None:
    """Register these one after the other, as the screen does; a line for each outcome."""
    user = User.objects.get(pk=user_id)
    copies = [OfficeCopy.objects.get(pk=pk) for pk in copy_ids]
    say("ready")
    sys.stdin.readline()
    for copy in copies:

        def act(copy: OfficeCopy = copy) -> int:
            return register(copy, by=user, at=MONDAY).number

        try:
            say(perform(copy, "register", user=user, at=MONDAY, act=act))
        except WrongState as refusal:
            say(refusal)


if __name__ == "__main__":
    main(*sys.argv[1:])
