"""Ways through what staff write for everybody: articles, and the face of the practice."""

from tests.journeys import walk


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
