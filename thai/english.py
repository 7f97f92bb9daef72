"""Dates and deadlines for the English screens, still in Buddhist years."""

import datetime as dt

from thai.calendar import as_day, local, local_day
from thai.dates import be_year
from thai.deadlines import days_left, has_hour, last_day

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def format_date(day: dt.date) -> str:
    """Print ``day`` as 28 Oct 2563 BE."""
    day = as_day(day)
    return f"{day.day} {_MONTHS[day.month - 1]} {be_year(day)} BE"


def format_moment(moment: dt.datetime) -> str:
    """Print a Bangkok moment as 1 Oct 2563 BE, 09:26. Raises ValueError without a zone."""
    return f"{format_date(moment)}, {local(moment):%H:%M}"


def deadline_text(due_at: dt.datetime) -> str:
    """Print a deadline as "by 31 Oct 2563 BE", with the hour if it has one."""
    text = f"by {format_date(last_day(due_at))}"
    return f"{text}, {local(due_at):%H:%M}" if has_hour(due_at) else text


def left_text(due_at: dt.datetime, at: dt.datetime) -> str:
    """Print what is left: "2 days left", "due today", "3 days overdue"."""
    days = days_left(due_at, at)
    unit = "day" if abs(days) == 1 else "days"
    if days < 0:
        if local_day(at) == last_day(due_at):
            return f"overdue since {local(due_at):%H:%M} today"
        return f"{-days:,} {unit} overdue"
    if days > 0:
        return f"{days:,} {unit} left"
    return f"due today, {local(due_at):%H:%M}" if has_hour(due_at) else "due today"
