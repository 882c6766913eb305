"""One phone between two: no account, no link, nothing kept, and the same for whoever opens it."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.everywhere.rows import rows

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
HERE = "/turns/"
TITLES = (
    ("", "Who speaks first?"), ("speak", "You have the floor"), ("said", "Say back what you heard"),
    ("heard", "Is that right?"), ("correct", "Say what was missing"), ("said", "Say back what you heard"),
    ("heard", "Is that right?"), ("give", "You have the floor"), ("stop", "This round has ended."),
)  # fmt: skip


def text(answer: Any) -> str:
    return str(answer.content.decode())


def sent(client: Client, page: Any, press: str) -> Any:
    """Press a button of a page."""
    found = re.search(r'name="state" value="([^"]+)"', text(page))
    assert f'value="{press}"' in text(page)
    return client.post(HERE, {"state": found[1] if found else "", "press": press})


def walked(client: Client, *presses: str) -> Any:
    page = client.post(HERE, {"press": "begin", "minutes": "3"})
    for press in presses:
        page = sent(client, page, press)
    return page


def test_each_says_yes_alone_and_then_the_phone_tells_what_comes_next(client: Client) -> None:
    before = rows()
    assert "First, one of you alone" in text(walked(client))
    assert "Now the other, alone" in text(walked(client, "yes"))
    way = ["yes", "yes"]
    for press, title in TITLES:
        way += [press] if press else []
        assert f">{title}<" in text(walked(client, *way))
    assert rows() == before


def test_a_no_shows_no_sooner_than_the_answer_of_the_other_and_is_the_same_page_as_a_stop(
    client: Client,
) -> None:
    def bare(page: Any) -> str:
        return re.sub(r'value="[^"]{200,}"', "", text(page))

    assert bare(walked(client, "no")) == bare(walked(client, "yes"))
    pages = {
        bare(walked(client, *way))
        for way in (("no", "yes"), ("yes", "no"), ("no", "no"), ("yes", "yes", "stop"))
    }
    assert len(pages) == 1
    over = pages.pop()
    assert "This round has ended." in over
    assert "Nothing of it is kept." in over
    assert "a copy for each" not in over


def test_the_entry_says_when_to_leave_it_out_and_who_can_help(client: Client) -> None:
    page = text(client.get(HERE))
    assert "if you are afraid of the other person. Most of all if they are the one who wants it." in page
    assert 'href="tel:' in page
    assert "You need no reason to leave it out" in page


@pytest.mark.parametrize("data", [{}, {"press": "said"}, {"minutes": "3"}])
def test_whatever_comes_without_a_state_is_the_entry(client: Client, data: dict[str, str]) -> None:
    assert "How it goes" in text(client.post(HERE, data))


def test_an_odd_press_changes_nothing_and_a_foreign_state_starts_again(client: Client) -> None:
    page = walked(client, "yes", "yes", "speak")
    state = re.search(r'name="state" value="([^"]+)"', text(page))
    assert state
    for odd in ("", "heard", "speak", "nonsense"):
        assert ">You have the floor<" in text(client.post(HERE, {"state": state[1], "press": odd}))
    assert client.post(HERE, {"state": "x" + state[1][1:], "press": "said"}).status_code == 400


def test_the_clock_is_that_of_the_form_and_odd_ones_are_none(client: Client) -> None:
    assert "About 3 minutes left" in text(walked(client, "yes", "yes", "speak"))
    page = client.post(HERE, {"press": "begin", "minutes": "900"})
    for press in ("yes", "yes", "speak"):
        page = sent(client, page, press)
    assert "left for this turn" not in text(page)
