"""The waiting list of a real run, from what people were answered, the workers' logs, the databases and the mails."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import post
from bench.asking import LostError
from bench.crowd import GONE_ON, Line, span_of
from bench.machine import inline, offers
from bench.machine.check import Op
from bench.machine.inline import Window
from bench.machine.offers import Offered, Press, Waited


@dataclass
class Recorded:
    """People, offers, presses and runs, as the checks want them."""

    waiters: list[Waited]
    offers: list[Offered]
    presses: list[Press]
    windows: list[Window]

    @property
    def given(self) -> list[str]:
        """The codes of all bookings that came of an offer."""
        return [press.booking for press in self.presses if press.booking]

    def ops(self) -> list[Op]:
        """What happened to times that were offered, for the order of all requests (`bench.machine.check`)."""
        asks = {press.booking for press in self.presses if press.asks}
        found = []
        for one in self.offers:
            found.append(Op("offer", "", one.span, one.made, one.made_by, GONE_ON, offer=one.id))
            what = {"accepted": "take", "declined": "pass"}.get(one.outcome, "lapse")
            # Once it is over, a time is free for whoever comes, also before a worker or a late press says so.
            began = one.expires if what == "lapse" else min(one.ended, one.expires)
            ended = max(one.ended_by, began)
            asking = one.booking in asks
            found.append(Op(what, one.booking, one.span, began, ended, GONE_ON, asking, offer=one.id))
        return found


def recorded(
    line: Any, before: Any, joined: Mapping[str, float], presses: list[Press], windows: list[Window],
    pauses: Mapping[str, int],
) -> Recorded:  # fmt: skip
    """Bring the rows of the guard together with presses and runs. `before`: its rows when all began. Raises LostError."""
    old = {one["id"] for one in before["offers"]}
    if strangers := set(line["waiting"]) - set(before["waiting"]) - set(joined):
        raise LostError(f"places in the line that nobody asked for: {strangers}")
    if lost := set(joined) - set(line["waiting"]):
        raise LostError(f"places in the line that are lost: {lost}")
    bookings = defaultdict(list)
    for code, email in line["addresses"].items():
        bookings[email].append(code)
    waiters = [
        Waited(code, one["therapist"], one["since"], joined[code], frozenset(one["passed"]), one["ended"],
               one["ended_at"], tuple(bookings[one["email"]]))
        for code, one in line["waiting"].items() if code in joined
    ]  # fmt: skip
    runs = {window.now: window for window in windows}
    made = [_offered(one, presses, runs, pauses) for one in line["offers"] if one["id"] not in old]
    return Recorded(waiters, made, presses, windows)


def _offered(
    one: Any, presses: Sequence[Press], runs: Mapping[float, Window], pauses: Mapping[str, int]
) -> Offered:
    if one["made"] not in runs:
        raise LostError(f"an offer that no run made: {one['id']}")
    ended, booking = one["ended"], ""
    if one["outcome"] in {"accepted", "declined"}:
        wanted = {"take"} if one["outcome"] == "accepted" else {"pass", "stop"}
        own = [p for p in presses if p.waiter == one["waiter"] and p.what in wanted and p.done]
        pressed = next((p for p in own if p.began <= ended <= p.ended), None)
        if pressed is None:
            raise LostError(f"{one['id']} is {one['outcome']}, and nobody pressed")
        ended_by, booking = pressed.ended, pressed.booking
    else:
        ended_by = runs[ended].until if ended in runs else ended
    return Offered(
        one["id"], one["waiter"], span_of(one["therapist"], one["start"], one["end"], pauses[one["therapist"]]),
        one["made"], runs[one["made"]].until, one["expires"], ended, ended_by, one["outcome"], booking,
        one["mail"], one["state"],
    )  # fmt: skip


def check(seen: Recorded, ops: Sequence[Op], line: Any, folder: Path, figures: Line) -> None:
    """Hold all but the order of requests against what must be, and count. Raises BrokenError, LostError."""
    offers.people(seen.waiters, seen.offers, seen.presses)
    figures.beside = inline.Line(seen.waiters, seen.offers, ops).check(seen.windows)
    times = offers.mails(seen.offers, left(line["offers"], folder))
    outcomes = Counter(one.outcome for one in seen.offers)
    figures.waited, figures.offers, figures.runs = len(seen.waiters), len(seen.offers), len(seen.windows)
    figures.taken, figures.lapsed = outcomes["accepted"], outcomes["expired"]
    figures.declined, figures.untold, figures.told_twice = outcomes["declined"], times[0], times[2]


def left(rows: Sequence[Any], folder: Path) -> dict[str, list[str]]:
    """The ids of the mails that left, by offer: whom their link lets in, and which time they tell of.

    The same time may come to somebody again: then by the id of its row, or it is that of the one without a row.
    """
    told = defaultdict(list)
    for file in folder.glob("*"):
        for _address, mail in post.read(file.read_bytes()):
            told[mail.code].append(mail)
    found: dict[str, list[str]] = {one["id"]: [] for one in rows}
    for waiter, mails in told.items():
        for mail in mails:
            own = [
                one for one in rows
                if one["waiter"] == waiter and f"A time is free: {one['said']}." in mail.text
            ]  # fmt: skip
            for one in sorted(own, key=lambda one: (one["mail"] != mail.id, bool(one["mail"])))[:1]:
                found[one["id"]].append(mail.id)
    return found
