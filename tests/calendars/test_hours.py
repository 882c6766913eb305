"""Single weeks, public holidays in a therapist's own zone, and who may change them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from footing.calendars import almanac, forms, holidays, jobs, queries, services
from footing.calendars.models import HolidayPlace, TimeOff, WorkedHoliday, WorkingHours
from footing.core.slots import Window
from footing.practice.models import Practice
from tests.calendars.test_calendars import NINE_TO_TEN, people

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
__all__ = ["people"]
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MONDAY = date(2026, 11, 30)
CHRISTMAS = date(2026, 12, 25)
WORDS = {
    "video": ("mode", "video"),
    "in person": ("mode", "in-person"),
    "introduction": ("type", "introduction"),
}


@pytest.fixture
def room(people: dict[str, Any]) -> Any:
    """Dana's room in Toronto, from nine to ten on every day, in a house of Ontario."""
    Practice.objects.create(pk=1, name="House", country="CA", region="ON", time_zone="America/Toronto")
    every = [Window(day, 540, 600) for day in range(7)]
    services.set_hours(by=people["dana"].id, therapist=people["room"], windows=every)
    return people["room"]


def days(room: Any, start: date = MONDAY, number: int = 7) -> list[str]:
    """Open starts of some days, as "weekday.hour" in UTC."""
    begin = datetime.combine(start, datetime.min.time(), UTC)
    found = queries.open_starts(
        [room], minutes=20, start=begin, end=begin + timedelta(days=number), now=NOW, busy={}
    )
    return [f"{at:%d.%H}" for at in found[room.id] if at.minute == 0]


def test_a_week_has_hours_of_its_own_and_those_before_and_after_do_not(
    people: dict[str, Any], room: Any
) -> None:
    by = people["dana"].id
    services.set_week(by=by, therapist=room, monday=MONDAY, windows=[Window(2, 1200, 1260)])
    assert days(room) == ["03.01"]
    assert days(room, MONDAY - timedelta(days=1), 1) == ["29.14"]
    assert days(room, MONDAY + timedelta(days=7), 1) == ["07.14"]
    services.set_hours(by=by, therapist=room, windows=NINE_TO_TEN)
    assert days(room) == ["03.01"], "usual hours that are saved anew leave the week as it is"
    services.set_week(by=by, therapist=room, monday=MONDAY, windows=[])
    assert days(room) == ["30.14"]
    with pytest.raises(ValueError, match="Monday"):
        services.set_week(by=by, therapist=room, monday=MONDAY + timedelta(days=1), windows=[])


def test_holidays_of_the_house_close_the_day_from_midnight_to_midnight_where_the_therapist_is(
    people: dict[str, Any], room: Any
) -> None:
    holidays.fill([room], now=NOW)
    row = TimeOff.objects.get(holiday="Christmas Day", start__year=2026)
    assert (row.start, row.end) == (
        datetime(2026, 12, 25, 5, tzinfo=UTC),
        datetime(2026, 12, 26, 5, tzinfo=UTC),
    )
    assert days(room, date(2026, 12, 24), 5) == ["24.14", "27.14", "28.14"]
    assert queries.time_off_of(room.id, since=NOW) == [], "they are no time off of one's own"
    before = list(TimeOff.objects.values_list("pk", flat=True))
    holidays.fill([room], now=NOW)
    assert list(TimeOff.objects.values_list("pk", flat=True)) == before
    type(room).objects.filter(pk=room.pk).update(time_zone="Pacific/Auckland")
    room.refresh_from_db()
    holidays.fill([room], now=NOW)
    row = TimeOff.objects.get(holiday="Christmas Day", start__year=2026)
    assert row.start == datetime(2026, 12, 24, 11, tzinfo=UTC)


def test_a_holiday_can_be_worked_and_closed_again(people: dict[str, Any], room: Any) -> None:
    by = people["dana"].id
    holidays.fill([room], now=NOW)
    assert holidays.work(by=by, therapist=room, day=CHRISTMAS)
    assert not holidays.work(by=by, therapist=room, day=date(2026, 12, 24))
    assert days(room, CHRISTMAS, 1) == ["25.14"]
    jobs.write_holidays(NOW)
    assert days(room, CHRISTMAS, 1) == ["25.14"], "the worker does not close what is worked"
    listed = {one.day: (one.name, one.worked) for one in holidays.ahead(room, since=NOW)}
    assert listed[CHRISTMAS] == ("Christmas Day", True)
    assert listed[date(2027, 7, 1)] == ("Canada Day", False)
    assert holidays.rest(by=by, therapist=room, day=CHRISTMAS)
    assert days(room, CHRISTMAS, 1) == []


