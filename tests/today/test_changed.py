"""What changed: better, worse or too little to say; two points never a trend; the same for everybody."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from footing.accounts.models import Person
from footing.check import queries as check
from footing.core.change import Why
from footing.diary import queries as diary
from footing.today import changed, look, series
from tests.diary.conftest import PARTNER, WORK, alice, as_, charlie, checked, later, week, weeks

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
__all__ = ["alice", "as_", "charlie", "later"]
As = Callable[[Person], Client]
QUIET, OFTEN = "000000", "222222"


def page(client: Client) -> str:
    return str(client.get("/today/changed/").content.decode())


def short(text: str) -> str:
    """What stands in short at the top."""
    return text.split("In short")[1].split("</section>", maxsplit=1)[0]


def test_with_nothing_kept_it_says_what_will_be_here(alice: Person, as_: As) -> None:
    text = page(as_(alice))
    assert "There is nothing here yet." in text
    assert "So far there is too little to say." in short(text)
    assert "Keep a check, and keep another one" in text
    assert 'href="/book/"' in short(text)
    assert "<svg viewBox" not in text.split("<main")[1]


def test_every_why_of_the_core_that_can_come_has_words() -> None:
    words = changed.words()["said"]
    assert {str(why) for why in Why} - set(words) == {Why.ERROR_UNKNOWN, Why.WITHIN_ERROR}
    assert "We do not know yet how much these answers jump by themselves." in changed.words()["weeks"]["few"]


@pytest.mark.parametrize("n", [2, 3, 4, 5])
def test_two_to_five_answers_are_never_a_trend_however_far_apart(alice: Person, as_: As, n: int) -> None:
    weeks(alice, [0, 4, 4, 4, 4][:1] + [4] * (n - 1))
    text = page(as_(alice))
    assert "So far there is too little to say." in short(text)
    assert "First: hardly at all. Last: well." in text
    assert "do not know yet how much these answers jump by themselves" in text
    assert not re.search(r"better|worse|less well|stroke-dasharray|fill-opacity", text.split("<main")[1])


def test_two_checks_stand_side_by_side_in_words_and_are_no_direction(alice: Person, as_: As) -> None:
    checked(alice, 60, "300000")
    checked(alice, 2, "000000")
    text = page(as_(alice))
    assert "First: most of the time. Last: quiet." in text
    assert "So few checks are no direction." in text
    assert "came up less often" not in text
    assert text.count("<figure") == 6


def test_one_check_has_no_picture_and_says_when_the_next_makes_sense(alice: Person, as_: As) -> None:
    checked(alice, 3, OFTEN)
    text = page(as_(alice))
    assert "One check so far" in text
    assert "the next makes sense from" in text
    assert "<figure" not in text
    assert 'href="/check/?c=1"' not in text


def test_check_again_is_offered_after_four_weeks(alice: Person, as_: As) -> None:
    checked(alice, 28, OFTEN)
    assert 'href="/check/?c=1"' in page(as_(alice))


def test_a_rise_over_enough_weeks_is_said_and_so_is_its_opposite(
    alice: Person, charlie: Person, as_: As
) -> None:
    up, down = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4], [4, 4, 3, 3, 2, 2, 1, 1, 0, 0]
    weeks(alice, up)
    weeks(charlie, down)
    better, worse = page(as_(alice)), page(as_(charlie))
    assert "Over 10 check-ins your rest got better." in short(better)
    assert "Over 10 check-ins your rest got worse. That wears anybody down." in short(worse)
    for text in (better, worse):
        assert 'href="/book/"' in short(text)
        assert "Who can help now" in short(text)
    strip = re.compile(r"<p>Over 10 [^<]*</p>")
    assert strip.sub("", short(better)) == strip.sub("", short(worse))


def test_less_room_for_doubts_is_better_and_says_nothing_of_whether_they_are_right(
    alice: Person, as_: As
) -> None:
    weeks(alice, [4, 4, 3, 3, 2, 2, 1, 1, 0, 0], question="doubts")
    text = page(as_(alice))
    assert "doubts took less and less room" in short(text)
    assert "It cannot tell whether your doubts are right" in text


def test_what_goes_up_and_down_is_chance_and_what_stays_is_the_same(
    alice: Person, charlie: Person, as_: As
) -> None:
    weeks(alice, [2, 1, 3, 1, 2, 2, 1, 2, 3, 1])
    weeks(charlie, [2] * 7)
    text = page(as_(alice))
    assert "10 answers, up and down. Chance alone could do that" in text
    assert "stroke-dasharray" in text
    assert "6 answers, all the same: so-so." in page(as_(charlie))


def test_what_is_said_changes_with_every_fourth_check_in_only(alice: Person) -> None:
    values, told = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 0, 0, 0], []
    for number, value in enumerate(values):
        week(alice, 7 * (len(values) - number), rest=value)
        told.append(series.of_weeks(diary.book(alice.id).lines)[0].change.trend)
    assert told[5] == told[6] == told[7] == told[8] != told[9]
    assert told[9] == told[10] == told[11] == told[12]


def test_gaps_count_in_days(alice: Person) -> None:
    for days, value in ((400, 0), (393, 1), (386, 2), (379, 3), (14, 4), (7, 4)):
        week(alice, days, rest=value)
    found = series.of_weeks(diary.book(alice.id).lines)[0].change
    assert found.slope is not None
    assert found.slope.slope < 0.2
    assert (found.points[-1].day - found.points[0].day).days == 393


def test_a_check_kept_twice_with_the_same_answers_is_two_points_if_it_was_taken_on_two_days(
    alice: Person,
) -> None:
    checked(alice, 60, OFTEN, on=(timezone.localdate() - timedelta(days=60)).isoformat())
    checked(alice, 1, OFTEN, on=(timezone.localdate() - timedelta(days=1)).isoformat())
    checked(alice, 0, OFTEN, on=(timezone.localdate() - timedelta(days=1)).isoformat())
    (found,) = series.of_checks(alice.id, better="", worse="")
    assert len(found.days) == 2


def test_the_check_itself_says_on_which_day_it_was_taken(alice: Person, as_: As, later: Any) -> None:
    from tests.check.test_way import answers, token

    client = as_(alice)
    for _ in range(2):
        asked = client.post("/check/", answers())
        after = client.post("/check/next/", {"state": token(asked)})
        result = client.post("/check/result/", {"state": token(after)})
        client.post("/account/new/", {"state": token(result)})
        client.post("/account/new/", {"state": token(result)})
        later(days=30)
        client = as_(alice)
    (found,) = series.of_checks(alice.id, better="", worse="")
    assert [(b - a).days for a, b in zip(found.days, found.days[1:], strict=False)] == [30]


def test_for_a_direction_only_checks_four_weeks_apart_count(alice: Person) -> None:
    for number, digit in enumerate("3332221110"):
        checked(alice, 10 * (10 - number), digit * 6)
    (near,) = series.of_checks(alice.id, better="b", worse="w")
    assert len(near.series[0].scores) == 10
    assert len(near.series[0].change.points) == 4
    assert near.series[0].change.trend.why is Why.FEW_POINTS


def test_each_context_has_series_of_its_own(alice: Person, as_: As) -> None:
    for days, items in zip(
        (210, 180, 150, 120, 90, 60, 30),
        ("333333", "333333", "222222", "222222", "111111", "000000", "000000"),
        strict=True,
    ):
        checked(alice, days, items)
    checked(alice, 100, QUIET, WORK)
    checked(alice, 30, OFTEN, WORK)
    text = page(as_(alice))
    assert short(text).count("came up less often over 7 checks") == 6
    assert text.count("<figure") == 12
    assert "First: quiet. Last: often." in text


@pytest.mark.parametrize(("days", "there"), [(89, False), (90, True), (119, True), (400, True)])
def test_three_months_after_the_first_thing_there_is_one_line(
    alice: Person, as_: As, days: int, there: bool
) -> None:
    week(alice, days)
    client = as_(alice)
    for address in ("/today/", "/today/changed/"):
        text = client.get(address).content.decode()
        assert ("you began. Take a look?" in text) == there
        assert ("Three months ago you began." in text) == (there and days < 120)


def test_the_line_leads_to_the_newest_check_and_goes_for_good(alice: Person, as_: As) -> None:
    checked(alice, 95, OFTEN)
    checked(alice, 40, OFTEN, WORK)
    client = as_(alice)
    assert 'href="/check/?c=8"' in client.get("/today/").content.decode()
    assert client.post("/today/look/")["Location"] == "/today/"
    for address in ("/today/", "/today/changed/"):
        assert "you began" not in client.get(address).content.decode()


def test_a_check_kept_after_three_months_was_the_look(alice: Person) -> None:
    checked(alice, 100, OFTEN)
    found = look.of(alice.id, diary.book(alice.id), check.kept_on(alice.id), today=timezone.localdate())
    assert found == look.Look(recent=True, about=PARTNER)
    checked(alice, 5, QUIET)
    assert (
        look.of(alice.id, diary.book(alice.id), check.kept_on(alice.id), today=timezone.localdate()) is None
    )


def test_nobody_else_sees_it(alice: Person, charlie: Person, as_: As) -> None:
    weeks(alice, [0, 1, 2, 3, 4, 4, 4])
    checked(alice, 60, OFTEN)
    assert "<figure" not in page(as_(charlie))
    assert (
        "/account/sign-in/" in Client(headers={"Host": "localhost:8000"}).get("/today/changed/")["Location"]
    )
