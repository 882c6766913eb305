"""The pages of somebody who has an account, from keeping a plan to taking a look back."""

from datetime import UTC, datetime, timedelta

from tests.journeys import walk

# What somebody who has used the rooms for a while can open.
LIVED_IN = [
    "/today/", "/today/changed/", "/account/", "/account/reach/", "/account/phrase/", "/account/device/",
    "/map/people/", "/map/rate/", "/map/picture/", "/map/days/", "/map/more/", "/log/", "/log/new/", "/diary/",
    "/diary/new/", "/steps/", "/story/own/", "/talk/", "/talk/say/", "/talk/repair/", "/talk/weekly/", "/talk/ways/",
    "/talk/ways/rate/", "/talk/wishes/", "/two/", "/two/code/", "/two/typed/", "/share/", "/share/note/",
]  # fmt: skip


def lived_in(way: walk.Walk) -> None:
    """The rooms of a client of the demo, as they stand."""
    way.open("/account/sign-in/", "sign in")
    way.press("Alice, client", "today: lived in")
    for address in LIVED_IN:
        way.open(address, f"lived in: {address}")
    for room in ("/log/", "/diary/", "/story/own/", "/two/"):
        way.open(room, f"lived in: {room}")
        way.follow(way.page.locator(f"main a[href^='{room}'][href*='-']").first, f"lived in: one of {room}")
    linked(way)
    said(way)


def linked(way: walk.Walk) -> None:
    """From the page of a link, where it stands: what two can do together. For what is shown: `test_two.py`."""
    here = way.page.url.removeprefix(way.site)
    way.press("Let them see something", "linked: the pass phrase once more", link=True)
    for step in ("turns", "ways"):
        way.open(f"{here}do/{step}/", f"linked: {step}, open")
        way.press("Yes, I would like to", f"linked: {step}, said yes")
        way.press("Take my yes back", f"linked: {step}, taken back")
    way.open(f"{here}end/", "linked: end it?")


def said(way: walk.Walk) -> None:
    """What is said to somebody, from nothing typed over its hints to a card that is kept, changed and deleted."""
    way.open("/talk/", "say: to whom")
    way.press("My partner", "say: five parts")
    way.press("See it as one text", "say: nothing typed")
    way.fill("w", "You always come late, and you think I do not notice")
    way.page.locator("[name=f][value=hurt]").check()
    way.fill("r", "Could you ring me, and could you leave earlier?")
    way.press("See it as one text", "say: read once, with hints")
    way.press("Make the card", "say: a card")
    way.press("Keep this card", "say: a card that is kept")
    way.tap(way.page.locator("summary", has_text="Delete this card"))
    way.press("Delete it", "say: a card deleted")
    for address in ("repair/?about=1", "weekly/?about=1"):
        way.open(f"/talk/{address}", f"say: {address}")


def client(way: walk.Walk) -> None:
    """A plan kept in a new account; the pages of somebody who is signed in."""
    way.open("/plan/", "plan: open")
    way.press("Go on without the check", "plan: causes")
    way.follow(way.page.locator("button[name=step][value=causes]"), "plan: three ways")
    way.press("Keep this", "new: empty")
    way.press("Keep it", "new: errors")
    walk.account(way)
    way.press("Your plan", "plan: kept", link=True)
    way.press("Keep this", "today: kept again")
    way.open("/contact/own/", "own: open")
    way.press("Keep it", "own: errors")
    walk.write(way)
    way.press("Keep it in my account", "today: with a letter")
    way.press("Open it", "yours: in the account")
    way.open("/account/", "account")
    way.press("Change the pass phrase", "account: pass phrase", link=True)
    way.press("Change it", "account: pass phrase, errors")
    way.open("/account/reach/", "account: safe contact")
    way.choose("how", "hours")
    way.press("Keep this", "account: safe contact, errors")
    way.open("/account/kept/", "account: once more")
    way.fill("password", "four quiet words here")
    way.press("Go on", "account: all that is kept")
    way.open("/account/kept/private/", "account: the private questions")
    way.open("/account/access/", "account: who looked")
    way.open("/account/erase/", "account: delete")
    way.press("Delete it in seven days", "account: to be deleted")
    way.press("Keep it after all", "account: kept after all")
    two(way)
    mapped(way)
    log(way)
    weeks(way)
    story(way)
    stepped(way)
    talked(way)
    ways(way)
    shared(way)
    way.open("/today/", "today: at the end")