def test_a_therapist_keeps_the_holidays_of_another_place_or_none(people: dict[str, Any], room: Any) -> None:
    by = people["dana"].id
    holidays.set_place(by=by, therapist=room, country="DE", region="BY")
    names = {one.name for one in holidays.ahead(room, since=NOW)}
    assert "Epiphany" in names
    assert "Boxing Day" not in names
    holidays.set_place(by=by, therapist=room, country="")
    assert holidays.ahead(room, since=NOW) == []
    holidays.use_house(by=by, therapist=room)
    assert "Boxing Day" in {one.name for one in holidays.ahead(room, since=NOW)}
    for country, region in (("XX", ""), ("DE", "ON")):
        with pytest.raises(ValueError, match=r"known|region"):
            holidays.set_place(by=by, therapist=room, country=country, region=region)


def test_the_worker_forgets_what_is_over(people: dict[str, Any], room: Any) -> None:
    by = people["dana"].id
    holidays.fill([room], now=NOW)
    holidays.work(by=by, therapist=room, day=CHRISTMAS)
    services.set_week(by=by, therapist=room, monday=MONDAY, windows=NINE_TO_TEN)
    own = services.add_time_off(by=by, therapist=room, start=NOW, end=NOW + timedelta(days=1))
    jobs.write_holidays(NOW + timedelta(days=90))
    assert not WorkedHoliday.objects.exists()
    assert not WorkingHours.objects.filter(week__isnull=False).exists()
    assert set(TimeOff.objects.filter(start__lt=NOW + timedelta(days=50))) == {own}


@pytest.mark.parametrize("who", ["femi", "charlie"])
def test_nobody_else_changes_weeks_or_holidays(people: dict[str, Any], room: Any, who: str) -> None:
    holidays.fill([room], now=NOW)
    by = people[who].id
    for change in (
        lambda: services.set_week(by=by, therapist=room, monday=MONDAY, windows=NINE_TO_TEN),
        lambda: holidays.set_place(by=by, therapist=room, country=""),
        lambda: holidays.use_house(by=by, therapist=room),
        lambda: holidays.work(by=by, therapist=room, day=CHRISTMAS),
        lambda: holidays.rest(by=by, therapist=room, day=CHRISTMAS),
    ):
        with pytest.raises(PermissionDenied):
            change()
    assert not HolidayPlace.objects.exists()


def test_the_countries_of_the_list_are_those_that_the_library_knows() -> None:
    from holidays.registry import COUNTRIES

    known = {code for _name, *codes in COUNTRIES.values() for code in codes if len(code) == 2}
    listed = [code for code, _name in almanac.countries()]
    assert len(listed) == len(set(listed))
    assert set(listed) <= known
    # Nobody lives there; and GB has a second code.
    assert known - set(listed) == {"AQ", "BV", "GS", "HM", "TF", "UM", "UK"}
    assert almanac.regions("XX") == {}
    assert almanac.days("XX", "", 2026) == ()


def test_what_a_span_is_kept_for_is_read_and_written_alike() -> None:
    text = "9:00-12:30 (video), 13:30-17:00, 18:00-19:00 (in person, introduction)"
    found = forms.read_day(1, text, WORDS)
    assert [(w.types, w.modes) for w in found] == [
        ((), ("video",)), ((), ()), (("introduction",), ("in-person",)),
    ]  # fmt: skip
    assert forms.written(found, WORDS) == text
    form = forms.HoursForm({"day1": "9:00-12:00 (vidoe)"}, words=WORDS)
    assert not form.is_valid()
    assert "“vidoe” is not known here" in str(form.errors["day1"])


def test_a_place_is_read_by_the_names_and_letters_that_people_write() -> None:
    for said, code in (("ontario", "ON"), ("on", "ON"), ("", "")):
        form = forms.PlaceForm({"country": "CA", "region": said}, house="Canada")
        assert form.is_valid()
        assert form.cleaned_data["region"] == code
    wrong = forms.PlaceForm({"country": "CA", "region": "Bavaria"}, house="Canada")
    assert "Ontario" in str(wrong.errors["region"])
    assert forms.PlaceForm({"country": "none", "region": "x"}, house="Canada").is_valid()
