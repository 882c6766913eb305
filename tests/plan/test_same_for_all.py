"""For the same signs and causes the plan, its print-out and the page before it are the same in every state."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from footing.core.gate import State, states
from footing.core.gate.states import GateAnswers
from footing.plan import queries, services, views
from footing.safety import queries as safety
from footing.vault import sealed
from tests.plan.way import IN_STATE, hidden, masked, planned, post, printed, token, way

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.one_database]


@pytest.fixture(autouse=True)
def one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open times are those of one moment, so that pages can be compared byte for byte."""
    moment = datetime(2026, 11, 24, 9, tzinfo=UTC)
    monkeypatch.setattr(views, "datetime", type("Clock", (), {"now": staticmethod(lambda zone: moment)}))


def seen(client: Client) -> dict[str, list[Any]]:
    """Per state everything that another person could see on the way."""
    found = {}
    for code, private in IN_STATE.items():
        pages = way(client, private)
        assert [page.status_code for page in pages] == [200] * 4
        found[code] = [*map(masked, pages), *map(hidden, pages), printed(pages[-1])]
    return found


def differing(found: dict[str, list[Any]]) -> set[str]:
    """States in which something is seen that is not seen where nothing was answered."""
    return {code for code, pages in found.items() if pages != found["N."]}


def test_the_answers_really_lead_to_all_eight_states(client: Client) -> None:
    reached: set[State] = set()
    for code, private in IN_STATE.items():
        assert sealed.open_state(planned(client, private))["safety"] == {"1": code}
        reached |= states(GateAnswers(**private))
    assert reached == set(State)


def test_case_44_pages_print_out_and_sizes_are_the_same_in_all_eight_states(client: Client) -> None:
    assert differing(seen(client)) == set()


def test_the_print_out_has_the_steps_and_neither_forms_nor_answers_to_private_questions(
    client: Client,
) -> None:
    paper = printed(way(client, IN_STATE["U."])[-1])
    assert paper.count('<li class="stack" id="w') == 3
    assert "Because you said:" in paper
    assert "<form" not in paper


@pytest.mark.parametrize("step", ["room", "sentence", "talk"])
def test_what_is_done_after_the_plan_is_the_same_in_all_eight_states(client: Client, step: str) -> None:
    sent = {
        "room": ("/map/", {"step": "name", "n": "Aunt Meg"}),
        "sentence": ("/talk/", {"step": "pick", "f": ["hurt"], "n": "told"}),
        "talk": ("/plan/", {"step": "talk", "r": ["cause"], "a": "alone"}),
    }
    address, fields = sent[step]
    pages = [post(client, address, planned(client, p), **fields) for p in IN_STATE.values()]
    assert {page.status_code for page in pages} == {200}
    assert len({(masked(page), hidden(page)) for page in pages}) == 1


def test_mutant_a_plan_that_looks_at_the_state_is_found(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    true_shown = queries.shown

    def shown(plan: Any, state: Any) -> Any:
        steps = true_shown(plan, state)
        return steps[:2] if State.UNSAFE in safety.states_of(state, 1) else steps

    monkeypatch.setattr(queries, "shown", shown)
    assert differing(seen(client)) == {"U.", "UH"}


def test_mutant_a_state_that_is_kept_at_length_is_found(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    true_hand_on = services.hand_on

    def hand_on(state: Any, plan: Any) -> None:
        true_hand_on(state, plan)
        state["plan-note"] = "x" * (sealed.BLOCK if State.MAY_HARM in safety.states_of(state, 1) else 1)

    monkeypatch.setattr(services, "hand_on", hand_on)
    assert differing(seen(client)) == {"H.", "UH"}


def test_the_sealed_text_itself_is_of_one_length_before_it_is_padded(client: Client) -> None:
    opened = [sealed.open_state(token(way(client, private)[-1])) for private in IN_STATE.values()]
    assert len({len(str(state)) for state in opened}) == 1