def shared(way: walk.Walk) -> None:
    """A note, and one therapist who may see it for a moment."""
    way.open("/share/", "share: nothing yet")
    way.open("/share/note/", "share: a note")
    way.press("See it as they will", "share: a note, empty")
    way.fill("text", "I would like to go slowly.")
    way.press("See it as they will", "share: a note, as they will see it")
    way.press("Keep the note", "share: with a note")
    way.open("/share/note/give/", "share: who")
    way.press("See it as they will", "share: who, nothing chosen")
    way.choose("reader", way.page.locator("[name=reader]").first.get_attribute("value") or "")
    way.fill("called", "Kim")
    way.press("See it as they will", "share: as they will see it")
    way.follow(way.page.locator("button[name=step][value=let]"), "share: one sees it")
    way.press("Take it back", "share: taken back")


def two(way: walk.Walk) -> None:
    """A code made, and one typed; nobody is linked. With a link: `tests/journeys/test_two.py`."""
    way.open("/two/", "two: nobody yet")
    way.press("Make a code", "two: before a code", link=True)
    way.press("Make the code", "two: a code, no name")
    way.fill("called", "Kim")
    way.press("Make the code", "two: a code")
    code = way.page.locator("p.code").inner_text()
    way.open("/two/typed/", "two: before typing")
    way.press("Use this code", "two: typing, errors")
    way.fill("handed", code)
    way.fill("called", "Kim")
    way.press("Use this code", "two: what waits")
    way.press("Take it back", "two: typed and taken back")


def mapped(way: walk.Walk) -> None:
    """A map from nobody to the picture, and two days side by side."""
    way.open("/map/own/", "map: before it begins")
    way.press("Begin", "map: nobody yet")
    way.press("Add", "map: no name")
    for name in ("Ann", "Ben", "Cleo", "Didi", "Eli"):
        way.page.locator("#id_n").fill(name)
        way.press("Add", f"map: {name}")
    way.open("/map/own/", "map: five people")
    way.press("Compare three people", "map: three of them", link=True)
    way.press("Keep it", "map: nothing found")
    way.fill("m", "calls back")
    way.press("Keep it", "map: something found")
    way.press("Go on to the ratings", "map: how much", link=True)
    way.follow(way.page.locator("button[value=on]"), "map: how close")
    way.press("Keep and stop for now", "map: half-way")
    way.open("/map/picture/", "map: too little")
    way.press("Keep this picture as it is today", "map: a day kept")
    way.press("Put beside today", "map: two days", link=True)
    way.open("/map/more/", "map: ideas")


def log(way: walk.Walk) -> None:
    """A log from nothing to an answered entry; it is deleted in the end."""
    way.open("/log/", "log: nothing yet")
    way.press("About me", "log: write one down")
    way.press("Keep it", "log: write one down, errors")
    way.fill("fear", "I will not sleep on Sunday.")
    way.choose("seen", "mine")
    later = datetime.now(UTC).date() + timedelta(days=9)
    way.page.locator("[name=due]").fill(later.isoformat())  # each browser has keys of its own for a day


def weeks(way: walk.Walk) -> None:
    """A week from the first question to what changed, and deleted in the end."""
    way.open("/diary/", "weeks: nothing yet")
    way.press("This week's questions", "weeks: questions", link=True)
    way.press("Keep it", "weeks: questions, errors")
    way.choose("q_rest", "3")
    way.fill("line", "It rained, and I slept.")
    way.press("Keep it", "weeks: one kept")
    way.press("Change what you said today", "weeks: today's once more", link=True)
    way.open("/today/changed/", "what changed: one week")
    way.tap(way.page.locator("summary", has_text="Show the numbers").first)
    way.open("/diary/", "weeks: one kept, again")
    way.press("Open it", "weeks: one of them", link=True)
    way.tap(way.page.locator("summary", has_text="Delete this week"))
    way.press("Delete it", "weeks: deleted")


