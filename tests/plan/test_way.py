"""From the result to a plan that is done on the page: the same for everyone who said the same, and nothing kept."""

import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from footing.plan import queries
from footing.vault import sealed
from tests.check.test_way import IN_STATE, SEALED, answers, checked, masked, token

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
CAUSES = {"step": "causes", "c": ["c3", "c7"]}
WORD = "quokkaberg"


def asked_privately(client: Client, private: dict[str, str]) -> str:
    return token(client.post("/check/next/", {"state": checked(client), **private}))


def planned(client: Client, state: str, **sent: Any) -> Any:
    return client.post("/plan/", {"state": state, **(sent or CAUSES)})


def way(client: Client, private: dict[str, str]) -> Iterator[Any]:
    """Every page from the private questions to the plan with all three steps done."""
    state = asked_privately(client, private)
    for address, sent in (
        ("/check/result/", {}), ("/plan/", {}), ("/plan/", CAUSES),
        ("/map/", {"step": "name", "n": WORD}),
        ("/map/", {"step": "things", "t": ["keeps-word", "listens"], "o0": "hums"}),
        ("/map/", {"step": "others", "w0": "Sam"}), ("/talk/", {"step": "pick", "f": [], "n": "", "o": WORD}),
        ("/talk/", {"step": "sentence", "s": f"I need {WORD}"}), ("/plan/", {"step": "talk", "r": ["1"], "a": "alone"}),
        ("/plan/", {}),
    ):  # fmt: skip
        page = client.post(address, {"state": state, **sent})
        state = token(page)
        yield page


def test_plan_print_out_and_every_page_before_are_the_same_bytes_in_every_state(client: Client) -> None:
    seen: dict[int, set[tuple[int, str, int]]] = {}
    for private in IN_STATE.values():
        for place, page in enumerate(way(client, private)):
            seen.setdefault(place, set()).add((page.status_code, masked(page), len(token(page))))
    assert len(seen) == 10
    assert {len(kinds) for kinds in seen.values()} == {1}, "what is printed is this page with another style"


