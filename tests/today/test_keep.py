"""An account in one form: what is kept, for whom, and what nobody else can tell."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from footing.accounts import names, services
from footing.accounts.models import Person
from footing.check.models import Kept as KeptCheck
from footing.plan import queries as plan
from footing.safety.models import Kept as KeptState
from footing.trustmap.models import Kept as KeptModel
from footing.vault import keys
from tests.check.test_way import token
from tests.conftest import OwnClient
from tests.everywhere.rows import rows
from tests.people import PASSPHRASE, make_world, signed_in
from tests.plan.way import IN_STATE, masked, planned, post, way

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.both_databases]


def free(name: str) -> str:
    """A name like this one that is given out."""
    return next(n for n in (f"{name} {i}" for i in range(99)) if names.is_free(n))


ALICE = free("Alice of the hill")
NEW = {"step": "make", "name": ALICE, "passphrase": PASSPHRASE, "old_enough": "on"}
TABLES = ("check", "story", "trustmap", "talk", "plan", "safety")


def become(client: Client, state: str = "", **changed: str) -> Any:
    return client.post("/account/new/", {**NEW, **({"state": state} if state else {}), **changed})


def written(client: Client) -> str:
    """A plan whose first way is done, with a canary in it."""
    state = planned(client)
    for step, sent in (("name", {"n": "Quokka Canary"}), ("things", {"t": ["listens"]})):
        state = token(post(client, "/map/", state, step=step, **sent))
    return state


def test_one_form_makes_an_account_and_keeps_check_and_plan(client: Client) -> None:
    asked = post(client, "/account/new/", planned(client))
    assert asked.status_code == 200
    assert "e-mail" in asked.content.decode()
    assert become(client, token(asked))["Location"] == "/today/"
    person = Person.objects.get(login=names.login_of(ALICE))
    kept = plan.kept(person.id)
    assert set(kept) == {"check", "story"}
    assert person.name == ALICE
    page = client.get("/plan/").content.decode()
    assert page.count('<li class="stack" id="w') == 3
    assert "Because you said:" in page


def test_what_was_written_is_there_again_and_the_page_of_today_has_no_word_of_it(client: Client) -> None:
    become(client, written(client))
    today = client.get("/today/").content.decode()
    assert "Quokka" not in today
    assert 'href="/plan/#w2"' in today
    assert "Quokka Canary" in client.get("/plan/").content.decode()
    result = client.post("/check/result/", {"state": token(client.get("/today/"))})
    assert "What you notice" in result.content.decode()


def test_keeping_again_replaces_and_adds_no_row_for_the_same_answers(client: Client) -> None:
    state = written(client)
    become(client, state)
    for _ in range(2):
        assert post(client, "/account/new/", state)["Location"] == "/today/"
    assert (KeptCheck.objects.count(), KeptModel.objects.count(), KeptState.objects.count()) == (1, 1, 1)


def test_a_check_without_a_plan_is_kept_and_today_leads_to_the_plan(client: Client) -> None:
    result = way(client, {})[1]
    become(client, token(result))
    today = client.get("/today/").content.decode()
    assert "Make your plan" in today
    assert "What could it come from" not in today
    assert client.get("/plan/").status_code == 200


def test_in_all_eight_states_the_pages_after_keeping_and_the_rows_have_one_size() -> None:
    seen = set()
    for number, private in enumerate(IN_STATE.values()):
        client = OwnClient()
        state = planned(client, private)
        asked = post(client, "/account/new/", state)
        cache.clear()
        done = become(client, state, name=free(f"Somebody {number}"))
        pages = [asked, client.get("/today/"), client.get("/plan/")]
        assert done["Location"] == "/today/"
        seen.add((*map(masked, pages), *(len(page.content) for page in pages)))
    assert len(seen) == 1
    with connection.cursor() as cursor:
        for table in TABLES[:2] + TABLES[5:]:
            cursor.execute(f"SELECT * FROM {table}_kept")  # noqa: S608 (own names)
            sizes = {tuple(len(bytes(v)) for v in row if isinstance(v, bytes | memoryview)) for row in cursor}
            assert len(sizes) == 1, table
    assert {row.state["state"] for row in KeptState.objects.all()} == set(IN_STATE)


def test_no_page_shows_the_state_and_one_press_erases_it_with_one_answer_for_all(client: Client) -> None:
    become(client, planned(client, IN_STATE["U."]))
    first = client.post("/today/private/")
    assert KeptState.objects.count() == 0
    again = client.post("/today/private/")
    assert masked(first) == masked(again)
    assert KeptCheck.objects.count() == 1
    assert client.get("/plan/").status_code == 200


def test_a_thief_with_the_files_reads_nothing_and_whoever_erases_the_key_neither(client: Client) -> None:
    become(client, written(client))
    table = repr(rows("django_session"))
    for word in ("Quokka", "Alice", "listens", "longer", '"way"', "quality", "causes"):
        assert word not in table, word
    assert "Quokka" not in repr(rows())
    person = Person.objects.get()
    keys.erase(person.id)
    with pytest.raises(keys.ErasedError):
        plan.kept(person.id)


@pytest.mark.parametrize(
    ("changed", "said"),
    [({"name": " "}, "Write a name"), ({"passphrase": "short"}, "at least 10"), ({"old_enough": ""}, "Tick this"),
     ({"passphrase": "password123"}, "too common"), ({"name": "a\x00b"}, "haracter"),
     ({"name": "x" * 90}, "too long")],
)  # fmt: skip
def test_bad_input_comes_back_filled_in_and_with_what_was_brought(
    client: Client, changed: dict[str, str], said: str
) -> None:
    answer = become(client, planned(client), **changed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert page.count('role="alert"') == 1
    assert 'name="state"' in page
    assert ("name" in changed) or f'value="{ALICE}"' in page
    assert Person.objects.count() == 0


def test_a_name_that_is_taken_and_one_that_is_not_given_out_get_the_same_answer() -> None:
    taken = free("Robin")
    closed = next(n for n in (f"Robin {i}" for i in range(99)) if not names.is_free(n))
    services.make_person(name=taken, passphrase=PASSPHRASE)
    answers = [become(OwnClient(), name=name) for name in (taken, closed)]
    pages = [a.content.decode().replace(n, "…") for a, n in zip(answers, (taken, closed), strict=True)]
    assert pages[0] == pages[1]
    assert {a.status_code for a in answers} == {422}
    assert "This name is not free" in pages[0]


def test_about_one_name_in_five_is_not_given_out() -> None:
    shut = sum(not names.is_free(f"name {n}") for n in range(1000))
    assert 140 < shut < 260


def test_names_cannot_be_tried_in_numbers(settings: Any) -> None:
    settings.FOOTING_RATE_LIMITS = False
    codes = [become(OwnClient(), passphrase="password123").status_code for _ in range(22)]
    assert codes == [422] * 20 + [429] * 2


def test_somebody_who_has_an_account_signs_in_and_keeps_with_one_press(client: Client) -> None:
    services.make_person(name="Alice", passphrase=PASSPHRASE)
    state = planned(client)
    sent = {"state": state, "login": "Alice", "password": "wrong wrong wrong"}
    assert 'name="state"' in client.post("/account/sign-in/", sent).content.decode()
    assert client.post("/account/sign-in/", {**sent, "password": PASSPHRASE})["Location"] == "/account/new/"
    assert KeptCheck.objects.count() == 0
    asked = client.get("/account/new/")
    assert "Keep what you just did?" in asked.content.decode()
    assert post(client, "/account/new/", token(asked))["Location"] == "/today/"
    assert KeptCheck.objects.count() == 1
    assert client.get("/account/new/")["Location"] == "/today/"


def test_a_state_that_was_altered_offers_a_new_start(client: Client) -> None:
    assert become(client, "altered").status_code == 400
    assert Person.objects.count() == 0


def test_nobody_but_alice_sees_what_alice_kept() -> None:
    world, alice = make_world(), OwnClient()
    become(alice, written(alice))
    people = (world.charlie, world.dana, world.erin, world.femi)
    for client in (OwnClient(), *(signed_in(p, OwnClient()) for p in people)):
        for address in ("/today/", "/plan/", "/account/new/"):
            assert "Quokka" not in client.get(address).content.decode()


def test_staff_go_to_the_desk_and_clients_do_not_find_it() -> None:
    world = make_world()
    for person, home in ((world.charlie, "/today/"), (world.dana, "/desk/"), (world.erin, "/desk/")):
        client = OwnClient()
        sent = {"login": person.name, "password": PASSPHRASE}
        assert client.post("/account/sign-in/", sent)["Location"] == home
        assert client.get(home).status_code == 200
    charlie, dana = signed_in(world.charlie, OwnClient()), signed_in(world.dana, OwnClient())
    assert charlie.get("/desk/").status_code == 404
    assert dana.get("/today/")["Location"] == "/desk/"
    assert OwnClient().get("/today/")["Location"] == "/account/sign-in/?next=%2Ftoday%2F"


def test_a_signed_in_page_has_leave_and_sign_out_and_is_not_stored(client: Client) -> None:
    become(client)
    answer = client.get("/today/")
    page = answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert page.count('href="/leave/"') == 2
    assert 'action="/account/sign-out/"' in page
    client.get("/leave/")
    assert client.get("/today/").status_code == 302
