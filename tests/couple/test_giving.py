"""Item by item: each thing is given by one press and opened by another, ends by itself, and taken back it never was."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from footing.couple import jobs, queries, services
from footing.couple.giving import queries as giving
from footing.couple.giving import services as give
from footing.couple.models import Given
from footing.plan import services as plan
from footing.sharing import between, things
from footing.vault import access, export
from footing.vault.models import AccessLog
from tests.addresses import NOBODY
from tests.couple.conftest import MODEL, Pair

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.both_databases]
THINGS: dict[UUID, str] = {}


@pytest.fixture(autouse=True)
def both_kind() -> Iterator[None]:
    """A kind that both give, made here: `THINGS` is what each has of it."""
    things.between_two()
    between.register(
        between.Kind(
            id="pair", title="A pair", about="Of both.", template="sharing/note_shown.html", both=True,
            items=lambda person: [between.Item("it", "Mine")] if person in THINGS else [],
            content=lambda person, item: THINGS.get(person),
        )
    )  # fmt: skip
    yield
    between._kinds.pop("pair")
    THINGS.clear()


def model(pair: Pair, *, tomorrow: bool = False, days: float = 0) -> UUID:
    """Alice lets Bob see her model."""
    now = timezone.now() + timedelta(days=days)
    give.give(person=pair.alice.id, id=pair.id, kind="model", item="model", now=now, tomorrow=tomorrow)
    return Given.objects.get(kind="model").id


def sees(pair: Pair, who: str = "bob", *, days: float = 0) -> list[str]:
    link = queries.link(getattr(pair, who).id, pair.id)
    assert link is not None
    return [one.title for one in giving.received(link, timezone.now() + timedelta(days=days))]


def test_what_is_given_can_be_opened_by_the_other_and_by_nobody_else(pair: Pair) -> None:
    id, now = model(pair), timezone.now()
    assert sees(pair) == ["What makes me feel safe"]
    found = giving.opened(person=pair.bob.id, id=pair.id, given=id, now=now)
    assert found is not None
    assert ("wombat calm", "") in found.content
    assert "Quokka" not in repr(found)
    for other in (pair.alice, pair.charlie):
        assert giving.opened(person=other.id, id=pair.id, given=id, now=now) is None
        assert not giving.stands(person=other.id, id=pair.id, given=id, now=now)


def test_it_ends_after_fourteen_days_unless_it_is_renewed_and_tomorrow_means_a_day(pair: Pair) -> None:
    id = model(pair, tomorrow=True)
    assert sees(pair) == []
    assert sees(pair, days=1.01) == ["What makes me feel safe"]
    assert sees(pair, days=15.01) == []
    give.renew(person=pair.alice.id, id=pair.id, given=id, now=timezone.now() + timedelta(days=10))
    assert sees(pair, days=23) == ["What makes me feel safe"]
    assert sees(pair, days=24.01) == []


def test_taken_back_unlinked_or_deleted_it_never_was(pair: Pair) -> None:
    id, now = model(pair), timezone.now()
    give.stop(person=pair.alice.id, id=pair.id, given=id)
    assert sees(pair) == []
    assert not giving.stands(person=pair.bob.id, id=pair.id, given=id, now=now)
    assert not Given.objects.exists()
    model(pair)
    THINGS[pair.alice.id] = "Hers."
    give.give(person=pair.alice.id, id=pair.id, kind="pair", item="it", now=now, tomorrow=False)
    THINGS.clear()
    jobs.delete_old(now)
    assert [row.kind for row in Given.objects.all()] == ["model"]
    services.unlink(person=pair.bob.id, id=pair.id)
    assert not Given.objects.exists()


def test_of_a_kind_that_both_give_neither_sees_the_others_before_giving_theirs(pair: Pair) -> None:
    THINGS.update({pair.alice.id: "Hers.", pair.bob.id: "His."})
    now = timezone.now()
    give.give(person=pair.alice.id, id=pair.id, kind="pair", item="it", now=now, tomorrow=False)
    assert sees(pair) == []
    assert giving.opened(person=pair.bob.id, id=pair.id, given=Given.objects.get().id, now=now) is None
    give.give(person=pair.bob.id, id=pair.id, kind="pair", item="it", now=now, tomorrow=False)
    assert sees(pair) == sees(pair, "alice") == ["A pair"]
    hers = Given.objects.get(holder=pair.alice.id)
    found = giving.opened(person=pair.bob.id, id=pair.id, given=hers.id, now=now)
    assert found is not None
    assert (found.mine, found.theirs) == ("His.", "Hers.")
    give.stop(person=pair.alice.id, id=pair.id, given=hers.id)
    assert sees(pair) == sees(pair, "alice") == []


def test_only_the_owner_takes_back_or_renews_and_only_what_one_has_is_given(pair: Pair) -> None:
    id, now = model(pair), timezone.now()
    for who in (pair.bob, pair.charlie):
        with pytest.raises(services.NotYoursError):
            give.stop(person=who.id, id=pair.id, given=id)
        with pytest.raises(services.NotYoursError):
            give.renew(person=who.id, id=pair.id, given=id, now=now)
    for kind, item in (("model", "other"), ("note", "note"), ("safety", "1"), ("pair", "it")):
        with pytest.raises(services.NotYoursError):
            give.give(person=pair.alice.id, id=pair.id, kind=kind, item=item, now=now, tomorrow=False)
    with pytest.raises(services.NotYoursError):
        give.give(person=pair.bob.id, id=pair.id, kind="model", item="model", now=now, tomorrow=False)


def test_only_things_written_for_the_other_are_ever_registered() -> None:
    """Signs, story, log, weeks, series, the private questions and notes for a therapist: never."""
    assert {kind.id for kind in things.between_two()} - {"pair"} <= {"model", "card", "wish", "ways"}
    for kind in things.between_two():
        assert kind.content.__module__.split(".")[1] in {"trustmap", "talk", "tests", "couple"}, kind.id


def test_a_look_leaves_a_line_that_neither_of_the_two_can_read(pair: Pair) -> None:
    id, now = model(pair), timezone.now()
    giving.opened(person=pair.bob.id, id=pair.id, given=id, now=now)
    giving.opened(person=pair.charlie.id, id=pair.id, given=id, now=now)
    lines = AccessLog.objects.filter(purpose="two").values_list("actor", "subject", "action")
    assert sorted(lines) == sorted([(pair.bob.id, pair.id, "look"), (pair.charlie.id, pair.id, "refused")])
    for who in (pair.alice, pair.bob, pair.charlie):
        assert access.looks(who.id) == []
        text = export.as_json(export.collect(holder=who.id, now=now))
        assert '"look"' not in text
        assert '"refused"' not in text


def test_what_the_model_shows_does_not_depend_on_how_the_map_is_rated(pair: Pair) -> None:
    id, now = model(pair), timezone.now()
    found = giving.opened(person=pair.bob.id, id=pair.id, given=id, now=now)
    assert found is not None
    assert all(sure == "" for _quality, sure in found.content)


def test_the_pages_from_looking_first_to_taking_back(pair: Pair) -> None:
    alice, bob, here = pair.sure("alice"), pair.sure("bob"), f"/two/{pair.id}/"
    before = bob.get(here).content
    first = alice.post(f"{here}show/", {"kind": "model", "item": "model", "step": "look"}).content.decode()
    assert "wombat calm" in first.lower()
    assert bob.get(here).content == before
    alice.post(f"{here}show/", {"kind": "model", "item": "model", "step": "now"})
    given = Given.objects.get().id
    page = bob.get(f"{here}see/{given}/")
    assert "wombat calm" in page.content.decode().lower()
    assert bob.get(f"{here}see/{given}/still/").status_code == 204
    alice.post(f"{here}show/{given}/", {"step": "stop"})
    gone, never = (bob.get(f"{here}see/{id}/") for id in (given, NOBODY))
    assert (gone.status_code, gone.content) == (404, never.content)
    assert bob.get(f"{here}see/{given}/still/").status_code == 404
    assert bob.get(here).content == before
    assert alice.post(f"{here}show/", {"kind": "story", "item": "1", "step": "now"}).status_code == 404


def test_giving_asks_for_the_pass_phrase_and_keeps_what_was_chosen(pair: Pair) -> None:
    alice, here = pair.client("alice"), f"/two/{pair.id}/show/"
    answer = alice.post(here, {"kind": "model", "item": "model", "step": "now"})
    assert answer["Location"].startswith("/account/again/")
    assert not Given.objects.exists()
    pair.prove(alice)
    assert 'value="model"' in alice.get(here).content.decode()


def test_the_model_is_the_same_in_every_state_of_the_private_questions(pair: Pair) -> None:
    here, given, seen = f"/two/{pair.id}/", model(pair), set()
    bob = pair.client("bob")
    for code in ("U.", "UH", "W.", "N.", "P-", "P+", "E.", "O."):
        plan.keep(person=pair.alice.id, state={"safety": {"1": code}, "trustmap": MODEL})
        seen.add((bob.get(here).content, bob.get(f"{here}see/{given}/").content))
    assert len(seen) == 1
