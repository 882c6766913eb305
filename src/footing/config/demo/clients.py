"""Two clients of the demo practice, by the same services as real ones: Alice with a kept plan, Bob with nothing yet."""

from typing import Any

from footing.accounts import demo
from footing.accounts import services as accounts
from footing.accounts.models import Person
from footing.accounts.names import login_of
from footing.design import content
from footing.plan import services as plan

ROLE = "client"


def make_clients() -> None:
    """Give each client of the demo file a sign-in with a random pass phrase, and what they kept; once."""
    for entry in content.table("demo/clients.toml")["client"]:
        if not Person.objects.filter(login=login_of(entry["name"])).exists():
            _make(entry)


def _make(entry: dict[str, Any]) -> None:
    known = demo.DemoPerson(entry["id"], entry["name"], ROLE, demo.passphrase())
    person = accounts.make_person(name=known.name, passphrase=known.passphrase)
    if "state" in entry:
        plan.keep(person=person.id, state=entry["state"])
    demo.write([*demo.people(), known])
