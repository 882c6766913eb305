"""The rest of a person's walk, with an account: two weeks of steps, a log, weeks, and what changed."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from bench.clock import Clock
from bench.walks import PHRASE, START, Page, Person, Walk, check, plain

WITHOUT, WITH, LOOK, READ = 7, 14, 22, 27
DUE, OF_AGE = 3, 16


def keep(browser: Any, one: Person, page: Page, found: Walk, number: int) -> Any:
    """Keep what was done with a new account; below the practice's age that is refused in words."""
    from footing.accounts.models import Person as Row
    from footing.accounts.names import is_free, login_of
    from footing.practice.models import Practice

    # One name in five is given to nobody.
    name = next(f"Wren {number} {n}" for n in range(99) if is_free(f"Wren {number} {n}"))
    made = {"state": page.state, "step": "make", "name": name, "passphrase": PHRASE}
    if "age" in one:
        Practice.objects.update(minimum_age=one["age"])
        refused = Page(browser.post("/account/new/", made), 422)
        found.age = refused.says(
            f"I am {one['age']} or older", "If you are younger, the help page has people to talk to.",
            f"Tick this if it is so. If you are younger than {one['age']}, look at the help page instead.",
        )  # fmt: skip
        assert not Row.objects.filter(login=login_of(name)).exists()
        Practice.objects.update(minimum_age=OF_AGE)
    Page(browser.post("/account/new/", {**made, "old_enough": "on"}), 302)
    return Row.objects.get(login=login_of(name))


def go_on(one: Person, clock: Clock, browser: Any, person: Any, found: Walk) -> None:
    """What happens on which day, in order."""
    events: list[tuple[int, Callable[[], None]]] = [
        (WITHOUT, lambda: _steps(browser, "without", found)),
        (WITH, lambda: _steps(browser, "with", found)),
        (WITH, lambda: _because(person, found)),
        (WITH, lambda: _ideas(browser, one, person, found)),
        (WITH, lambda: _closed(person, one, found)),
        *((WITH, lambda tried=tried: _try(browser, tried, found)) for tried in one.get("tried", ())),
        (READ, lambda: _read_log(browser, person, found)),
        (READ, lambda: _since(browser, person, found)),
    ]
    events += [(1, lambda: _again(browser, one["check_later"], found))] if "check_later" in one else []
    events += list(_log(browser, one, clock, person, found))
    events += [
        (6 + 7 * n, lambda week=week: _week(person, week)) for n, week in enumerate(one.get("weeks", ()))
    ]
    last = 7 + 7 * len(one.get("weeks", ()))
    events.append((max(last, READ + 1), lambda: _changed(browser, person, found)))
    for day, happens in sorted(events, key=lambda event: event[0]):
        clock.at = START + timedelta(days=day)
        browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        happens()


def _again(browser: Any, checks: Sequence[Person], found: Walk) -> None:
    """Another check on another day, kept as well."""
    page = check(browser, checks, found)
    Page(browser.post("/account/new/", {"state": page.state}), 302)


def _steps(browser: Any, week: str, found: Walk) -> None:
    """The pages of *More steps*, three titles each, until the first comes again."""
    pages: list[list[str]] = []
    turn = 0
    while True:
        page = Page(browser.get(f"/steps/?t={turn}"))
        # The other doors, folded up below, have cards of their own and are none of the three.
        three = page.source.partition('<ul class="tiles plain">')[2].partition("</ul>")[0]
        cards = re.findall(r'<li class="card stack-s"><h3>(.*?)</h3>(.*?)</li>', three, re.S)
        pages.append([_titled(title, rest) for title, rest in cards])
        following = re.search(r'href="/steps/\?t=(\d+)"', page.source)
        assert following
        turn = int(following[1])
        if turn == 0:
            break
    found.steps[week] = pages


def _titled(title: str, rest: str) -> str:
    abouts = re.findall(r'name="about" value="\d+"[^>]*>(.*?)</button>', rest, re.S)
    return plain(title) + (f" ({', '.join(plain(a) for a in abouts)})" if abouts else "")


def _because(person: Any, found: Walk) -> None:
    from django.utils import timezone

    from footing.exercises import offering

    every = offering.every(person.id, now=timezone.now())
    found.reached |= {(s.id, n) for s in every for n, _ in s.abouts or ((0, ""),)}
    found.because = list(dict.fromkeys(step.because for step in every if step.because))


def _ideas(browser: Any, one: Person, person: Any, found: Walk) -> None:
    """The map's three ideas, for who has put somebody on it as the hard one."""
    from django.utils import timezone

    from footing.trustmap import ideas, mapping, queries
    from footing.trustmap.document import Document

    if "hard" not in one:
        return
    drawn = Document().with_person(one["hard"]["name"]).with_quality("tells me when something changes")
    drawn = drawn.with_hard(drawn.people[0].id, one["hard"]["about"])
    mapping.change(person=person.id, kind="", by=lambda _: drawn, now=timezone.now())
    own = queries.own(person.id)
    assert own is not None
    found.ideas = list(ideas.three(person.id, own.document, turn=0, today=timezone.now().date()))
    Page(browser.get("/map/more/")).says(*found.ideas)


