"""The day by which somebody answers, from the practice's rule."""

from collections.abc import Collection
from datetime import date, timedelta

YEAR = 366


def answer_by(
    received: date, *, working_days: int, weekdays: Collection[int], closed: Collection[str]
) -> date:
    """The last of `working_days` working days after `received`.

    `weekdays` are 0 (Monday) to 6; `closed` are days of every year as "12-25". Raises ValueError for a rule
    without a working day.
    """
    day, left = received, working_days
    for _ in range(YEAR * max(1, working_days)):
        if left <= 0:
            return day
        day += timedelta(days=1)
        left -= day.weekday() in weekdays and f"{day:%m-%d}" not in closed
    raise ValueError("the practice's rule has no working day")
