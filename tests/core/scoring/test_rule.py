"""The result rule: one bad item never decides, and nothing is said from too little."""

import statistics
from itertools import product

import pytest

from footing.core.scoring import SIGNS, Answers, Duration, Level, SignAnswers, score


def one(
    *items: int | None, way: int | None = None, duration: str = "longer", shock: bool | None = False
) -> object:
    answers = Answers({"s1": SignAnswers(items, way)}, Duration(duration), shock)
    return score(answers).signs[0]


@pytest.mark.parametrize("items", list(product([None, 0, 1, 2, 3], repeat=3)))
def test_a_sign_is_the_middle_answer_of_three_the_lower_of_two_and_nothing_of_fewer(
    items: tuple[int | None, ...],
) -> None:
    given = [a for a in items if a is not None]
    expected = {3: lambda: int(statistics.median(given)), 2: lambda: min(given)}.get(
        len(given), lambda: None
    )()
    assert one(*items).level == expected  # type: ignore[attr-defined]


def test_one_bad_item_never_decides() -> None:
    assert one(3, 0, 0, way=3).level is Level.QUIET  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("items", "way", "duration", "shock", "expected"),
    [
        ((2, 2, 3), 2, "months", False, True),
        ((3, 3, 3), 3, "comes", None, True),
        ((2, 2, 2), 2, "longer", False, True),
        ((2, 2, 2), 1, "longer", False, False),
        ((2, 2, 2), None, "longer", False, False),
        ((1, 1, 3), 3, "longer", False, False),
        ((3, 3, 3), 3, "under", False, False),
        ((3, 3, 3), 3, "unknown", False, False),
        ((3, 3, 3), 3, "longer", True, False),
    ],
)
def test_ongoing_and_overwhelming(
    items: tuple[int, ...], way: int | None, duration: str, shock: bool | None, expected: bool
) -> None:
    assert one(*items, way=way, duration=duration, shock=shock).overwhelming is expected  # type: ignore[attr-defined]


def test_the_short_list_is_a_first_look() -> None:
    sign = one(3)
    assert sign.level is Level.MOST_OF_THE_TIME  # type: ignore[attr-defined]
    assert sign.first_look  # type: ignore[attr-defined]
    assert one(None).level is None  # type: ignore[attr-defined]


def test_the_heaviest_and_the_quietest_sign_are_named() -> None:
    levels = dict(zip(SIGNS, (1, 3, 0, 3, 2, 1), strict=True))
    ways = {"s2": 1, "s4": 3}
    result = score(Answers({s: SignAnswers((n, n, n), ways.get(s)) for s, n in levels.items()}))
    assert (result.heaviest, result.quietest) == ("s4", "s3")


def test_nothing_answered_names_nothing() -> None:
    result = score(Answers({}))
    assert (result.heaviest, result.quietest, result.overwhelming) == (None, None, ())


def test_all_quiet_has_no_heaviest_and_all_heavy_no_quietest() -> None:
    assert score(Answers({s: SignAnswers((0, 0, 0)) for s in SIGNS})).heaviest is None
    assert score(Answers({s: SignAnswers((3, 3, 3)) for s in SIGNS})).quietest is None


@pytest.mark.parametrize("wrong", [-1, 4])
def test_an_answer_out_of_range_is_refused(wrong: int) -> None:
    with pytest.raises(ValueError, match="0 to 3"):
        SignAnswers((wrong, 0, 0))
