"""The mails that left, as those find them to whom they were written: whole files of a folder, one mail each."""

import re
import threading
import time
from collections import defaultdict
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
        self._read: set[Path] = set(folder.glob("*"))
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
        for file in set(self._folder.glob("*")) - self._read:
            if (found := read(file)) is not None:
                self._read.add(file)
                address, mail = found
                self._boxes[address].append(mail)


def read(file: Path) -> tuple[str, Found] | None:
    """Address and mail; None while it is being written, or for ever where its writer was killed."""
    raw = file.read_bytes()
    if not raw.rstrip().endswith(END):
        return None
    mail = message_from_bytes(raw.rstrip()[: -len(END)], policy=policy.default)
    assert isinstance(mail, EmailMessage)
    body = mail.get_body(("plain",))
    text = body.get_content() if body else ""
    link = LINK.search(text)
    id = str(mail["Message-ID"]).strip("<>").partition("@")[0]
    return str(mail["To"]), Found(id, link[1] if link else "", link[2] if link else "", text)
