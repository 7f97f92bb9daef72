"""One button of a letter's page."""

from __future__ import annotations

from dataclasses import dataclass

from circulars.policies import Verdict


@dataclass(frozen=True, slots=True)
class Act:
    """One button: its words, where it leads, the verdict. ``aside``: never the main one."""

    label: str
    url: str
    icon: str
    verdict: Verdict
    kind: str = "secondary"
    aside: bool = False
