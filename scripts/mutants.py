#!/usr/bin/env python3
"""
Damages one line of the rules at a time and sees whether a test notices: ``make mutants``.

Draws a sample of all single damages (mutants), runs the tests that run the damaged line in a
copy of the checkout, and prints who survived: a rule that no test holds. Each mutant has a
name; with names on the command line only those are run, shown or applied.
"""

from __future__ import annotations

import argparse
import difflib
import signal
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from config.private import BASE_DIR
from scripts.mutating.choosing import keep_sources
from scripts.mutating.judging import judge
from scripts.mutating.running import NotReady
from scripts.mutating.sampling import Mutant, mutants, sample
from scripts.private_services import ServiceError


def main(words: Sequence[str]) -> int:
    """Do what the words on the command line ask for."""
    asked = arguments().parse_args(words)
    if asked.keep_sources:
        keep_sources(BASE_DIR)
        return 0
    found = [one for one in mutants(BASE_DIR) if fits(one, asked)]
    if missing := set(asked.names) - {one.name for one in found}:
        print(f"no such mutant any more: {', '.join(sorted(missing))}", file=sys.stderr)
        return 2
    if asked.count:
        count(found)
        return 0
    chosen = [one for one in found if one.name in asked.names]
    if asked.show or asked.apply:
        for one in chosen:
            change(one, apply=asked.apply)
        return 0
    chosen = chosen or sample(found, asked.number, asked.seed)
    print(f"{len(chosen)} of {len(found)} mutants, seed {asked.seed}", flush=True)
    try:
        left = judge(BASE_DIR, chosen, jobs=asked.jobs, seconds=asked.seconds)
    except KeyboardInterrupt:
        return 130
    except (NotReady, ServiceError) as error:
        print(f"mutants: {error}", file=sys.stderr)
        return 2
    return 1 if left and asked.strict else 0


def arguments() -> argparse.ArgumentParser:
    """What may stand on the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().split("\n")[0])
    parser.add_argument("names", nargs="*", help="only these mutants, instead of a sample")
    parser.add_argument("--number", type=int, default=40, help="how many are drawn")
    parser.add_argument("--seed", type=int, default=1, help="which ones are drawn")
    parser.add_argument("--rooms", default="", help="only from these: policies,models,…")
    parser.add_argument("--kinds", default="", help="only of these kinds: guard,call,lock,…")
    parser.add_argument("--jobs", type=int, default=2, help="copies that run at the same time")
    parser.add_argument("--seconds", type=float, default=300, help="longest time for one mutant")
    parser.add_argument("--strict", action="store_true", help="survivors are a failure")
    parser.add_argument("--count", action="store_true", help="count all mutants, run nothing")
    parser.add_argument("--show", action="store_true", help="print the named ones as changes")
    parser.add_argument("--apply", action="store_true", help="write the named ones into this tree")
    parser.add_argument("--keep-sources", action="store_true", help="used by make cover")
    return parser


def fits(one: Mutant, asked: argparse.Namespace) -> bool:
    """Whether a mutant is of the rooms and kinds that were asked for."""
    in_rooms = not asked.rooms or one.room in asked.rooms.split(",")
    return in_rooms and (not asked.kinds or one.edit.kind in asked.kinds.split(","))


def count(found: Sequence[Mutant]) -> None:
    """How many there are, by room and by kind."""
    by_room, by_kind = Counter(one.room for one in found), Counter(one.edit.kind for one in found)
    for what, numbers in ("room", by_room), ("kind", by_kind):
        print(f"by {what}: " + ", ".join(f"{word} {n}" for word, n in numbers.most_common()))
    print(f"{len(found)} mutants")


def change(one: Mutant, *, apply: bool) -> None:
    """Print a mutant as a change that git reads; write it into the checkout when told to."""
    file = BASE_DIR / one.file
    before = file.read_bytes()
    after = one.edit.applied(before)
    old, new = (text.decode().splitlines(keepends=True) for text in (before, after))
    print(*difflib.unified_diff(old, new, f"a/{one.file}", f"b/{one.file}"), sep="", end="")
    if apply:
        file.write_bytes(after)
        print(f"written into {one.file}", file=sys.stderr)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(main(sys.argv[1:]))
