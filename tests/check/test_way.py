"""The way of the check: nothing is kept, nothing shown depends on a private answer, nothing breaks."""

import re
from itertools import product
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from footing.check import queries
from footing.core.gate import CODES, GateAnswers, encode, states
from footing.vault import sealed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
SEALED = re.compile(r'name="state" value="([^"]+)"')

# One set of private answers for each state.
IN_STATE = {
    "U.": {"fear": "yes"},
    "H.": {"own": "yes"},
    "UH": {"fear": "yes", "own": "rather"},
    "W.": {"happened": "more", "now": "yes", "since": "no", "fear": "no", "acts": "no", "own": "no"},
    "N.": {},
    "P-": {"happened": "once", "now": "stopped", "since": "no", "fear": "no", "acts": "no", "own": "no"},
    "P+": {"happened": "once", "now": "stopped", "since": "yes", "fear": "no", "acts": "no", "own": "no"},
    "E.": {"happened": "no", "now": "gone", "since": "nothing", "fear": "no", "acts": "no", "own": "no"},
    "O.": {"happened": "no", "now": "nothing", "since": "nothing", "fear": "no", "acts": "no", "own": "no"},
}


def token(page: Any) -> str:
    found = SEALED.search(page.content.decode())
    assert found, page.content.decode()[:2000]
    return found[1]


def masked(page: Any) -> str:
    return SEALED.sub('name="state" value="…"', page.content.decode())


def answers(about: str = "1", level: str = "2") -> dict[str, str]:
    return {
        "c": about,
        "d": "longer",
        "e": "no",
        **{f"a{n}": level for n in range(18)},
        **{f"w{n}": "2" for n in range(6)},
    }


def checked(client: Client, **changes: str) -> str:
    return token(client.post("/check/", {**answers(), **changes}))


def test_for_each_state_there_are_answers_that_give_it() -> None:
    assert {encode(states(GateAnswers(**a))) for a in IN_STATE.values()} == set(IN_STATE)


def test_the_page_after_and_the_result_are_the_same_bytes_in_every_state(client: Client) -> None:
    state = checked(client)
    pages, results, lengths = set(), set(), set()
    for private in IN_STATE.values():
        after = client.post("/check/next/", {"state": state, **private})
        lengths.add(len(token(after)))
        pages.add(masked(after))
        results.add(masked(client.post("/check/result/", {"state": token(after)})))
    assert len(pages) == len(results) == len(lengths) == 1


def test_not_now_gives_the_same_page_and_throws_away_what_was_ticked(client: Client) -> None:
    state = checked(client)
    pressed = client.post("/check/next/", {"state": state, "not_now": "1", "fear": "yes"})
    assert masked(pressed) == masked(client.post("/check/next/", {"state": state}))
    assert sealed.open_state(token(pressed))["safety"] == {"1": "N."}


def test_private_answers_are_never_shown_back_nor_in_the_state_as_given(client: Client) -> None:
    after = client.post("/check/next/", {"state": checked(client), **IN_STATE["W."]})
    back = client.post("/check/more/", {"state": token(after), "back": "1"}).content.decode()
    assert '" checked ' not in back
    assert sealed.open_state(token(after))["safety"] == {"1": "W."}


def test_nothing_is_kept_on_the_server_or_in_the_browser(client: Client) -> None:
    def dump() -> list[Any]:
        rows = []
        for name in ("default", "keys"):
            with connections[name].cursor() as cursor:
                tables = connections[name].introspection.table_names(cursor)
                for table in sorted(tables):
                    cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 (names from the database)
                    rows.append((name, table, cursor.fetchone()[0]))
        return rows

    before = dump()
    after = client.post("/check/next/", {"state": checked(client), **IN_STATE["U."]})
    client.post("/check/result/", {"state": token(after)})
    assert dump() == before
    assert not client.cookies
    assert not Session.objects.exists()


def test_every_answer_survives_the_way_back(client: Client) -> None:
    levels = {f"a{n}": str(n % 4) for n in range(18)} | {"a5": ""}
    page = client.post("/check/again/", {"state": checked(client, **levels), "back": "1"}).content.decode()
    chosen = dict(re.findall(r'name="(a\d+)" value="(\d?)" checked', page))
    assert chosen == levels


def test_an_answer_out_of_range_comes_back_filled_in_with_its_error(client: Client) -> None:
    page = client.post("/check/", {**answers(), "a3": "9"})
    assert page.status_code == 422
    text = page.content.decode()
    assert "Please look at this again" in text
    assert 'href="#id_a3"' in text
    assert text.count(" checked") >= 17


