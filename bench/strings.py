"""Nothing that a person typed stands readable in a file of the server."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.journeys import browser, site, walk

# Words that occur nowhere else; each is typed into the field named.
TYPED = {"name": "Quokkaberg", "phone": "+1 416 555 0177", "hours": "wallabynoon", "say": "numbatcousin",
         "message": "bilbysecret"}  # fmt: skip
MAIL = "bandicoot-7311@example.org"
# In a booking's mail the address must stand; the demo writes its mails into a folder, as a mail server would get them.
OUTSIDE = {"mail"}


def canaries() -> Iterator[str]:
    """Book as a guest with odd words, then look for them in every file that the server keeps."""
    with site.running() as running, browser.chromium() as chromium, browser.context(chromium) as phone:
        way = walk.Walk(phone.new_page(), running.url)
        walk.check(way, walk.HEAVY, script=True)
        walk.causes(way)
        walk.model(way, who=TYPED["name"])
        _book(way)
        running.run("work", "--once")
        found = search(running.data, [*TYPED.values(), MAIL])
        log = (running.data / "server.log").read_text()
        if found or any(word in log for word in (*TYPED.values(), MAIL)):
            sys.exit(f"typed words stand in {found}")
        planted = running.data / "planted.sqlite3"
        planted.write_bytes(b"\x00\x01" + TYPED["message"].encode() + b"\x00")
        if not search(running.data, [TYPED["message"]]):
            sys.exit("the search does not find a planted word")
        planted.unlink()
        files = sum(f.is_file() for f in running.data.rglob("*"))
    yield "## What the files say\n"
    yield (
        f"The demo, a check, a plan with a name in it and a guest booking with six odd words: `strings` over {files} files of the\n"
        "data folder (databases, write-ahead logs, keys, server log) finds none of them; a planted one it finds. Only the mail that\n"
        "the guest asked for, as handed to the mail server, has the guest's address.\n"
    )


def _book(way: walk.Walk) -> None:
    way.open("/book/?who=noor", "find")
    way.choose("mode", "phone")
    way.press("See open times", "times")
    way.follow(way.page.locator("main button[name=start]").first, "who")
    way.page.locator("main summary").first.click()
    for name, text in TYPED.items():
        way.fill(name, text)
    way.fill("email", MAIL)
    way.tap(way.page.locator("input[name=may_mail]"))
    way.tap(way.page.locator("input[name=old_enough]"))
    way.press("Book this time", "booked")
    if "booked" not in way.page.locator("h1").inner_text():
        sys.exit("the canary's booking failed")


def search(folder: Path, words: list[str]) -> list[str]:
    """Files of a folder, mails left out, in which `strings` (or Python, where there is none) finds a word."""
    found = []
    for file in sorted(
        f for f in folder.rglob("*") if f.is_file() and f.relative_to(folder).parts[0] not in OUTSIDE
    ):
        if shutil.which("strings"):
            text = subprocess.run(
                ["strings", "-a", file], capture_output=True, text=True, check=True, errors="replace"
            ).stdout
        else:
            text = file.read_bytes().decode("latin-1")
        found += [file.name for word in words if word in text]
    return found