def _closed(person: Any, one: Person, found: Walk) -> None:
    """What the rules close about whom; from the rules, since no page says it."""
    from django.utils import timezone

    from footing.check.queries import label
    from footing.exercises import queries, reading
    from footing.log import queries as log

    now = timezone.now()
    for about in found.kept:
        shut = [
            e.title
            for e in reading.exercises()
            if not e.about_me and not queries.opens(person.id, e, about, now=now)
        ]
        if not log.opens(person.id, about, now=now):
            shut.append(log.words()["page"]["title"])
        found.closed += [f"{label(about)}: {'; '.join(shut)}"] if shut else []


def _try(browser: Any, tried: Person, found: Walk) -> None:
    """Open an exercise by its address, and do what stands there."""
    from footing.exercises import reading

    asked = reading.exercise(tried["id"])
    assert asked is not None
    page = Page(browser.get(f"/steps/{tried['id']}/?about={tried['about']}"))
    there = re.search(r'action="/steps/(e\d+)/"><input type="hidden" name="about" value="(\d+)"', page.source)
    assert there
    stood = reading.exercise(there[1])
    assert stood is not None
    found.reached.add((there[1], int(there[2])))
    page.says(stood.title, stood.purpose, *stood.when_not)
    if stood != asked:
        found.tried.append(f"Opened “{asked.title}” by its address: there stood “{stood.title}”.")
    else:
        found.tried.append(f"“{stood.title}”: {' '.join(stood.when_not)}")
    text = next(field.id for field in stood.fields if field.kind == "text")
    done = {"about": there[2], "step": "done", text: "A few words.", "before": "2", "after": "1"}
    sheet = browser.post(f"/steps/{there[1]}/", done)
    assert sheet.status_code == 302, sheet.content
    if "helped" in tried and stood == asked:
        Page(browser.post(sheet["Location"], {"helped": tried["helped"]}), 302)


def _since(browser: Any, person: Any, found: Walk) -> None:
    """What the kept plan offers after what was done."""
    from footing.plan import queries

    card = queries.following(person.id, queries.kept(person.id))
    page = Page(browser.get("/plan/"))
    if card:
        found.since = [page.says(card.why)[0], f"“{page.says(card.title)[0]}”."]


def _log(
    browser: Any, one: Person, clock: Clock, person: Any, found: Walk
) -> Iterator[tuple[int, Callable[[], None]]]:
    """Each entry on a day of its own, answered when its day has come."""
    day = 0
    for entry in one.get("log", ()):
        for outcome in entry["after"].split():
            day += 1
            yield (
                day,
                lambda entry=entry, outcome=outcome: _write(browser, entry, outcome, clock, person, found),
            )


def _write(browser: Any, entry: Person, outcome: str, clock: Clock, person: Any, found: Walk) -> None:
    from footing.log import queries

    sure, feared, expected = entry["before"]
    day = clock.at
    due = (day + timedelta(days=DUE)).date().isoformat()
    sent = {"about": entry["about"], "fear": entry["fear"], "seen": entry["seen"], "due": due,
            "sure": sure, "feared": feared, "expected": expected}  # fmt: skip
    answer = browser.post("/log/new/", sent)
    if answer.status_code == 422:
        page, w = Page(answer, 422), queries.words()["form"]
        said = page.says(w["title_me"], w["here_me"])
        found.log += [
            f"About {queries.whom(entry['about']).lower()}, “{entry['fear']}”: {' '.join(said[1:])}"
        ]
        return
    assert answer.status_code == 302
    if entry["about"]:
        found.reached.add(("log", entry["about"]))
    line = queries.lines(person.id)[-1]
    clock.at = day + timedelta(days=DUE)
    browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    came = {"outcome": outcome, "found": entry["bad"], "coped": entry["coped"], "did": ""}
    Page(browser.post(f"/log/{line.id}/", came), 302)
    clock.at = day


def _read_log(browser: Any, person: Any, found: Walk) -> None:
    from django.utils import timezone

    from footing.log import queries, wording

    log, page = queries.log(person.id, now=timezone.now()), Page(browser.get("/log/"))
    if not log.count:
        return
    told = wording.told(log.summary)
    found.log += page.says(*told.facts, *told.comfort, *told.stops)
    if told.stops:
        found.log += page.says(queries.words()["stop"]["then"]["text"])
    page.says(queries.words()["page"]["fence"])


def _week(person: Any, week: str) -> None:
    from django.utils import timezone

    from footing.diary import queries, services

    answers = {q.id: int(digit) for q, digit in zip(queries.questions(), week, strict=True)}
    services.check_in(person=person.id, said=services.Said(answers, (), ""), now=timezone.now())


def _changed(browser: Any, person: Any, found: Walk) -> None:
    from django.utils import timezone

    from footing.today import changed

    shown, page = changed.page(person.id, now=timezone.now()), Page(browser.get("/today/changed/"))
    if shown.short:
        found.changed = page.says(*shown.short)
    else:
        found.changed = page.says(changed.words()["page"]["nothing"])
        doubts = next(picture for picture in shown.weeks.pictures if picture.id == "doubts")
        found.changed += [f"{doubts.name}: {page.says(doubts.said)[0]}"]
