"""The week of one and the day of all: who sees whom, as a table, and what each look leaves."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from footing.accounts import services as accounts
from footing.booking import services
from footing.booking.models import Booking
from footing.booking.services import Guest
from footing.calendars.models import WorkingHours
from footing.vault.models import AccessLog
from tests.conftest import OwnClient
from tests.people import World, make_world, signed_in, wish

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
ROW = re.compile(r'<tr role="row" class="day.*?</tr>', re.DOTALL)


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def as_(world: World) -> Callable[[str], Client]:
    return lambda name: signed_in(getattr(world, name), OwnClient())


@pytest.fixture
def femis(world: World) -> Booking:
    """Femi's booking on the day of Alice's."""
    return services.book(
        wish=wish(world.other), guest=Guest(name="Bilby Canary", phone="+1 416 555 0134")
    ).booking


def page(client: Client, address: str, **asked: str) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def on(booking: Booking) -> str:
    return booking.start.astimezone(ZoneInfo("America/Toronto")).date().isoformat()


@pytest.mark.parametrize(
    ("who", "names"),
    [("erin", {"Alice Canary", "Bilby Canary"}), ("dana", {"Alice Canary"}), ("femi", {"Bilby Canary"})],
)
def test_a_day_shows_a_manager_everybody_and_a_therapist_themselves_and_each_look_is_logged(
    as_: Callable[[str], Client], world: World, femis: Booking, who: str, names: set[str]
) -> None:
    shown = page(as_(who), "/desk/day/", day=on(femis))
    assert {name for name in ("Alice Canary", "Bilby Canary") if name in shown} == names
    assert len(ROW.findall(shown)) == len(names)
    rows = AccessLog.objects.filter(actor=getattr(world, who).id, purpose="day")
    holders = {"Alice Canary": world.booking.holder, "Bilby Canary": femis.holder}
    assert {row.subject for row in rows} == {holders[name] for name in names}


def test_a_week_is_a_table_whose_rows_are_days_and_each_cell_has_its_headers(
    as_: Callable[[str], Client], world: World
) -> None:
    shown = page(as_("dana"), "/desk/", week=on(world.booking))
    rows = ROW.findall(shown)
    assert len(rows) == 7
    assert re.findall(r'scope="col">(.*?)</th>', shown) == ["Day", "Booked", "Still open"]
    assert all(row.count('scope="row"') == 1 and row.count('role="cell"') == 2 for row in rows)
    (booked,) = [row for row in rows if "Alice Canary" in row]
    assert f"?day={on(world.booking)}&who=dana" in booked
    assert f'href="/desk/booking/{world.booking.id}/"' in booked


def test_todays_line_says_how_many_which_is_next_and_what_is_open(
    as_: Callable[[str], Client], world: World
) -> None:
    now = timezone.now()
    local = now.astimezone(ZoneInfo("America/Toronto"))
    if local.hour >= 23:
        pytest.skip("Today has no hour left.")
    soon = services.book(
        wish=wish(world.room, after=timedelta(minutes=1)),
        guest=Guest(name="Numbat Canary", phone="+1 416 555 0134"),
    ).booking
    shown = page(as_("dana"), "/desk/")
    assert "Today:" in shown
    line = shown[shown.index("Today:") :].split("</p>")[0]
    assert line.startswith("Today: 1 booked, the next at")
    assert f"/desk/booking/{soon.id}/" in line
    assert "Today:" not in page(as_("dana"), "/desk/", week=(local + timedelta(days=14)).date().isoformat())


def test_whoever_left_stands_on_a_day_only_with_what_is_still_booked(
    as_: Callable[[str], Client], world: World
) -> None:
    WorkingHours.objects.filter(therapist=world.room).delete()
    accounts.close(person=world.dana)
    erin = as_("erin")
    assert "/desk/?who=dana" in page(erin, "/desk/day/", day=on(world.booking))
    assert "/desk/?who=dana" not in page(erin, "/desk/day/", day="2031-01-06")


@pytest.mark.one_database
def test_a_day_of_many_therapists_costs_as_many_queries_as_that_of_one(
    as_: Callable[[str], Client],
    world: World,
    femis: Booking,
    django_assert_num_queries: Callable[..., object],
) -> None:
    erin = as_("erin")
    page(erin, "/desk/day/", day=on(femis))
    with django_assert_num_queries(1, using="keys"):  # type: ignore[attr-defined]
        page(erin, "/desk/day/", day=on(femis))


@pytest.mark.parametrize("asked", ["", "soon", "0001-01-01", "9999-12-31", "2026-13-01"])
def test_a_date_that_is_none_is_today(as_: Callable[[str], Client], asked: str) -> None:
    for address, name in (("/desk/day/", "day"), ("/desk/", "week")):
        assert page(as_("dana"), address, **{name: asked})


def test_the_pages_for_everybody_keep_the_own_navigation_of_whoever_is_signed_in(
    as_: Callable[[str], Client],
) -> None:
    for address in ("/register/", "/contact/", "/book/"):
        for client, label in ((as_("dana"), "Desk"), (as_("charlie"), "Yours"), (OwnClient(), "Main")):
            answer = client.get(address)
            assert f'aria-label="{label}"' in answer.content.decode()
            assert "no-store" in answer["Cache-Control"]
