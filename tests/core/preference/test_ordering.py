"""Ratings give an order; only where several share the highest, pairs are asked."""

import pytest

from footing.core.preference import Choice, Standing, Sure, standing
from footing.core.preference.ordering import CLEAR_LEVEL, LIKELY_LEVEL

RATED: dict[str, int | None] = {"words": 4, "time": 4, "help": 2, "gifts": None, "calm": 4, "word": 0}


def through(ratings: dict[str, int | None], pick: str) -> tuple[Standing, list[Choice]]:
    """Answer every pair that is asked; `pick` wins its own, of others the first in the alphabet."""
    choices: list[Choice] = []
    while (found := standing(ratings, choices)).ask:
        one, other = found.ask
        choices.append(Choice(one, other, pick if pick in found.ask else min(found.ask)))
    return found, choices


def test_what_has_one_highest_rating_asks_no_pair() -> None:
    found = standing({"words": 3, "time": 4, "help": 3})
    assert (found.groups, found.top, found.ask) == ((("time",), ("words", "help")), ("time",), None)
    assert (found.sure, found.chance, found.ranking) == (Sure.RATED, None, None)


def test_what_was_not_answered_has_no_place() -> None:
    assert standing(RATED).groups == (("words", "time", "calm"), ("help",), ("word",))


@pytest.mark.parametrize("ratings", [{}, {"words": None}, {"words": 0, "time": 0}])
def test_where_nothing_is_above_the_lowest_there_is_no_first(ratings: dict[str, int | None]) -> None:
    found = standing(ratings)
    assert (found.sure, found.top, found.ask) == (Sure.NOTHING, (), None)


def test_pairs_are_of_those_that_share_the_highest_and_end_once_it_is_clear() -> None:
    found, choices = through(RATED, "calm")
    assert {name for one, other, _ in choices for name in (one, other)} <= set(found.top)
    assert len(choices) <= 8
    assert found.groups[0][0] == "calm"
    assert found.sure is Sure.CLEAR
    assert found.chance is not None
    assert found.chance >= CLEAR_LEVEL


def test_before_the_first_pair_the_first_is_open_and_says_so() -> None:
    found = standing(RATED)
    assert found.sure is Sure.OPEN
    assert found.chance == pytest.approx(1 / 3)
    assert found.ask is not None


def test_one_answer_between_two_is_likely_and_not_clear() -> None:
    found = standing({"words": 4, "time": 4}, [Choice("words", "time", "time")])
    assert found.groups[0] == ("time", "words")
    assert found.sure is Sure.LIKELY
    assert found.chance is not None
    assert LIKELY_LEVEL <= found.chance < CLEAR_LEVEL


def test_about_the_same_each_time_stays_open() -> None:
    choices: list[Choice] = []
    while pair := standing(RATED, choices).ask:
        choices.append(Choice(*pair, ""))
    found = standing(RATED, choices)
    assert found.sure is Sure.OPEN
    assert found.ranking is not None
    assert len(found.ranking.together) == 1


def test_choices_from_before_a_rating_was_changed_are_not_looked_at() -> None:
    choices = [Choice("words", "help", "help"), Choice("words", "time", "time")]
    assert standing(RATED, choices).groups[0][0] == "time"
    assert standing({**RATED, "time": 3}, choices).chance == pytest.approx(0.5)


def test_more_than_seven_at_the_top_have_no_first() -> None:
    found = standing(dict.fromkeys("abcdefgh", 4))
    assert (found.sure, found.ask, found.ranking) == (Sure.OPEN, None, None)


def test_a_rating_or_a_choice_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="0 to 4"):
        standing({"words": 5})
    with pytest.raises(ValueError, match="none of"):
        standing(RATED, [Choice("words", "time", "help")])
