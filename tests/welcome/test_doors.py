"""The doors: the same questions first, the same page after, nothing kept."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.mark.parametrize("door", ["d2", "d3", "d4"])
def test_a_door_asks_first_and_its_answers_change_nothing(client: Client, door: str) -> None:
    assert "Has this person broken your trust?" in client.get(f"/door/{door}/").content.decode()
    pages = {
        client.post(f"/door/{door}/", sent).content
        for sent in ({}, {"fear": "yes"}, {"own": "yes"}, {"fear": "x"})
    }
    assert len(pages) == 1
    assert f'href="/learn/{door}/"' in pages.pop().decode()
    assert not client.cookies


@pytest.mark.parametrize("door", ["s1", "w1", "d9", "a1"])
def test_only_doors_are_doors(client: Client, door: str) -> None:
    assert client.get(f"/door/{door}/").status_code == 404


def test_the_first_page_has_four_doors_and_help(client: Client) -> None:
    page = client.get("/").content.decode()
    for address in (
        "/check/",
        "/door/d2/",
        "/door/d3/",
        "/door/d4/",
        "/help-now/",
        "/team/",
        "/book/",
        "/learn/",
    ):
        assert f'href="{address}"' in page
