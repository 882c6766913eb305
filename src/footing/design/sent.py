"""Small numbers in what a browser sent."""


def number(text: str, *, digits: int, otherwise: int) -> int:
    """A number of at most so many digits, 0 and up; `otherwise` for whatever is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else otherwise
