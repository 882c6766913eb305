"""`make bench`: CPU milliseconds per request, as ratios to a bare view of the same server; writes docs/measured.md.

CPU time of the server's processes is the figure (wall times on shared machines are noise); the bare view is
`/healthz`, measured in the same run.
"""

import http.client
import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from tests.journeys import site

from bench import changed, grids, log, past, sealing, slots, turns
from bench.client import Api

REPORT = Path(__file__).resolve().parents[1] / "docs" / "measured.md"
TICK = os.sysconf("SC_CLK_TCK")
REQUESTS, ROUNDS = 60, 3
# Easy!Appointments 1.6.0 and django-appointment 3.12.0, measured in November 2026 on such a machine: CPU ms.
PEERS = {"month, any of ten": "371 (Easy!Appointments)", "day, one": "7.4 (Easy!Appointments), 21 (django-appointment)",
         "day, any of ten": "34 (Easy!Appointments)"}  # fmt: skip

HEAD = """Written by `make bench` on {today:%d %B %Y}: {cores} cores, SQLite. CPU milliseconds of the server's processes
per request; the ratio is to a view that does nothing but answer, on the same server in the same run."""
SEARCH = "Sixty days, 180 busy spans a therapist, thirty-minute starts: `footing.core.slots`."


@dataclass(frozen=True)
class Line:
    """One measured request."""

    name: str
    milliseconds: float
    ratio: float


def main() -> int:
    """Measure three sizes of practice and the pure search, print a table, write the report."""
    parts = [("Ten therapists, about 330 bookings", 4, 0), ("100 therapists, about 9,300 bookings", 90, 9000),
             ("1,000 therapists, about 99,300 bookings", 900, 90_000)]  # fmt: skip
    made = site.prepared()
    tables = []
    for title, therapists, bookings in parts:
        made.run("demo", "--therapists", str(therapists), "--bookings", str(bookings))
        with site.serving(made) as serving:
            tables.append((title, pages(serving) if therapists == 4 else searches(serving)))
    core = slots.measure()
    grown = past.measure(ratios)
    entries, years = log.measure(), changed.measure()
    parts_after = [*past.lines(grown), "", *sealing.lines(sealing.measure()), "", *grids.lines(grids.measure()), "", *log.lines(entries), "",
                   *changed.lines(years), "", *turns.lines(turns.measure(spent))]  # fmt: skip
    text = report(tables, core) + "\n" + "\n".join(parts_after) + "\n"
    REPORT.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return int(log.too_much(entries) or log.too_much(years))


def pages(serving: site.Site) -> list[Line]:
    """Searches and pages of the small practice."""
    return searches(serving) + lines(
        serving,
        {name: path for name, path in (
            ("first page", "/"), ("check, one context", "/check/?c=1"), ("a learn page", "/learn/w1/"),
            ("team", "/team/"), ("booking, first screen", "/book/"), ("help now", "/help-now/"),
            ("booking, open times", "/book/times/?type=introduction&mode=video&tz=America/Toronto"),
        )},
    )  # fmt: skip


def searches(serving: site.Site) -> list[Line]:
    """Slot searches over API v1."""
    day = datetime.now(UTC).date() + timedelta(days=4)
    after = day.replace(day=1) + timedelta(days=32)
    one = Api(serving.url).slots("introduction", day, day + timedelta(days=3))[0]["therapist"]
    query = f"/api/v1/slots?type=introduction&from={day}&to={day}&tz=America/Toronto"
    month = f"/api/v1/days?type=introduction&month={after:%Y-%m}&tz=America/Toronto"
    return lines(serving, {
        "day, one": f"{query}&therapist={one}", "day, any of ten": query,
        "month, one": f"{month}&therapist={one}", "month, any of ten": month,
    })  # fmt: skip


def ratios(serving: site.Site) -> dict[str, float]:
    """Slot searches as ratios to the bare view, by name."""
    return {line.name: line.ratio for line in searches(serving) if line.ratio != 1.0}


def lines(serving: site.Site, addresses: dict[str, str]) -> list[Line]:
    """Each address beside the bare view; the least of three rounds of each."""
    bare = min(cpu(serving, "/healthz") for _ in range(ROUNDS))
    found = []
    for name, address in addresses.items():
        own = min(cpu(serving, address) for _ in range(ROUNDS))
        found.append(Line(name, own, own / bare))
    return (
        found if any(name == "first page" for name in addresses) else [Line("a bare view", bare, 1.0), *found]
    )


def cpu(serving: site.Site, address: str) -> float:
    """CPU milliseconds of the server's processes per request."""
    connection = http.client.HTTPConnection(urlsplit(serving.url).netloc, timeout=60)

    def ask() -> None:
        connection.request("GET", address, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200 or not body:
            raise RuntimeError(f"{address}: {answer.status}")

    for _ in range(8):
        ask()
    before, count = spent(serving.pid), 0
    while count < REQUESTS or spent(serving.pid) - before < 20 / TICK:
        ask()
        count += 1
        if count >= 20 * REQUESTS:
            break
    used = spent(serving.pid) - before
    connection.close()
    return used / count * 1000


def spent(server: int) -> float:
    """CPU seconds of a process and all below it (Linux)."""
    parents: dict[int, int] = {}
    times: dict[int, int] = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = file.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # ended meanwhile
        number = int(file.parent.name)
        parents[number], times[number] = int(fields[1]), int(fields[11]) + int(fields[12])
    family, grown = {server}, True
    while grown:
        below = {number for number, parent in parents.items() if parent in family} - family
        family |= below
        grown = bool(below)
    return sum(times.get(number, 0) for number in family) / TICK


def report(tables: list[tuple[str, list[Line]]], core: list[slots.Mark]) -> str:
    """The report as Markdown."""
    cores, today = os.cpu_count(), datetime.now(UTC).date()
    text = ["# Measured", "", HEAD.format(today=today, cores=cores), ""]
    for title, measured in tables:
        text += [f"## {title}", "", "| request | CPU ms | ratio | peers, CPU ms |", "|---|---:|---:|---|"]
        small = title == tables[0][0]
        for line in measured:
            name = line.name if small else line.name.replace("ten", "all")
            peer = PEERS.get(line.name, "") if small else ""
            text.append(f"| {name} | {line.milliseconds:.2f} | {line.ratio:.1f} | {peer} |")
        text.append("")
    text += ["## The search by itself", "", SEARCH, "", "| therapists | CPU ms | hours laid out anew | bits, busy laid anew | bits, busy days kept |",
             "|---:|---:|---:|---:|---:|"]  # fmt: skip
    text += [f"| {m.therapists} | {m.warm:.2f} | {m.cold:.2f} | {m.bits:.2f} | {m.kept:.2f} |" for m in core]
    return "\n".join(text) + "\n"


if __name__ == "__main__":
    sys.exit(main())
