"""What the process log looks like."""

import logging
import time

import pytest

from footing.config import settings as settings_file
from footing.config.lines import Line


@pytest.mark.parametrize("zone", ["UTC", "America/Toronto", "Asia/Kathmandu"])
def test_a_line_has_its_moment_in_utc_with_the_zone_on_every_machine(
    monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    record = logging.LogRecord("footing.outbox", logging.WARNING, "", 0, "late: %s", ("TimeoutError",), None)
    record.created = 1_764_039_723.9
    with monkeypatch.context() as here:
        here.setenv("TZ", zone)
        time.tzset()
        line = Line().format(record)
    time.tzset()
    assert line == "2025-11-25T03:02:03Z WARNING footing.outbox late: TimeoutError"


def test_every_handler_writes_such_lines() -> None:
    assert {handler["formatter"] for handler in settings_file.LOGGING["handlers"].values()} == {"line"}  # type: ignore[attr-defined]
    assert settings_file.LOGGING["formatters"] == {"line": {"()": "footing.config.lines.Line"}}
