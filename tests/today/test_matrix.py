"""Every address for clients: what Alice kept is Alice's, and the desk is nobody's of them."""

import pytest

from footing.accounts import contact
from footing.accounts.services import make_person
from footing.booking import services as booking
from footing.plan import services as plan
from footing.practice import services as letters
from tests import addresses
from tests.conftest import OwnClient
from tests.people import PASSPHRASE, make_world, signed_in
from tests.practice.letters import letter, pair

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.one_database]
ENDS = ("/leave/", "/account/sign-out/")
STATE = {
    "trustmap": {"path": "person", "who": "Quokka", "things": ["keeps-word"], "own": [], "others": {}, "done": True},
    "talk": {"sentence": "I feel like a numbat."}, "story": {"causes": ["c1"]}, "safety": {"1": "U."},
}  # fmt: skip
CANARIES = ("Quokka", "numbat", "bilby", "Alice")


@pytest.mark.parametrize("who", ["alice", "bob", "charlie", "visitor"])
def test_every_address_shows_what_alice_kept_to_alice_alone(who: str) -> None:
    world = make_world()
    alice, bob = (make_person(name=name, passphrase=PASSPHRASE) for name in ("Alice", "Bob"))
    plan.keep(person=alice.id, state=STATE)
    contact.choose(person=alice.id, how="hours", address="+1 416 555 0134", hours="bilby mornings")
    booking.own(person=alice.id, code=world.booking.code, token=world.token)
    sent = letter(name="Alice Canary")
    letters.own(person=alice.id, **pair(sent))
    people = {"alice": alice, "bob": bob, "charlie": world.charlie}
    client = signed_in(people[who], OwnClient()) if who in people else OwnClient()
    seen = ""
    for address in addresses.pages(booking=world.booking.code, desk_booking=world.booking.id):
        if address in ENDS:
            continue
        answer = client.get(address)
        assert answer.status_code < 500, address
        if address.startswith("/desk/"):
            assert answer.status_code in ({302, 405} if who == "visitor" else {404, 405})
        if not answer.streaming:
            page = answer.content.decode(errors="replace")
            assert who == "alice" or "Alice" not in page, address
            seen += page
    for word in (*CANARIES, world.booking.code, world.token, *pair(sent).values()):
        assert (word in seen) == (who == "alice"), word
