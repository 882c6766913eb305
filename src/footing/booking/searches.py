"""How often one place may search for open times: by page and by the API together."""

from django.http import HttpRequest

from footing.vault import passing

# One search every two seconds for ten minutes, without a pause. A person reads a week before the next one: about ten
# in a minute at the quickest, so three people at once behind one address never meet it, and a house or a carrier's NAT
# with thirty people who look through ten weeks each does not either. For a script it is little: 300 searches of a
# practice of ten take the server five seconds in ten minutes (docs/measured.md).
MOST, SECONDS = 300, 600


def wait(request: HttpRequest) -> int:
    """Count a search. 0 where it may be made, else the seconds after which one may be made again."""
    return passing.wait(request, "search", limit=MOST, seconds=SECONDS)
