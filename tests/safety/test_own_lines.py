"""Help lines near by that a practice answers for: beside the verified ones, marked, and looked at again."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from footing.safety.models import OwnLine
from tests.conftest import OwnClient
from tests.people import World, make_world, signed_in

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
NEAR = "/desk/practice/near/"
LINE = {
    "kind": "violence", "name": "Bilby House", "number": "+1 (416) 555-0199", "hours": "Day and night",
    "languages": "English and Cree", "checked_on": "2026-01-05",
}  # fmt: skip


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def erin(world: World) -> Client:
    return signed_in(world.erin, OwnClient())


def test_an_own_line_stands_after_the_verified_ones_of_its_kind_and_says_whose_it_is(
    erin: Client, client: Client
) -> None:
    assert erin.post(NEAR, LINE).status_code == 302
    page = client.get("/help-now/").content.decode()
    assert 'href="tel:+14165550199"' in page
    assert "Day and night. English and Cree" in page
    assert "From this practice's own list, looked at on Monday 5 January 2026." in page.replace("&#39;", "'")
    assert page.index("Shelters near you") < page.index("Bilby House") < page.index("In French")
    assert page.count("own list") == 1
    for address in ("/help-now/?country=CA&region=BC", "/help-now/?country=NZ"):
        assert "Bilby House" not in client.get(address).content.decode()


def test_after_half_a_year_the_desk_asks_to_look_again(erin: Client) -> None:
    today = timezone.now().date()
    erin.post(NEAR, {**LINE, "checked_on": str(today - timedelta(days=179))})
    assert "over 180 days ago" not in erin.get(NEAR).content.decode()
    OwnLine.objects.update(checked_on=today - timedelta(days=182))
    assert "over 180 days ago" in erin.get(NEAR).content.decode()
    assert "Help lines of your own" in erin.get("/desk/").content.decode()
    erin.post(NEAR, {"again": str(OwnLine.objects.get().id)})
    assert "over 180 days ago" not in erin.get(NEAR).content.decode()
    erin.post(NEAR, {"remove": str(OwnLine.objects.get().id)})
    assert not OwnLine.objects.exists()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"number": "call me"}, "Write the number in digits"),
        ({"number": "tel:911"}, "Write the number in digits"),
        ({"number": "+1 ((("}, "Write the number in digits"),
        ({"number": "9" * 60}, "Write the number in digits"),
        ({"number": "٩٨٨"}, "Write the number in digits"),
        ({"kind": "none"}, "Choose one from the list"),
        ({"checked_on": "2999-01-01"}, "has not come yet"),
        ({"checked_on": "soon"}, "Write the day as 2026-12-24"),
    ],
)
def test_an_odd_line_comes_back_filled_in(erin: Client, more: dict[str, Any], sentence: str) -> None:
    answer = erin.post(NEAR, {**LINE, **more})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Bilby House" in answer.content.decode()
    assert not OwnLine.objects.exists()


def test_there_are_at_most_eight_and_a_script_is_shown_as_letters(erin: Client, client: Client) -> None:
    for n in range(8):
        assert erin.post(NEAR, {**LINE, "name": f"<script>{n}</script>"}).status_code == 302
    assert "Eight lines are enough" in erin.post(NEAR, LINE).content.decode()
    assert "<script>0" not in client.get("/help-now/").content.decode()
