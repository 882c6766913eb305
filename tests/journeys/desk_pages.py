"""The pages of those who work here, from the week to what is set up once."""

from datetime import UTC, datetime, timedelta

from tests.journeys import walk

FRONT = [
    "day/", "book/", "book/change/", "intake/", "waiting/", "requests/", "hours/", "calendars/", "profile/",
    "articles/", "articles/new/", "links/", "team/", "start/?step=hours", "practice/", "practice/texts/", "texts/",
    "practice/near/", "matching/", "came/",
]  # fmt: skip


def fronts(way: walk.Walk) -> None:
    """One page of each kind that a manager who is a therapist too can open."""
    way.open("/account/sign-in/", "sign in")
    way.press("Erin", "desk: week")
    for address in FRONT:
        way.open(f"/desk/{address}", f"desk: {address}")
    for room in ("intake", "waiting"):
        way.open(f"/desk/{room}/", f"desk: {room}/")
        way.follow(way.page.locator("main .slots a").first, f"desk: one of {room}")


def desk(way: walk.Walk, who: str) -> None:
    """The desk as one of the team."""
    way.open("/account/sign-in/", "sign in")
    way.press(who, f"{who}: week")
    booking = way.page.locator("a[href*='/desk/booking/']").first
    if booking.count():
        way.follow(booking, f"{who}: booking")
    way.open("/desk/day/", f"{who}: a day")
    called(way, who)
    way.open("/desk/book/change/", f"{who}: a caller changes a time")
    way.open("/desk/intake/", f"{who}: intake")
    way.follow(way.page.locator("main .slots a").first, f"{who}: somebody wrote")
    way.open(f"{way.page.url.removeprefix(way.site)}?t=call", f"{who}: an answer begun")
    here = way.page.url.split("?")[0].removeprefix(way.site)
    way.press("Close it", f"{who}: no reason given")
    way.open(f"{here}book/", f"{who}: book for them")
    way.press("See open times", f"{who}: times for them")
    way.open("/desk/intake/?done=1", f"{who}: done")
    way.open("/desk/waiting/", f"{who}: waiting")
    if (waiter := way.page.locator("main .slots a").first).count():
        way.follow(waiter, f"{who}: one who waits")
    for address in (
        "/desk/hours/",
        "/desk/calendars/",
        "/desk/requests/",
        "/desk/profile/",
        "/account/second/",
    ):
        way.open(address, f"{who}: {address}")
    writes(way, who)
    if who == "Dana":
        way.open(
            f"/desk/hours/?since={datetime.now(UTC).date() + timedelta(days=30)}", "Dana: hours from a day on"
        )
        way.press("Save these hours", "Dana: hours from a day on, saved")
        way.press("Write these hours", "Dana: hours from no day")
        way.open("/desk/shared/", "Dana: shared")
        way.follow(way.page.locator("main .lines a").first, "Dana: one thing")
    if who == "Erin":
        way.open("/desk/team/", f"{who}: team")
        way.press("Add to the team", f"{who}: team, nothing filled in")
        way.follow(way.page.locator("main button[value=end]").first, "Erin: end a sign-in?")
        face(way)
        way.open("/desk/matching/", "Erin: who fits")
        way.press("Try it", "Erin: who fits, tried")
        way.open("/account/confirm/", "Erin: confirm")
        way.open("/desk/came/", "Erin: who came")
    way.open("/desk/booking/00000000-0000-4000-8000-000000000000/", f"{who}: unknown booking")


def called(way: walk.Walk, who: str) -> None:
    """A caller, from their wish to the code that is read aloud."""
    way.open("/desk/book/", f"{who}: book for a caller")
    way.press("See open times", f"{who}: times for a caller")
    way.follow(way.page.locator("main button.time").first, f"{who}: who is calling")
    way.press("Book this time", f"{who}: who is calling, errors")
    for name, value in (("name", "Kim"), ("phone", "+1 416 555 0199")):
        way.fill(name, value)
    for box in ("read_out", "old_enough"):
        way.page.locator(f"[name={box}]").check()
    way.press("Book this time", f"{who}: read aloud")


def writes(way: walk.Walk, who: str) -> None:
    """An article that is typed, looked at, gone back to, kept, and deleted."""
    for address in ("/desk/articles/", "/desk/links/", "/desk/articles/new/"):
        way.open(address, f"{who}: {address}")
    way.press("Keep this", f"{who}: write, nothing typed")
    way.fill("title", "A quiet hour")
    way.fill("body", "One small thing.")
    way.press("See it as visitors do", f"{who}: looked at")
    way.press("Go on writing", f"{who}: write again")
    way.press("Keep this", f"{who}: a draft")
    if who == "Erin":
        way.press("Publish this text now", f"{who}: not ready")
    way.tap(way.page.locator("summary", has_text="Delete this draft"))
    way.press("Delete it", f"{who}: articles")


def face(way: walk.Walk) -> None:
    """What a manager sets up: the first run, the practice's face, the program's texts."""
    for address in ("start/?step=hours", "practice/", "practice/texts/", "texts/"):
        way.open(f"/desk/{address}", f"Erin: {address}")
    way.follow(way.page.locator("main .lines a").first, "Erin: one text")
    way.open("/desk/texts/", "Erin: texts")
    way.follow(way.page.locator("#g1 .lines a").first, "Erin: one list of words")
    assert way.page.locator("main .typed").is_visible()
    way.open("/desk/practice/near/", "Erin: lines near by")
    way.press("Add it", "Erin: a line, nothing filled in")
