"""The mails that left, as those find them to whom they were written: in files of a folder, one or several each.

A sender opens a file by the second and by a number of its own, so that two of one second may come to the same.
"""

import re
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

END = b"-" * 79
LINK = re.compile(r"#([A-Z0-9]{10})\.([a-z2-7]{26})")


@dataclass(frozen=True)
class Found:
    """A mail with a private link: its id, and what opens the page."""

    id: str
    code: str
    token: str
    text: str


class Post:
    """Who asks gets each id once, however often that mail left."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._lock = folder, threading.Lock()
        self._read = {file: file.stat().st_size for file in folder.glob("*")}
        self._boxes: defaultdict[str, list[Found]] = defaultdict(list)
        self._taken: set[str] = set()

    def next(self, address: str, seconds: float) -> Found | None:
        """The next mail to an address, if one comes in so many seconds."""
        end = time.monotonic() + seconds
        while True:
            with self._lock:
                self._look()
                for mail in self._boxes[address]:
                    if mail.id not in self._taken:
                        self._taken.add(mail.id)
                        return mail
            if time.monotonic() > end:
                return None
            time.sleep(0.1)

    def _look(self) -> None:
        for file in self._folder.glob("*"):
            if file.stat().st_size > (seen := self._read.get(file, 0)):
                whole = file.read_bytes()[seen:].rpartition(END)[0]
                self._read[file] = seen + (len(whole) + len(END) if whole else 0)
                for address, mail in read(whole + END):
                    self._boxes[address].append(mail)


def read(text: bytes) -> Iterator[tuple[str, Found]]:
    """Addresses and mails; one that is being written, or whose writer was killed, is left out."""
    for raw in text.split(END)[:-1]:
        if raw.strip():
            yield _mail(raw.lstrip())


def _mail(raw: bytes) -> tuple[str, Found]:
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    body = mail.get_body(("plain",))
    text = body.get_content() if body else ""
    link = LINK.search(text)
    id = str(mail["Message-ID"]).strip("<>").partition("@")[0]
    return str(mail["To"]), Found(id, link[1] if link else "", link[2] if link else "", text)
