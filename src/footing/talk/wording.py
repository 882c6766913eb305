"""Sentences put together from what somebody typed; their own words stay as they are."""

from collections.abc import Sequence

ENDS = ".!?…"


def before(pattern: str) -> str:
    """What a sentence says before its first gap: "I feel", "I need", "when"."""
    return str(pattern).partition("{")[0].strip()


def without(beginning: str, text: str) -> str:
    """A line without its full stop, and without a beginning that the sentence brings itself."""
    bare = text.strip().rstrip(".").strip()
    begins = bare.lower().replace("’", "'").startswith(f"{beginning.lower()} ")
    return bare[len(beginning) + 1 :] if begins else bare


def listed(parts: Sequence[str], word: str) -> str:
    """Words in a row, the last after an "and"."""
    return " ".join((", ".join(parts[:-1]), word, parts[-1])) if len(parts) > 1 else "".join(parts)


def ended(text: str, mark: str = ".") -> str:
    """A text with a mark at its end, where it has none."""
    bare = text.strip()
    return bare if not bare or bare.rstrip("\"'”’» \u00a0")[-1:] in ENDS else bare + mark
