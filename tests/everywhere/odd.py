"""Odd input: what each address asks for, learned by listening, filled with good and with broken values."""

import random
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import datastructures
from django.utils.datastructures import MultiValueDict
from hypothesis import strategies as st

from footing.practice.models import Inquiry
from footing.vault.sealed import seal_state
from tests.people import PASSPHRASE, World, wish
from tests.practice.letters import pair, shown

Good = dict[str, list[str]]
COPYING = datastructures.__file__
# Whoever goes through a whole form asks for every name.
WHOLE, EVERY = ("__iter__", "keys", "values", "items", "lists", "dict"), "every"
TIMES = [
    "0000-00-00", "0001-01-01", "9999-12-31", "2026-02-30", "2026-11-24T25:61:00Z", "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00", "2026-11-24T11:00:00+99:99", "24:00-25:00", "9:03-10", "2199-12-31T23:59:59Z",
]  # fmt: skip
NUMBERS = [
    "-1",
    "0",
    "1",
    "²",
    "１２",
    "١٢",
    "9" * 400,
    "9" * 18,
    "1e309",
    "NaN",
    "Infinity",
    "-0",
    "1.5",
    "0x10",
]
BROKEN = [
    "", " ", "\x00", "a\x00b", "\x1b[0m", "\u202eabc", "\ufffe", "İ", "ß", "ﬁ", "é" * 300, "😀" * 90, "🏳️‍🌈", "x" * 5000,
    "null", "None", "true", "[]", "{}", "[[", "\\", "'; DROP TABLE booking_booking; --", "<script>alert(1)</script>",
    "{{ 7 * 7 }}", "%00", "%s%n", "../../etc/passwd", "a\r\nb: c", "00000000-0000-0000-0000-000000000000", "dana",
    "femi", "nobody", "|", "|dana", "#.", "a.b.c", "//x",
]  # fmt: skip
TYPED = st.one_of(
    st.sampled_from(BROKEN), st.sampled_from(TIMES), st.sampled_from(NUMBERS), st.text(max_size=40),
    st.integers().map(str), st.datetimes().map(str),
)  # fmt: skip
INPUT = re.compile(r'name="([\w-]+)"[^>]*? value="([^"]*)"')
MOST = 12
LISTENED = 30


def good(world: World, client: Client) -> Good:
    """Values that each field may rightly have, by its name."""
    start = wish(world.room).start.isoformat()
    sent = pair(Inquiry.objects.get())
    return {
        "type": ["introduction", "introduction-for-two"], "who": ["dana", "femi", ""], "mode": ["video"],
        "tz": ["UTC", "Pacific/Auckland"], "start": [start, world.booking.start.isoformat(), f"{start}|femi"],
        "name": ["Alice"], "phone": ["+1 416 555 0134"], "email": ["a@example.org"], "may_mail": ["on"],
        "old_enough": ["on"], "code": [world.booking.code, sent["code"]], "token": [world.token, sent["token"]],
        "sure": ["1", "now", "later", "keep"], "as": ["json"],
        "hold": [_hold(client, start)], "state": [*states(), "x"], "c": [str(n) for n in range(1, 9)],
        "step": ["name", "nobody", "none", "things", "others", "pick", "sentence", "causes", "skip", "talk"],
        "n": ["Kim", "safe", "time"], "p": ["place", "animal"], "d": ["longer"], "e": ["yes", "no"],
        "fear": ["yes"], "from": [start[:10]], "week": [start[:10]], "country": ["CA"], "region": ["ON"],
        "pause": ["5"], "step_minutes": ["15"], "notice_hours": ["1"], "horizon_days": ["9"], "first": [start[:10]],
        "last": [start[:10]], "hours": ["9:00-10:00", "0:00-24:00"], "remove": ["1"], "login": ["Dana"],
        "password": [PASSPHRASE], "passphrase": [PASSPHRASE], "modes": ["video"], "fee": ["1.00"], "line": ["A"],
        "bio": ["B"], "agree": ["on"], "shown": [shown()], "reasons": ["cause"], "together": ["unsure"], "done": ["1"],
        "message": ["A word"], "owner": [str(world.erin.id)], "text": ["Hello"], "reason": ["spam"],
        "t": ["listens", "call"], "month": [start[:7]], "to": [start[:10]],
        "do": ["practice", "add", "invite", "show", "hide", "try", "save"], "minimum_age": ["16"], "time_zone": ["UTC"],
        "profession": ["A"], "registration_body": ["A"], "registration_number": ["1"], "languages": ["A, B"],
        "fee_currency": ["CAD"], **{f"day{n}": ["9:00-10:00"] for n in range(7)},
    }  # fmt: skip


