"""Tries mutants on several copies at once and says what became of each."""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from queue import SimpleQueue

from scripts import private_services
from scripts.mutating import databases
from scripts.mutating.choosing import Choice, Choosing
from scripts.mutating.running import Copy, Outcome
from scripts.mutating.sampling import Mutant


def judge(root: Path, chosen: Sequence[Mutant], *, jobs: int, seconds: float) -> list[Mutant]:
    """
    Print what became of each of ``chosen`` as it is known; return who was not killed.

    Ctrl-C leaves nothing behind. Raises NotReady or ServiceError when tests cannot run.
    """
    began = time.monotonic()
    choosing = Choosing(root)
    outcomes: dict[str, Outcome] = {}
    jobs = max(1, min(jobs, len(chosen)))
    with _copies(root, jobs) as (free, stop), ThreadPoolExecutor(jobs) as pool:
        try:
            tasks = {
                pool.submit(_try_out, one, choice, free, seconds): (one, choice)
                for one in chosen
                for choice in [choosing.choose(one)]
            }
            for number, task in enumerate(as_completed(tasks), 1):
                one, choice = tasks[task]
                outcomes[one.name] = task.result()
                where = f"[{number}/{len(chosen)}]"
                print(where, _in_words(one, outcomes[one.name], choice), flush=True)
        except BaseException:
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return _summed_up(chosen, outcomes, time.monotonic() - began)


@contextlib.contextmanager
def _copies(root: Path, number: int) -> Iterator[tuple[SimpleQueue[Copy], threading.Event]]:
    """That many copies, each with a database; everything is gone afterwards."""
    free: SimpleQueue[Copy] = SimpleQueue()
    stop = threading.Event()
    with contextlib.ExitStack() as stack:
        if "DATABASE_URL" not in os.environ:
            stack.enter_context(private_services.held())
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="mutants-"))
        for at in range(number + 1):
            stack.callback(databases.drop, at)
        for at in range(1, number + 1):
            (Path(folder) / str(at)).mkdir()
            copy = Copy(root, Path(folder) / str(at), at, stop)
            if at == 1:
                copy.fill_database()
            free.put(copy)
        yield free, stop


def _try_out(one: Mutant, choice: Choice, free: SimpleQueue[Copy], seconds: float) -> Outcome:
    copy = free.get()
    try:
        return copy.try_out(one, choice.tests, seconds)
    finally:
        free.put(copy)


def _in_words(one: Mutant, outcome: Outcome, choice: Choice) -> str:
    """One line for who was killed; for the others what they are and who was asked."""
    took = f"{outcome.seconds:.0f} s"
    place = f"{one.name} {one.file}:{one.line} {one.function} ({one.edit.kind})"
    if outcome.word == "killed":
        return f"killed {place} by {outcome.by or 'an error at the start'}, {took}"
    asked = f"{len(choice.tests)} of {choice.of} tests or test files asked, {took}"
    change = f"    - {one.before}\n    + {one.after}"
    return f"{outcome.word.upper()} {place}, {asked}\n{change}"


def _summed_up(
    chosen: Sequence[Mutant], outcomes: dict[str, Outcome], seconds: float
) -> list[Mutant]:
    words = Counter(outcome.word for outcome in outcomes.values())
    counted = ", ".join(f"{number} {word}" for word, number in sorted(words.items()))
    print(f"\n{len(chosen)} mutants: {counted}; {seconds:.0f} s")
    left = [one for one in chosen if outcomes[one.name].word != "killed"]
    if left:
        print("as changes: scripts/mutants.py --show", *(one.name for one in left))
    return left
