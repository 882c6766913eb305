"""Sixteen people's walks: the document is what the pages say, and nobody came to a step that is closed to them."""

import pytest
from bench import personas, walks
from django.http import HttpResponse
from django.utils import timezone

from footing.accounts.models import Person
from footing.safety import queries as safety
from footing.trustmap import ideas

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.one_database]


@pytest.fixture(autouse=True)
def given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock and the weeks, which the walks set, are as before afterwards."""
    monkeypatch.setattr(timezone, "now", timezone.now)
    monkeypatch.setattr(ideas, "asks_this_week", ideas.asks_this_week)


def test_the_document_of_all_people_is_what_the_pages_say() -> None:
    found = personas.walks()
    assert Person.objects.count() == len(found) == 16
    assert {len(page) for walk in found for pages in walk.steps.values() for page in pages} == {3}
    assert personas.document(found) == personas.DOCUMENT.read_text("utf-8"), (
        "run python -m bench.personas and read what has changed"
    )


def test_mutant_a_deceived_person_who_comes_to_a_closed_step_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(safety, "opens", lambda *_, **__: True)
    walk = walks.walk(personas.people()[1], walks.begin(), 1)
    assert {("e7", 1), ("log", 1)} <= personas.closed(walk)


def test_a_sentence_that_does_not_stand_on_the_page_is_not_quoted() -> None:
    page = walks.Page(HttpResponse("<p>Nobody\n checks &amp; counts.</p>"))
    assert page.says("Nobody checks & counts.")
    with pytest.raises(walks.NotSaidError):
        page.says("Somebody checks.")
