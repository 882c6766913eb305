"""Types of appointments in words: the content's in today's language, or the practice's own."""

from footing.design import content

PATH = "booking/types.toml"


def said(words: str) -> str:
    """A type's name or summary: the translation where it is ours, else as the practice wrote it."""
    both = zip(content.table(PATH, content.SOURCE)["type"], content.table(PATH)["type"], strict=True)
    pairs = ((was[part], now[part]) for was, now in both for part in ("name", "summary"))
    return next((str(now) for was, now in pairs if was == words), words)