def story(way: walk.Walk) -> None:
    """A story from nothing to a line of a life, and a stop with something that cannot be taken; deleted in the end."""
    way.open("/story/own/", "story: nothing yet")
    way.press("A loss", "story: write about it", link=True)
    way.fill("start", "about nine")
    way.press("Keep it and find a time", "story: an error")
    way.follow(way.page.locator("button[name=enough]").first, "story: enough, with something left")
    way.press("Back to what I wrote", "story: back")
    way.fill("start", "9")
    way.choose("then", "3")
    way.choose("now", "1")
    way.follow(way.page.locator("button[name=enough]").first, "story: enough")
    way.open("/story/own/c7/", "story: another")
    way.follow(way.page.locator("#own button:not([name])").first, "story: a line")
    way.follow(way.page.locator("main .lines a").first, "story: one item")
    way.open("/story/own/", "story: all of it")
    way.tap(way.page.locator("summary", has_text="Delete the whole story"))
    way.press("Delete all of it", "story: deleted")


def ways(way: walk.Walk) -> None:
    """Ways from nothing to what comes of them, with one choice; all of it is deleted in the end."""
    way.open("/talk/ways/", "ways: nothing yet")
    way.press("Begin", "ways: what it means", link=True)
    for id, given in (("words", 4), ("time", 4), ("help", 2), ("touch", 3), ("gifts", 0)):
        way.choose(f"r-{id}", str(given))
    way.choose("r-space", "-")
    way.press("Keep and go on", "ways: what I get")
    way.choose("r-words", "1")
    way.press("Keep and go on", "ways: what I give")
    way.choose("r-help", "4")
    way.press("Keep and go on", "ways: a choice")
    way.follow(way.page.locator("button[name=chosen]").first, "ways: the same once more")
    way.press("Enough. Show me what there is", "ways: what comes of it", link=True)
    way.tap(way.page.locator("summary", has_text="Show the numbers"))
    way.open("/talk/ways/", "ways: one kept")
    way.tap(way.page.locator("summary", has_text="Delete all of it"))
    way.press("Delete all of it", "ways: all deleted")


def stepped(way: walk.Walk) -> None:
    """One step from a draft to the look at what was written; all of it is deleted in the end."""
    way.open("/steps/", "steps: nothing yet")
    way.press("More steps", "steps: three more", link=True)
    way.open("/steps/e5/", "steps: a form with lines")
    way.press("Keep and stop for now", "steps: nothing written")
    way.fill("hard", "I am too much for people.")
    way.press("Keep and stop for now", "steps: one begun")
    way.open("/steps/e5/", "steps: gone on with")
    way.press("Done for today", "steps: what I wrote")
    way.press("Keep it", "steps: not said whether it helped")
    way.open("/steps/", "steps: one done")
    way.tap(way.page.locator("summary", has_text="Delete all of it"))
    way.press("Delete all of it", "steps: all deleted")


def talked(way: walk.Walk) -> None:
    """The room of the second way, as far as it is open without a check; a wish is written and deleted."""
    way.open("/talk/", "talk: the room")
    way.open("/talk/say/", "talk: for oneself")
    way.open("/talk/repair/", "talk: own words, none")
    way.press("Keep this sentence", "talk: own words, errors")
    way.open("/talk/weekly/", "talk: half an hour, nobody")
    way.open("/talk/listening/", "talk: listening")
    way.press("The coat on the hook", "talk: a scene", link=True)
    way.fill("t", "You had cooked.")
    way.press("Put the example beside it", "talk: a scene, beside the example")
    way.open("/talk/wishes/", "talk: wishes, none")
    way.press("Keep this wish", "talk: wishes, errors")
    way.fill("t", "Ten minutes at the table.")
    way.press("Keep this wish", "talk: one wish")
    way.press("Open it", "talk: a wish to change", link=True)
    way.tap(way.page.locator("summary", has_text="Delete this wish"))
    way.press("Delete it", "talk: no wish again")