def test_a_plan_that_looked_at_a_private_answer_would_be_seen(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = queries.shown

    def leaks(proposed: Any, state: Any) -> Any:
        steps = real(proposed, state)
        return steps[:2] if "U." in str(state.get("safety")) else steps

    monkeypatch.setattr(queries, "shown", leaks)
    with pytest.raises(AssertionError):
        test_plan_print_out_and_every_page_before_are_the_same_bytes_in_every_state(client)


def test_every_step_says_why_and_cites_only_signs_contexts_and_causes(client: Client) -> None:
    page = planned(client, asked_privately(client, IN_STATE["W."])).content.decode()
    whys = re.findall(r'<li><span class="small">(.*?)</li>', page, re.DOTALL)
    assert len(whys) >= 3
    assert any("because you said" in why.lower() for why in whys)
    assert not re.search(r"scared|afraid of|still going on|broken your trust", " ".join(whys))


def test_other_causes_make_another_plan(client: Client) -> None:
    state = asked_privately(client, {})
    one = masked(planned(client, state))
    other = masked(planned(client, state, step="causes", c=["c6"]))
    assert one != other


def test_without_a_check_and_without_causes_there_is_still_a_plan(client: Client) -> None:
    start = client.get("/story/")
    assert start.status_code == 200
    page = planned(client, token(start), step="skip")
    assert page.status_code == 200
    assert page.content.decode().count('<li class="stack" id="w') == 3


def test_nothing_of_the_way_is_written_logged_or_set(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    def rows() -> list[int]:
        found = []
        for name in ("default", "keys"):
            with connections[name].cursor() as cursor:
                for table in sorted(connections[name].introspection.table_names(cursor)):
                    cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 (names from the database)
                    found.append(cursor.fetchone()[0])
        return found

    before = rows()
    with caplog.at_level(logging.DEBUG):
        pages = list(way(client, IN_STATE["U."]))
    assert WORD in pages[5].content.decode()
    assert rows() == before
    assert not client.cookies
    assert WORD not in caplog.text
    assert all(WORD not in str(page.headers) for page in pages)


def test_what_was_typed_travels_sealed(client: Client) -> None:
    model = list(way(client, {}))[5]
    assert WORD not in token(model)
    assert WORD in str(sealed.open_state(token(model)))
    assert all(page.headers["Cache-Control"] == "no-store, private" for page in way(client, {}))


@pytest.mark.parametrize("address", ["/plan/", "/map/", "/talk/", "/story/"])
@pytest.mark.parametrize("sent", ["nonsense", "AAAA" * 900])
def test_a_state_that_does_not_open_gets_a_kind_page(client: Client, address: str, sent: str) -> None:
    page = client.post(address, {"state": sent})
    assert page.status_code == 400
    assert "start again" in page.content.decode()


@pytest.mark.parametrize("address", ["/plan/", "/map/", "/talk/", "/story/"])
def test_an_expired_and_a_foreign_state_get_the_same_kind_page(client: Client, address: str) -> None:
    old = sealed.seal_state({"check": []}, now=1_000_000_000.0)
    own = asked_privately(client, {})
    altered = own[:40] + ("A" if own[40] != "A" else "B") + own[41:]
    pages = {client.post(address, {"state": bad}).content for bad in (old, altered)}
    assert len(pages) == 1
    assert b"start again" in pages.pop()


@pytest.mark.parametrize(
    ("address", "sent", "field", "kept"),
    [
        ("/map/", {"step": "name", "n": ""}, "n", ""),
        ("/map/", {"step": "name", "n": "x" * 200}, "n", "x" * 200),
        ("/talk/", {"step": "sentence", "s": ""}, "s", ""),
        ("/talk/", {"step": "sentence", "s": "y" * 900}, "s", "y" * 900),
        ("/talk/", {"step": "pick", "o": "z" * 400}, "o", "z" * 400),
    ],
)
def test_bad_input_comes_back_filled_in_with_the_error_at_top_and_field(
    client: Client, address: str, sent: dict[str, str], field: str, kept: str
) -> None:
    state = token(planned(client, asked_privately(client, {})))
    page = client.post(address, {"state": state, **sent})
    text = page.content.decode()
    assert page.status_code == 422
    assert "Please look at this again" in text
    assert f'href="#id_{field}"' in text
    assert 'aria-invalid="true"' in text
    assert kept in text
    assert token(page)


def test_back_leads_to_every_page_before(client: Client) -> None:
    pages = list(way(client, {}))
    back = {"state": token(pages[5]), "back": "1"}
    assert "Sam" in client.post("/map/", back).content.decode()
    assert (
        client.post("/story/", {"state": token(pages[2]), "back": "1"}).content.decode().count(" checked")
        == 2
    )


def test_a_page_sent_out_of_turn_leads_to_the_page_that_is_missing(client: Client) -> None:
    named = token(client.post("/map/", {"state": asked_privately(client, {}), "step": "name", "n": WORD}))
    page = client.post("/map/", {"state": named, "step": "others", "w0": "Sam"})
    assert page.status_code == 200
    assert 'value="things"' in page.content.decode()


def test_the_next_open_times_stand_in_the_third_way(client: Client) -> None:
    from tests.booking.world import make_therapist

    make_therapist("dana")
    page = planned(client, asked_privately(client, {})).content.decode()
    assert re.search(r"<li>\w+.*, \d\d:\d\d.*Dana", page)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(
            ["step", "c", "n", "t", "o0", "w0", "f", "g", "w", "o", "s", "r", "a", "p", "back", "enough"]
        ),
        st.one_of(
            st.text(max_size=30),
            st.sampled_from(
                ["name", "nobody", "none", "things", "others", "pick", "sentence", "talk", "causes", "\x00"]
            ),
        ),
    ),
    st.sampled_from(["/plan/", "/map/", "/talk/", "/story/"]),
    st.booleans(),
)
def test_nothing_that_is_sent_breaks_a_page(
    client: Client, sent: dict[str, str], address: str, known: bool
) -> None:
    state = {"state": sealed.seal_state({})} if known else {}
    page = client.post(address, {**sent, **state})
    assert page.status_code in {200, 400, 422}


def test_answers_and_mask_are_those_of_the_check() -> None:
    assert SEALED.search('name="state" value="x"')
    assert len(answers()) == 27
