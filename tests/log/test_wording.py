"""What the log says, by what core.prediction found: no comfort under the stop rule, no figure before its time."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from footing.accounts.models import Person
from footing.core.prediction import Comfort, Fact, Refusal, Stop, Stopped
from footing.log import queries, wording
from tests.log.conftest import many, with_states

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
As = Callable[[Person], Client]
COMFORTING = ("handle more than", "less bad than you feared", "more often than they came")


def page(client: Client) -> str:
    return str(client.get("/log/").content.decode())


def test_every_id_of_the_core_has_words() -> None:
    words = queries.words()
    assert set(words["fact"]) | {Fact.DUE} == set(Fact)
    assert set(words["comfort"]) == set(Comfort)
    assert set(words["refusal"]) == {*Refusal, queries.NOT_ABOUT_YOU}
    assert set(words["stop"]) == {*Stop, "then"}


@pytest.mark.parametrize(
    ("more", "bad", "stop"), [("h", 3, "was very bad"), ("t", 3, "was very bad"), ("hhh", 0, "Three or more")]
)
def test_under_the_stop_rule_every_comfort_is_gone(
    alice: Person, as_: As, more: str, bad: int, stop: str
) -> None:
    with_states(alice, c1="O.")
    many(alice, "d" * 24, sure=95, bad=0, coped=3)
    assert all(words in page(as_(alice)) for words in COMFORTING)
    many(alice, more, sure=95, bad=bad, coped=3)
    text = page(as_(alice))
    assert stop in text
    assert not any(words in text for words in COMFORTING)
    assert 'href="/book/"' in text


def test_words_come_from_the_first_entry_and_numbers_from_ten(alice: Person, as_: As) -> None:
    client = as_(alice)
    with_states(alice, c1="O.")
    many(alice, "hhdddddddt")
    text = page(client)
    assert "2 of 9 happened." in text
    assert "Nine is too few to say how often in general." in text
    assert "Once you could not tell." in text
    assert "Going by these" not in text
    assert "in 100" not in re.sub(r"<details>.*?</details>", "", text, flags=re.S)
    assert "Your guesses" not in text
    many(alice, "d")
    text = page(client)
    assert "Going by these, between" in text
    assert "too few" not in text
    shut = re.sub(r"<details>.*?</details>", "", text, flags=re.S)
    assert "Going by these" not in shut
    assert "All of this rests on 10 answered entries." in text
    assert "<circle" not in text


def test_from_fifty_there_is_a_curve_with_the_same_figures_in_a_table(alice: Person, as_: As) -> None:
    for sure in (5, 35, 65, 95):
        many(alice, "d" * 12, sure=sure)
    many(alice, "hd", sure=95)
    text = page(as_(alice))
    dots = text.count("<circle")
    assert dots >= 1
    table = text.split("How sure, in 100")[1].split("</table>")[0]
    assert table.count("<tr>") == dots
    assert sum(int(n) for n in re.findall(r" of (\d+)</td>", table)) == 50
    assert "<title" not in text.split("<main")[1]
    assert "style=" not in text
    assert "NaN" not in text


def test_a_stopped_log_has_no_place_for_comfort() -> None:
    assert not hasattr(Stopped, "comfort")
    assert wording.told.__doc__


def test_the_log_counts_by_the_day_of_the_practice(alice: Person) -> None:
    many(alice, "hd")
    counts = queries.log(alice.id, now=timezone.now()).summary.counts
    assert (counts.happened, counts.did_not, counts.due) == (1, 1, 0)
