"""Opening a page changes nothing, and neither its title nor its address gives anything away."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from footing.learn import queries as learn
from footing.practice.models import Inquiry
from footing.vault.models import AccessLog
from tests import addresses
from tests.conftest import OwnClient
from tests.everywhere.rows import rows
from tests.people import World
from tests.practice.letters import pair

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
TELLING = re.compile(
    r"trust|partner|abus|violen|therap|counsel|couple|love|cheat|affair|doubt|fear", re.IGNORECASE
)
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
SOURCE = Path(learn.__file__).parents[1]
CHANGED_BY_A_LOOK = ("django_session", "vault_accesslog")
# A therapist's seat may have things shared with it: whatever is asked for there and is not, is a refusal.
LOGGED = {
    "visitor": set(), "charlie": set(), "femi": {"refused"}, "dana": {"look", "refused"}, "erin": {"look", "refused"},
}  # fmt: skip


def opened(world: World) -> list[str]:
    """Every address by GET, with a booking that exists and one that does not, and every text."""
    texts = [f"/learn/{page.id}/" for shelf in learn.shelves() for page in shelf.pages]
    texts += [f"/learn/{page.id}/" for page in (*learn.articles(), *learn.shelf("door").pages)]
    own = addresses.every(desk_booking=world.booking.id, booking=world.booking.code)
    sent = Inquiry.objects.get()
    own += addresses.every(desk_inquiry=sent.id, desk_convert=sent.id)
    own += ["/register/?who=dana", f"/desk/intake/{sent.id}/?t=call", "/desk/intake/?done=1"]
    queries = ["/check/?c=1", "/check/?c=8", "/book/?who=dana", "/help-now/?country=CA&region=QC"]
    find = "/book/times/?type=introduction&mode=video&tz=UTC&who="
    return [*addresses.every(), *own, *texts, *queries, find, f"{find}dana"]


def test_a_visitors_get_of_every_address_leaves_every_row_of_every_table_as_it_was(
    world: World, client: Client
) -> None:
    before = rows()
    for address in opened(world):
        answer = client.get(address)
        assert answer.status_code < 500, address
        assert rows() == before, address
        assert not answer.cookies, address


def test_a_get_with_the_secret_of_a_booking_or_a_letter_in_the_address_changes_nothing(
    world: World, client: Client
) -> None:
    before = rows()
    for address in addresses.pages():
        if address.startswith("/book/"):
            client.get(address, {"code": world.booking.code, "token": world.token, "sure": "1", "hold": "1"})
        if address.startswith("/contact/"):
            client.get(address, {**pair(Inquiry.objects.get()), "sure": "now"})
    assert rows() == before


@pytest.mark.one_database
@pytest.mark.parametrize(
    "who",
    ["visitor", "dana", "erin", *(pytest.param(w, marks=pytest.mark.prove) for w in ("charlie", "femi"))],
)
def test_a_get_leaves_lines_in_the_access_log_only_and_the_title_is_neutral(
    world: World, as_: Callable[[str], Client], who: str
) -> None:
    client, seen = as_(who), 0
    before = rows(*CHANGED_BY_A_LOOK)
    for address in opened(world):
        answer = OwnClient().get(address) if address == "/leave/" else client.get(address)
        assert answer.status_code < 500, address
        if answer["Content-Type"].startswith("text/html") and answer.content:
            title = unescape(TITLE.findall(answer.content.decode())[0])
            assert title.startswith("Footing"), address
            assert not TELLING.search(title), (address, title)
            assert "Alice" not in title
            seen += 1
    assert seen > 60
    assert rows(*CHANGED_BY_A_LOOK) == before
    looked = (
        AccessLog.objects.all()
        if who == "visitor"
        else AccessLog.objects.filter(actor=getattr(world, who).id)
    )
    assert set(looked.values_list("action", flat=True)) == LOGGED[who]
    assert looked.count() == AccessLog.objects.count()


def test_the_title_in_every_template_is_neutral() -> None:
    titles = [
        (file.name, title)
        for file in SOURCE.rglob("*.html")
        for title in re.findall(
            r"{% block title %}(.*?){% endblock %}", file.read_text(encoding="utf-8"), re.DOTALL
        )
    ]
    assert len(titles) > 30
    for name, title in titles:
        assert not TELLING.search(title), (name, title)
        assert not re.search(r"{{(?! _\()", title), f"{name}: a title is fixed words"


def test_no_address_gives_anything_away() -> None:
    for route in addresses.routes():
        if not route.startswith(addresses.API):
            assert not TELLING.search(route), route
    for shelf in learn.shelves():
        for page in shelf.pages:
            assert re.fullmatch(r"[a-z]\d{1,2}", page.id), page.id


def test_the_table_of_addresses_has_all_that_the_site_answers() -> None:
    """A page that is added without an example for its variable part fails here, by name."""
    assert {"/", "/check/", "/book/times/", "/desk/", "/api/v1/slots", "/learn/s1/"} <= set(addresses.every())
    assert not any("<" in address for address in addresses.every())