@pytest.mark.parametrize("about", [str(a) for a in range(1, 9)])
def test_every_wording_reads_as_a_sentence_and_leads_to_a_result(client: Client, about: str) -> None:
    page = client.get("/check/", {"c": about}).content.decode()
    assert "{" not in page.split("<main", 1)[1].split("</main", 1)[0]
    state = token(client.post("/check/", answers(about)))
    result = client.post("/check/result/", {"state": state}).content.decode()
    assert "It cannot tell whether your doubts are right." in result


@pytest.mark.parametrize("about", [str(a) for a in range(1, 9) if a != 5])
def test_what_must_not_be_counted_is_said_where_it_is_asked(client: Client, about: str) -> None:
    page = client.get("/check/", {"c": about}).content.decode()
    for said in (
        "already been good to you",
        "Leave out lies, threats",
        "nothing to go on",
        "Only closeness that you wanted",
    ):
        assert said in page
    assert ("Think only of the contact you have with them now." in page) == (about == "4")


def test_all_skipped_still_leads_on(client: Client) -> None:
    state = token(client.post("/check/", {"c": "1"}))
    result = client.post("/check/result/", {"state": state}).content.decode()
    assert "too few answers to say anything" in result
    assert "None of the six stood out" not in result
    assert "Make my plan" in result


def test_quiet_answers_are_not_called_too_few(client: Client) -> None:
    quiet = {f"a{number}": "0" for number in range(18)}
    state = token(client.post("/check/", {"c": "1", **quiet}))
    result = client.post("/check/result/", {"state": state}).content.decode()
    assert "None of the six stood out" in result


def test_a_second_context_keeps_the_first_and_asks_the_private_questions_again(client: Client) -> None:
    after = client.post("/check/next/", {"state": checked(client), **IN_STATE["O."]})
    page = client.post("/check/again/", {"state": token(after), "c": "8"})
    assert "at work" in page.content.decode()
    private = client.post("/check/", {**answers("8", "0"), "state": token(page)})
    assert "Somebody shouts at me" in private.content.decode()
    after = client.post("/check/next/", {"state": token(private), **IN_STATE["U."]})
    state = sealed.open_state(token(after))
    assert state["safety"] == {"1": "O.", "8": "U."}
    assert [c.about.id for c in queries.signs_of(state)] == [1, 8]


@pytest.mark.parametrize("address", ["again", "more", "next", "result"])
@pytest.mark.parametrize("token_sent", ["", "nonsense", "AAAA" * 900])
def test_a_state_that_does_not_open_gets_a_kind_page(client: Client, address: str, token_sent: str) -> None:
    for page in (client.post(f"/check/{address}/", {"state": token_sent}), client.get(f"/check/{address}/")):
        assert page.status_code == 400
        assert "start again" in page.content.decode()


def test_an_expired_state_gets_the_same_kind_page(client: Client) -> None:
    old = sealed.seal_state({"check": []}, now=1_000_000_000.0)
    assert client.post("/check/result/", {"state": old}).status_code == 400


def test_no_question_is_preselected_and_the_extra_one_counts_only_when_it_was_asked(client: Client) -> None:
    assert " checked" not in client.get("/check/", {"c": "1"}).content.decode()
    state = sealed.open_state(checked(client, **{f"a{n}": "1" for n in range(18)}))
    assert queries.signs_of(state)[0].result.signs[0].in_the_way is None


def test_the_first_context_asks_few_enough_questions() -> None:
    whom = queries.about(1)
    assert whom
    items = sum(len(sign.items) for sign in queries.signs(whom))
    most, median = items + 6 + 2, items + 2 + 2
    assert (items, median, most) == (18, 22, 26)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["c", "d", "e", "state", "a0", "a17", "w0", "fear", "now", "back", "not_now", "x"]),
        st.one_of(st.text(max_size=30), st.sampled_from(["1", "3", "yes", "\x00", "９"])),
    ),
    st.sampled_from(["", "again/", "more/", "next/", "result/"]),
)
def test_nothing_that_is_sent_breaks_a_page(client: Client, sent: dict[str, str], address: str) -> None:
    assert client.post(f"/check/{address}", sent).status_code < 500


def test_abuse_44_the_open_rules_held_against_a_page_give_nothing(client: Client) -> None:
    """Case 44: over all answers to fear and acts, what another person can see is one and the same."""
    state = checked(client)
    seen = set()
    for fear, acts in product((None, *CODES["fear"]), (None, *CODES["acts"])):
        sent = {k: v for k, v in {"fear": fear, "acts": acts}.items() if v}
        after = client.post("/check/next/", {"state": state, **sent})
        seen.add(
            (after.status_code, masked(after), masked(client.post("/check/result/", {"state": token(after)})))
        )
    assert len(seen) == 1


def test_abuse_45_the_page_says_what_it_cannot_prevent(client: Client) -> None:
    """Case 45: somebody beside the person, or answering in their name."""
    assert "we cannot prevent that" in client.get("/check/").content.decode()
