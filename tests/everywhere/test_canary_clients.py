"""Words that clients type into every field of every form: in no row, log, address, mail or export of others."""

import logging
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from footing.vault import export
from tests.conftest import OwnClient
from tests.everywhere.rows import rows
from tests.everywhere.test_canary import forms_of
from tests.people import PASSPHRASE
from tests.sharing.conftest import Shared, shared

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
__all__ = ["shared"]
START = (
    "/account/", "/account/reach/", "/account/phrase/", "/account/back/", "/account/new/", "/share/", "/share/note/",
    "/share/note/give/", "/share/model/give/", "/book/own/", "/contact/own/", "/contact/yours/", "/map/", "/talk/",
    "/plan/", "/story/", "/today/", "/map/own/", "/map/people/", "/map/look/", "/map/rate/", "/map/days/",
    "/log/", "/log/new/", "/diary/", "/diary/new/", "/today/changed/", "/story/own/", "/story/own/c3/",
    "/talk/ways/", "/talk/ways/rate/", "/steps/", *(f"/steps/e{n}/" for n in range(1, 7)),
    "/talk/say/", "/talk/repair/", "/talk/listening/?scene=a", "/talk/wishes/",
)  # fmt: skip
ENDING = ("/account/erase/", "/account/sign-out/", "/account/end/", "/leave/")


class Forms(HTMLParser):
    """The forms of a page that send: where to, and their fields with kinds and values."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str, str]]]] = []
        self._open = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        own = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = own.get("method", "").lower() == "post"
            if self._open:
                self.found.append((own.get("action", ""), []))
        elif self._open and own.get("name") and tag in {"input", "textarea", "button", "select"}:
            kind = own.get("type", "text") if tag == "input" else tag
            self.found[-1][1].append((own["name"], kind, own.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = False


class Typist:
    """Types a word of its own into every field that takes words, ticks every box, presses every button."""

    def __init__(self, client: Client) -> None:
        self.client, self.words, self.addresses, self._seen = client, [], [], set()  # type: ignore[var-annotated]

    def visit(self, address: str, depth: int = 2) -> None:
        """Fill in every form of a page, and those of the pages that come of it."""
        self._page(address, self.client.get(address), depth)

    def _page(self, address: str, answer: Any, depth: int) -> None:
        self.addresses.append(answer.get("Location", ""))
        if depth == 0 or answer.streaming or "html" not in answer.get("Content-Type", ""):
            return
        for action, fields in Forms(answer.content.decode()).found:
            to = action or address
            buttons = [(n, v) for n, kind, v in fields if kind == "button"] or [("", "")]
            for name, value in buttons:
                mark = (to, name, value, tuple(n for n, _, _ in fields))
                if not to.startswith(ENDING) and mark not in self._seen:
                    self._seen.add(mark)
                    sent = self._filled(fields) | ({name: [value]} if name else {})
                    self._page(to, self.client.post(to, sent), depth - 1)

    def _filled(self, fields: list[tuple[str, str, str]]) -> dict[str, list[str]]:
        sent: dict[str, list[str]] = {}
        for name, kind, value in fields:
            if kind in {"text", "textarea", "search", "tel", "email"}:
                sent[name] = [self._word()]
            elif kind == "password":
                sent[name] = [PASSPHRASE]
            elif kind in {"hidden", "checkbox", "radio"} and kind != "button":
                sent[name] = [value or "on"] if kind == "radio" else [*sent.get(name, []), value or "on"]
        return sent

    def _word(self) -> str:
        self.words.append(f"quokka{len(self.words):04d}zx")
        return str(self.words[-1])


def lies(words: list[str], content: bytes) -> list[str]:
    return [word for word in words if any(form in content for form in forms_of(word))]


def test_no_word_of_a_client_lies_where_another_could_read_it(
    shared: Shared, caplog: pytest.LogCaptureFixture
) -> None:
    alice, visitor = Typist(shared.client("alice")), Typist(OwnClient())
    with caplog.at_level(logging.DEBUG):
        for address in START:
            alice.visit(address)
            visitor.visit(address)
    words = alice.words + visitor.words
    assert len(alice.words) > 12
    assert len(visitor.words) > 8
    assert lies(words, repr(rows()).encode()) == []
    assert lies(words, " ".join([*alice.addresses, *visitor.addresses]).encode()) == []
    assert lies(words, "\n".join(f"{r.getMessage()} {r.exc_text}" for r in caplog.records).encode()) == []
    assert mail.outbox == []
    mine = export.as_json(export.collect(holder=shared.alice.id, now=timezone.now()))
    assert lies(alice.words, mine.encode())
    for other in (shared.bob, shared.world.dana, shared.world.femi, shared.world.erin, shared.world.charlie):
        theirs = export.as_json(export.collect(holder=other.id, now=timezone.now()))
        assert lies(words, theirs.encode()) == []


def test_the_search_sees_fields_and_buttons() -> None:
    page = '<form method="post" action="/x/"><input name="a"><textarea name="b"></textarea><button name="s" value="1">'
    assert Forms(page).found == [("/x/", [("a", "text", ""), ("b", "textarea", ""), ("s", "button", "1")])]
    assert re.match("quokka", Typist(OwnClient())._word())
