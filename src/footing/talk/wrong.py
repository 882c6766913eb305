"""What is wrong with what was sent, in the words of the room."""

from uuid import UUID

from footing.design import content


def wrong(name: str) -> str:
    """One sentence."""
    return str(content.table("talk/room.toml")["errors"][name])


def long() -> dict[str, str]:
    """For a field that takes so many letters."""
    return {"max_length": wrong("long")}


def id_in(sent: str) -> UUID | None:
    """An id that was sent, or None."""
    try:
        return UUID(sent)
    except ValueError:
        return None
