"""Six at one moment, as threads on a site of their own: what may be once is once, and the index says the same."""

import pytest

from tests.journeys import site

START = """
import threading
from datetime import timedelta
from django.db import connections
from django.utils import timezone
from footing.accounts.services import make_person
now = timezone.now()
def at_once(do):
    gate = threading.Barrier(6)
    def run(n):
        gate.wait()
        try:
            do(n)
        finally:
            connections.close_all()
    threads = [threading.Thread(target=run, args=(n,)) for n in range(6)]
    [t.start() for t in threads]
    [t.join() for t in threads]
"""
CHECK_INS = """
from footing.diary import queries, services
from footing.diary.models import CheckIn, Index
for days in (None, 7, 0):
    person = make_person(name=f'Somebody {days}', passphrase='seven quiet stepping stones').id
    if days is not None:
        services.check_in(person=person, said=services.Said({'rest': 0}, (), ''), now=now - timedelta(days=days))
    at_once(lambda n: services.check_in(person=person, said=services.Said({'rest': n % 5}, (), str(n)), now=now))
    lines = queries.book(person).lines
    rows = {r.id: r.said['answers'] for r in CheckIn.objects.filter(holder=person)}
    print(len(lines), len(rows), Index.objects.filter(holder=person).count(),
          {line.id: dict(line.answers) for line in lines} == rows)
"""
ANSWERS = """
from footing.log import queries, services
from footing.log.models import Entry, Index, Outcome
person = make_person(name='Somebody who answers', passphrase='seven quiet stepping stones').id
due = (now + timedelta(days=3)).date().isoformat()
fear = services.Fear('I will freeze.', 0, 'mine', due, 75, 2, 1)
at_once(lambda n: services.write(person=person, fear=fear, now=now))
own = [rows.objects.filter(holder=person) for rows in (Entry, Index)]
print(len(own[0]), len(queries.lines(person)), len(own[1]))
refused = []
def answer(n):
    try:
        services.answer(person=person, id=queries.lines(person)[0].id, now=now + timedelta(days=4),
                        found=services.Found('happened' if n % 2 else 'did-not', n % 4, 1, str(n)))
    except services.NotThereError:
        refused.append(n)
at_once(answer)
(row,), (line,) = Outcome.objects.filter(holder=person), queries.lines(person)
print(len(refused), (row.found['outcome'], row.found['found']) == (line.outcome, line.found))
"""
OFFERS = """
from footing.booking import services as booking
from footing.booking.models import AppointmentType, Claim
from footing.booking.waiting import offering, services, wishes
from footing.booking.waiting.models import Offer
from footing.calendars.models import BookingRules, WorkingHours
from footing.practice.models import Therapist
kind = AppointmentType.objects.get(id='introduction')
dana = Therapist.objects.create(
    slug='dana', name='Dana', fee_minor=0, fee_currency='CAD', time_zone='UTC', modes=['video'])
BookingRules.objects.create(therapist=dana, notice_hours=0, pause_minutes=10, step_minutes=30)
wanted = wishes.Wanted('introduction', 'video')
for n in range(4):
    services.wait(wanted=wanted, guest=booking.Guest(name=f'Guest {n}', phone='+1 416 555 0134'),
                  now=now - timedelta(minutes=9 - n))
for n in (3, 4):
    day = (now + timedelta(days=n)).date()
    WorkingHours.objects.create(
        therapist=dana, weekday=day.weekday(), start_minute=540, end_minute=560, valid_from=day, valid_to=day)
at_once(lambda n: offering.run(now=now))
offering.run(now=now)
live = Offer.objects.filter(ended_at__isnull=True)
names = [o.waiting.name for o in live.order_by('start')]
print(live.count(), len({o.start for o in live}), names, Claim.objects.count())
"""

# On one day that takes two: six book or keep six different times. A hold can also meet the limit of holds.
DAY = """
from footing.booking import services
from footing.booking.errors import BookingError
from footing.booking.models import Claim
from footing.calendars.models import BookingRules, WorkingHours
from footing.practice.models import Therapist
one = Therapist.objects.create(slug='one', name='One', modes=['video'], fee_minor=0, time_zone='America/Toronto')
BookingRules.objects.create(therapist=one, most_a_day=2)
for day in range(7):
    WorkingHours.objects.create(therapist=one, weekday=day, start_minute=540, end_minute=1020)
day = (now + timedelta(days=3)).replace(hour=15, minute=0, second=0, microsecond=0)
refused = []
def take(n):
    wish = services.Wish('introduction', day + timedelta(hours=n), 'video', one.id)
    try:
        if n % 2:
            services.hold(wish=wish)
        else:
            services.book(wish=wish, guest=services.Guest('Somebody', phone='+1 416 555 0134'))
    except BookingError:
        refused.append(n)
at_once(take)
print(len(refused), Claim.objects.filter(therapist=one, span__gt=0).count())
"""


@pytest.fixture(scope="module")
def made() -> site.Site:
    return site.prepared(demo=False, settings=site.own_databases())


@pytest.mark.postgres
@pytest.mark.xdist_group("site")
@pytest.mark.parametrize(
    ("script", "said"),
    [
        (CHECK_INS, ["1 1 1 True", "2 2 1 True", "1 1 1 True"]),
        (ANSWERS, ["1 1 1", "5 True"]),
        (OFFERS, ["2 2 ['Guest 0', 'Guest 1'] 12"]),  # before there is somebody with open times
        (DAY, ["4 2"]),
    ],
    ids=["check-ins", "answers", "offers", "a-full-day"],
)
def test_of_six_at_one_moment_one_is_kept(made: site.Site, script: str, said: list[str]) -> None:
    assert made.run("shell", "--no-imports", "-c", START + script).splitlines() == said
