"""Every word on the way of visitors and clients can be in another language."""

import re
from datetime import timedelta
from typing import Any

import pytest

from tests import addresses
from tests.booking.pages.conftest import Guest
from tests.everywhere import pseudo
from tests.people import PASSPHRASE, World, signed_in, wish
from tests.plan.way import IN_STATE, post, token, way
from tests.sharing.conftest import Shared, shared

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.one_database]
__all__ = ["shared"]
# Names of people and places, what they wrote or kept in their own words, codes, and names of papers.
KNOWN = re.compile(
    r"Footing|English|\b(Dana|Femi|Erin|Bob|Sam|fr)\b|Whitlock|Alice( Canary| Numbat)?|Toronto|America|CAD|UTC|DW"
    r"|Social worker|Plain talk\.|<script>alert\(1\)</script>|College, DEMO 1|One\.|before four"
    r"|Potoroo|(Canary|Quokka) words|Quokka|An echidna week\.|I will hide like a pademelon\.|I feel like a numbat\."
    r"|I would like to talk about the bilby\.|You did well, bandicoot\.|(A )?dunnart\.?|(?i:wombat calm)"
    r"|(?i:(often )?does (not do )?what they said)"
    r"|http://localhost:8000/fr/book/manage/#\S+|\b[0-9A-Z]{5}-?[0-9A-Z]{5}\b|\b[a-z2-7]{26}\b|\b[A-Z2-7]{32}\b"
    r"|\b1er\b|\d+\xa0h\b|\b[\w.-]+\.(ca|org|com|nz|au|uk|ie|fr)\b|\b10\.\d{4}/\S+"
)
# A file of all that is kept names what is inside of sealed values by its code.
OTHERS = (
    "/account/kept/", "/desk/", "/leave/", "/account/sign-out/", "/photos/", "/calendar/", "/design/", "/account/join/",
    "/account/confirm/",
)  # fmt: skip


def visited(client: pseudo.PseudoClient, ids: dict[str, object]) -> dict[str, Any]:
    """Every address that is not the desk's."""
    return {a: client.get(a) for a in addresses.pages(**ids) if not a.startswith(OTHERS)}


def sent(client: pseudo.PseudoClient, world: World) -> dict[str, Any]:
    """What a visitor comes to by sending something: the check, a plan, wrong forms, a booked time, a letter."""
    pages = {f"way {n}": page for n, page in enumerate(way(client, IN_STATE["O."]))}
    state = token(pages["way 3"])
    pages["name"] = post(client, "/map/", state, step="name", n="")
    pages["things"] = post(client, "/map/", state, step="name", n="Quokka")
    pages["sentence"] = post(client, "/talk/", state, step="pick", f=["hurt"], n="told")
    guest = Guest(client, wish(world.other, timedelta(days=3)).start)
    guest.asked["who"] = "femi"
    pages["wrong"], pages["booked"] = guest.send(name="", phone="x"), guest.send()
    pages["times"], pages["taken"] = guest.times(), guest.choose()
    pages["details"] = guest.choose(start=wish(world.other, timedelta(days=4)).start.isoformat())
    code, secret = re.findall(r'name="code" value="([^"]+)"><input type="hidden" name="token" value="([^"]+)"',
                              pages["booked"].content.decode())[0]  # fmt: skip
    for page in ("", "times/", "cancel/", "kept/", "erase/"):
        pages[f"manage {page}"] = client.post(f"/book/manage/{page}", {"code": code, "token": secret})
    pages["register"], pages["contact"] = (
        client.post("/register/", {}),
        client.post("/contact/", {"email": "x"}),
    )
    pages["fit"] = client.post("/book/fit/", {"needs": ["loss"], "mode": "video", "musts": ["mode"]})
    pages["wait"] = client.post("/book/wait/", {**guest.asked, "weeks": "4"})
    return pages


def test_no_page_has_a_word_that_cannot_be_translated(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    pseudo.speak(monkeypatch)
    visitor, alice = pseudo.PseudoClient(), signed_in(shared.alice, pseudo.PseudoClient())
    alice.post("/account/again/", {"password": PASSPHRASE})
    ids = {
        "log_entry": shared.entry, "diary_one": shared.week, "story_item": shared.told, "steps_sheet": shared.sheet,
        "map_day": shared.day(),
    }  # fmt: skip
    seen = {
        "visitor": visited(visitor, {}),
        "alice": visited(alice, ids),
        "sent": sent(visitor, shared.world),
    }
    found, read = {}, 0
    for who, pages in seen.items():
        for address, answer in pages.items():
            if answer.get("Content-Type", "").startswith("text/html") and answer.content:
                read += 1
                if words := sorted(set(pseudo.outside(answer.content.decode(), KNOWN))):
                    found[f"{who} {address}"] = words
    assert found == {}
    assert read > 120
