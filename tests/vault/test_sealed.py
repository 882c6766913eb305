"""The sealed state: opens here and lately, has one length, and nothing else opens."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footing.vault import sealed


def test_a_state_comes_back() -> None:
    assert sealed.open_state(sealed.seal_state({"check": {"a": [1, None]}})) == {"check": {"a": [1, None]}}


def test_states_that_differ_in_an_answer_have_the_same_length() -> None:
    lengths = {len(sealed.seal_state({"safety": {"partner": code}})) for code in ("U.", "UH", "O.", "P+")}
    assert len(lengths) == 1


def test_an_expired_state_is_refused() -> None:
    token = sealed.seal_state({}, now=1000.0)
    assert sealed.open_state(token, now=1000.0 + sealed.LIFETIME) == {}
    with pytest.raises(sealed.StateError):
        sealed.open_state(token, now=1000.0 + sealed.LIFETIME + 1)


def test_a_state_from_another_address_is_refused(settings: object) -> None:
    token = sealed.seal_state({})
    settings.FOOTING_URL = "https://elsewhere.example"  # type: ignore[attr-defined]
    with pytest.raises(sealed.StateError):
        sealed.open_state(token)


@given(st.text(max_size=80))
def test_anything_else_is_refused(token: str) -> None:
    with pytest.raises(sealed.StateError):
        sealed.open_state(token)


@given(st.integers(min_value=0, max_value=3000))
def test_a_flipped_byte_is_noticed(position: int) -> None:
    raw = bytearray(base64.urlsafe_b64decode(sealed.seal_state({"x": "y"})))
    raw[position % len(raw)] ^= 1
    with pytest.raises(sealed.StateError):
        sealed.open_state(base64.urlsafe_b64encode(bytes(raw)).decode())
