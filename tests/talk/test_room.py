"""The first step of the second way: one private sentence of what I feel and need."""

from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from footing.talk import forms, queries
from footing.vault import sealed
from tests.plan.way import planned, post, printed, token

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
NOTHING: dict[str, Any] = {"feelings": [], "feeling": "", "when": "", "need": "", "own_need": ""}


def text(page: Any) -> str:
    return unescape(page.content.decode())


def test_picks_become_a_sentence_that_is_kept_on_a_card(client: Client) -> None:
    draft = post(
        client, "/talk/", planned(client), step="pick", f=["hurt", "tense"], w="plans change", n="told"
    )
    assert "I feel hurt and tense when plans change. I need to be told what is going on." in text(draft)
    card = post(client, "/talk/", token(draft), step="sentence", s="I feel  hurt.\r\nI need a word.")
    assert "I feel hurt. I need a word." in text(card)
    assert "only if you are not afraid of them" in text(card)
    plan = post(client, "/plan/", token(card))
    assert "I feel hurt. I need a word." in text(plan)
    assert "I feel hurt" not in printed(plan)
    assert "I feel hurt. I need a word." in text(post(client, "/talk/", token(plan)))


@pytest.mark.parametrize(
    ("picked", "sentence"),
    [
        ({}, "I do not know yet what I feel. I do not know yet what I need."),
        ({"feelings": ["unsure"], "need": "unsure"}, "I do not know yet what I feel. I do not know yet what I need."),
        ({"feelings": ["unsure", "sad"]}, "I feel sad. I do not know yet what I need."),
        ({"feelings": ["sad", "hurt", "angry"], "need": "sorry"}, "I feel sad, hurt and angry. I need a plain sorry."),
        ({"feeling": "I feel left out.", "own_need": "I need a call."}, "I feel left out. I need a call."),
        ({"when": "When it is late."}, "When it is late, something is up with me, and I do not know yet what. "
                                       "I do not know yet what I need."),
        ({"feeling": "{need}", "own_need": "{x} {0}"}, "I feel {need}. I need {x} {0}."),
        ({"own_need": ". ", "need": "time"}, "I do not know yet what I feel. I need more time, and no pressure."),
    ],
)  # fmt: skip
def test_a_sentence_reads_as_one(picked: dict[str, Any], sentence: str) -> None:
    assert queries.compose(**{**NOTHING, **picked}) == sentence


@pytest.mark.parametrize(
    "typed", ["de temps", "J’ai besoin de temps.", "Ce dont j'ai besoin, c'est de temps"]
)
def test_a_need_that_brings_its_own_beginning_has_it_once_in_french_too(typed: str) -> None:
    with translation.override("fr"):
        said = queries.compose(**{**NOTHING, "feelings": ["sad", "hurt"], "own_need": typed})
    assert said == "Je ressens de la tristesse et une blessure. Ce dont j'ai besoin, c'est de temps."


@pytest.mark.parametrize(
    ("step", "sent", "field", "kept"),
    [
        ("pick", {"f": ["hurt", "sad", "angry", "tense"], "w": "late"}, "id_f", ('"tense" checked', "late")),
        ("pick", {"f": ["nonsense"], "g": "odd"}, "id_f", ('value="odd"',)),
        ("pick", {"n": "gold", "o": "a call"}, "id_n", ('value="a call"',)),
        ("pick", {"g": "z" * 61, "f": ["sad"]}, "id_g", ("z" * 61, '"sad" checked')),
        ("pick", {"w": "z" * 121, "n": "told"}, "id_w", ("z" * 121, '"told" checked')),
        ("pick", {"o": "z" * 121}, "id_o", ("z" * 121,)),
        ("sentence", {"s": "   "}, "id_s", ()),
        ("sentence", {"s": "z" * 481}, "id_s", ("z" * 481,)),
    ],
)  # fmt: skip
def test_what_is_wrong_comes_back_filled_in_with_an_error_at_the_top_and_at_the_field(
    client: Client, step: str, sent: dict[str, Any], field: str, kept: tuple[str, ...]
) -> None:
    page = post(client, "/talk/", planned(client), step=step, **sent)
    assert page.status_code == 422
    shown = text(page)
    assert "Please look at this again" in shown
    assert f'href="#{field}"' in shown
    assert f'id="{field}_error"' in shown
    for words in kept:
        assert words in shown


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from([f[0] for f in queries.feelings()]), max_size=3, unique=True),
    st.text(max_size=forms.WORD),
    st.text(max_size=forms.LINE),
    st.text(max_size=forms.LINE),
)
def test_every_draft_fits_into_its_own_field(feelings: list[str], feeling: str, when: str, need: str) -> None:
    made = queries.compose(feelings=feelings, feeling=feeling, when=when, need="", own_need=need)
    assert len(made) <= forms.SENTENCE


def test_the_longest_draft_fits_too() -> None:
    longest = sorted((f[0] for f in queries.feelings()), key=len)[-3:]
    made = queries.compose(feelings=longest, feeling="g" * 60, when="w" * 120, need="", own_need="n" * 120)
    assert 300 < len(made) <= forms.SENTENCE


def test_back_leads_to_the_picks_with_what_was_picked(client: Client) -> None:
    draft = post(client, "/talk/", planned(client), step="pick", f=["sad"], g="raw", n="time")
    card = post(client, "/talk/", token(draft), step="sentence", s="Mine.")
    sentence = post(client, "/talk/", token(card), back="1")
    assert "Mine.</textarea>" in text(sentence)
    picks = text(post(client, "/talk/", token(sentence), back="1"))
    for kept in ('"sad" checked', 'value="raw"', '"time" checked'):
        assert kept in picks


def test_the_plans_needs_come_first(client: Client) -> None:
    state = sealed.open_state(planned(client))
    assert [need[0] for need in queries.needs(state)][:2] == state["talk"]["first"][:2]


@pytest.mark.parametrize("step", ["card", "x", ""])
def test_a_page_out_of_order_leads_to_the_picks(client: Client, step: str) -> None:
    assert "One sentence, for you alone" in text(client.post("/talk/", {"step": step}))
    assert client.get("/talk/").status_code == 200
