"""`make test`: everything on SQLite with a real browser, then on PostgreSQL what rests on the database itself.

What is missing here (Chromium, PostgreSQL) is installed where that is allowed, else said loudly and
counted as skipped. Ends with one line.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

from tests import postgres
from tests.journeys import browser

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Run both passes; exit 1 when any test failed or none ran."""
    began = time.monotonic()
    provide()
    folder = Path(tempfile.mkdtemp(prefix="footing-tests-"))
    codes, absent = [run("sqlite", folder, {}, ["--half"] if _has_postgres() else [])], []
    try:
        with postgres.cluster(lasting=False) as address:
            postgres.create_databases(address, "footing", "footing_keys", "footing_marks")
            narrowed = ["-m", "not browser", "--needs-db", "--both", "--half", *on_both()]
            codes.append(run("postgres", folder, postgres.environment(address), narrowed))
    except postgres.NoPostgresError as error:
        absent.append(f"the whole pass on PostgreSQL ({error})")
    counts, skipped = read(folder)
    shutil.rmtree(folder)
    skipped += absent
    for name in skipped:
        print(f"SKIPPED  {name}")
    kinds = ", ".join(f"{kind} {number}" for kind, number in sorted(counts["kinds"].items()))
    result = counts["result"]
    print(f"By kind: {kinds}; {time.monotonic() - began:.0f} s")
    print(f"tests: {result['passed']} passed, {result['failed']} failed, {len(skipped)} skipped", flush=True)
    return 0 if result["passed"] and not any(codes) else 1


def on_both() -> list[str]:
    """The files that have tests for PostgreSQL: those of its rooms, and those that name the marks."""
    marks = re.compile("both_databases|postgres")
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    return [
        str(file.relative_to(ROOT))
        for file in files
        if file.relative_to(ROOT / "tests").parts[0] in postgres.BOTH
        or marks.search(file.read_text(encoding="utf-8"))
    ]


def _has_postgres() -> bool:
    try:
        postgres.binaries()
    except postgres.NoPostgresError:
        return False
    return True


def provide() -> None:
    """Install Chromium and PostgreSQL where they are missing and it is allowed."""
    wanted = [] if browser.executable() else ["chromium"]
    if not _has_postgres():
        wanted.append("postgresql")
    if not wanted:
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print(
            f"MISSING  {', '.join(wanted)}: install them with your package manager to run every test.",
            flush=True,
        )
        return
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
    # The same browser without windows does half the work; where no such package is, the one with windows.
    windowless = subprocess.run(
        ["apt-cache", "show", browser.WINDOWLESS], check=False, stderr=subprocess.DEVNULL, **quiet
    )
    packages = [
        browser.WINDOWLESS if name == "chromium" and not windowless.returncode else name for name in wanted
    ]
    subprocess.run(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], check=False, **quiet
    )


def run(name: str, folder: Path, settings: dict[str, str], arguments: list[str]) -> int:
    """One pytest pass in a process of its own; its report goes to `folder`."""
    shared = tempfile.mkdtemp(prefix=f"footing-{name}-")
    environment = {**os.environ, **settings, "TESTS_SHARED": shared}
    environment.pop("FOOTING_DATA_DIR", None)
    if environment.pop("PYTHONDONTWRITEBYTECODE", None):
        # The sites of the journeys are many processes: each would compile Django anew.
        environment["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-n",
        "2",
        "--dist",
        "loadgroup",
        f"--junit-xml={folder / name}.xml",
        *arguments,
    ]
    print(f"--- {name}", flush=True)
    with subprocess.Popen([sys.executable, "-m", "tests.journeys.site"], cwd=ROOT, env=environment):
        code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    shutil.rmtree(shared, ignore_errors=True)
    return code


def read(folder: Path) -> tuple[dict[str, Counter[str]], list[str]]:
    """Counts by result and by kind (the folder under tests), and the names of what was skipped."""
    kinds: Counter[str] = Counter()
    result: Counter[str] = Counter()
    skipped = []
    for report in sorted(folder.glob("*.xml")):
        for case in ElementTree.parse(report).iter("testcase"):
            kind = case.get("classname", "tests.other").split(".")[1]
            label = f"{report.stem}: {case.get('classname')} {case.get('name')}"
            if case.find("failure") is not None or case.find("error") is not None:
                result["failed"] += 1
            elif (reason := case.find("skipped")) is not None:
                skipped.append(f"{label} ({reason.get('message', '')})")
            else:
                result["passed"] += 1
                kinds[kind if report.stem == "sqlite" else f"{kind} on PostgreSQL"] += 1
    return {"kinds": kinds, "result": result}, skipped


if __name__ == "__main__":
    sys.exit(main())