def states() -> list[str]:
    """Sealed states as the rooms write them, whole and half."""
    check = {"about": 1, "items": "2" * 18, "way": "2" * 6, "duration": "longer", "shock": "n"}
    rooms: list[dict[str, Any]] = [
        {}, {"check": [check]}, {"check": [check], "safety": {"1": "N."}},
        {"check": [check], "safety": {"1": "U."}, "story": {"causes": ["bullied"]}}, {"story": {"causes": []}},
        {"trustmap": {"path": "person", "who": "Kim", "at": "others"}}, {"trustmap": {"at": "model"}},
        {"trustmap": {"path": "person", "who": "Kim", "own": ["a"], "things": [], "done": True, "at": "model"}},
        {"talk": {"at": "card"}}, {"talk": {"sentence": "x", "draft": "x", "at": "sentence"}},
    ]  # fmt: skip
    return [seal_state(room) for room in rooms]


@contextmanager
def listening() -> Iterator[set[str]]:
    """The names that are asked of forms and addresses while the block runs; copying a form asks for none."""
    names: set[str] = set()
    with pytest.MonkeyPatch.context() as patch:
        for method in ("get", "__getitem__", "__contains__", "getlist", *WHOLE):
            real = getattr(MultiValueDict, method)

            def heard(self: Any, key: Any = EVERY, *more: Any, _real: Any = real, **options: Any) -> Any:
                if isinstance(self, QueryDict) and sys._getframe(1).f_code.co_filename != COPYING:
                    names.add(str(key))
                return _real(self, *(() if key is EVERY else (key,)), *more, **options)

            patch.setattr(MultiValueDict, method, heard, raising=False)
        yield names


def asked(client: Client, address: str, known: Good, times: int) -> list[str]:
    """The names that an address asks for, by GET and by POST, in so many tries; what its pages offer joins `known`."""
    chance = random.Random(address)
    before: list[dict[str, str]] = []
    with listening() as names:
        for _ in range(times):
            chosen = {name: chance.choice(known[name]) for name in sorted(names) if name in known}
            if chosen in before:
                continue  # most addresses ask for little or nothing: the same form says the same again
            before.append(chosen)
            for answer in (client.get(address, chosen), client.post(address, chosen)):
                if not answer.streaming:
                    _learn(known, answer.content.decode(errors="replace"))
    return sorted(name for name in names if name.isprintable() and len(name) < 40)


def _learn(known: Good, page: str) -> None:
    for name, value in INPUT.findall(page):
        values = known.setdefault(name, [])
        if len(values) < MOST and value not in values:
            values.append(unescape(value))


def forms(names: list[str], known: Good) -> st.SearchStrategy[dict[str, list[str]]]:
    """A form as it should be with some fields broken, left out, sent twice or never heard of; or chaos."""
    right = {name: st.sampled_from(known[name]).map(_once) for name in names if name in known}
    odd = {name: st.lists(TYPED, min_size=1, max_size=2) for name in (*names, "unknown\u202e")}
    chaos = st.fixed_dictionaries({}, optional=odd)
    slips = st.lists(st.sampled_from(sorted(odd)), max_size=3).flatmap(
        lambda chosen: st.fixed_dictionaries({name: st.one_of(odd[name], st.just([])) for name in chosen})
    )
    whole = st.tuples(st.fixed_dictionaries(right), slips).map(lambda two: {**two[0], **two[1]})
    return st.one_of(whole, whole, chaos)


def _once(value: str) -> list[str]:
    return [value]


def _hold(client: Client, start: str) -> str:
    from footing.booking.models import Hold

    sent = {"type": "introduction", "who": "dana", "mode": "video", "tz": "UTC", "start": start}
    client.post("/book/details/", sent)
    return str(Hold.objects.values_list("id", flat=True).first() or "")
