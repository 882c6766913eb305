"""Nothing here depends on the private questions: the same bytes in all nine states."""

from typing import Any

import pytest

from footing.accounts.services import make_person
from footing.diary import queries, services
from footing.today import changed, look, series
from tests.conftest import OwnClient
from tests.diary.conftest import ago, checked, said, weeks
from tests.log.conftest import with_states
from tests.people import PASSPHRASE, signed_in
from tests.plan.way import masked

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.one_database]
ALL = ("U.", "H.", "UH", "W.", "N.", "P-", "P+", "E.", "O.")
PAGES = ("/diary/", "/diary/new/", "/today/changed/", "/today/")


def seen(code: str, number: int) -> tuple[Any, ...]:
    """Every page of somebody with this state, the same weeks and checks."""
    person = make_person(name=f"Somebody {number}", passphrase=PASSPHRASE)
    checked(person, 100, "333333")
    with_states(person, c1=code)
    weeks(person, [4, 4, 3, 3, 2, 2, 1, 1, 0, 0], question="doubts", last=7)
    services.check_in(person=person.id, said=said("A line.", doubts=0), now=ago(0))
    client = signed_in(person, OwnClient())
    pages = [masked(client.get(address)) for address in PAGES]
    for line in queries.book(person.id).lines:
        pages = [page.replace(str(line.id), "…") for page in pages]
    assert "doubts took less and less room" in pages[2]
    return tuple(pages)


def test_in_all_states_every_page_is_the_same_bytes() -> None:
    assert len({seen(code, number) for number, code in enumerate(ALL)}) == 1


def test_nothing_of_the_room_and_of_what_changed_knows_the_private_questions() -> None:
    for module in (queries, services, changed, look, series):
        assert not {"safety", "states", "may_offer", "opens"} & set(vars(module)), module.__name__
