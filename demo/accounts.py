"""The list of demo accounts, for `make run` and for the README."""

from __future__ import annotations

from django.utils.translation import override

from demo import people, units
from demo.bueng_kan import LOCAL_GOVERNMENTS
from offices.models import Role


def rows() -> list[tuple[str, str, str, str]]:
    """User name, office, roles, person: of the accounts one would log in as; in Thai."""
    names = _office_names()
    table = []
    for person in people.read(people.SHOWN):
        offices = dict.fromkeys(names[office] for office, _role, _position in person.posts)
        with override("th"):
            roles = dict.fromkeys(str(Role(role).label) for _office, role, _p in person.posts)
        name = f"{person.title}{person.first_name} {person.last_name}"
        table.append((person.username, ", ".join(offices), ", ".join(roles), name))
    return table


def _office_names() -> dict[str, str]:
    """Names by code, from the tables alone: the list needs no database."""
    names = {"มท": "กระทรวงมหาดไทย", "P38": "จังหวัดบึงกาฬ"}
    names |= {code: name for code, name, _head in units.DEPARTMENTS}
    names |= {code: name for code, _parent, name, *_more in units.UNITS}
    for line in LOCAL_GOVERNMENTS.strip().splitlines():
        short, code, name = line.split(" | ")[0].split(" ", 2)
        letter = "D" if short == "อ." else "L"
        names[f"{letter}{code}"] = f"{short}{name}"
    return names


def markdown() -> str:
    """The list as a table of the README."""
    lines = ["| account | office | duty | person |", "|---|---|---|---|"]
    lines += [f"| `{user}` | {office} | {duty} | {name} |" for user, office, duty, name in rows()]
    lines += ["", f"The password of all of them is `{people.PASSWORD}`."]
    return "\n".join(lines)


def plain() -> str:
    """The list for a terminal."""
    lines = [f"  {user:<20}{duty}  {office}" for user, office, duty, _name in rows()]
    return "\n".join([*lines, f"  password of every account: {people.PASSWORD}"])
