"""What is said about leaving: before the first question, whole, plain, and never more than is true."""

import re
import statistics

import pytest
from django.test import Client

from footing.learn import queries
from footing.safety import queries as safety
from tests.learn.test_texts import BANNED, prose, sentences

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
MUST_SAY = {
    "what the button does": "The page goes blank and an ordinary one opens",
    "the key": "press the Shift key three times",
    "entries may be lost": "What you ticked or wrote here is then gone.",
    "the history stays": "It does not clear your browser's history.",
    "how to come back": "To come back, type the address again.",
}


@pytest.mark.parametrize("address", ["/check/", "/door/d2/", "/door/d3/", "/door/d4/"])
def test_the_page_before_the_first_question_says_what_leave_does_and_does_not_do(
    client: Client, address: str
) -> None:
    page = client.get(address).content.decode().replace("&#39;", "'")
    for what, words in MUST_SAY.items():
        assert words in page, what
    assert 'href="/about/device/"' in page.split("<main")[1]


def test_the_page_on_devices_knows_public_ones_private_windows_and_single_entries(client: Client) -> None:
    page = client.get("/about/device/").content.decode()
    for words in ("a computer that many people use", "private window", "single entries", "/help-now/"):
        assert words in page
    assert "does <strong>not</strong> take this site out of the history" in page


def test_every_page_leads_to_it_in_one_step(client: Client) -> None:
    for address in ("/", "/help-now/", "/privacy/", "/account/sign-in/", "/nothing-here/"):
        assert 'href="/about/device/"' in client.get(address).content.decode(), address


def test_its_words_are_plain() -> None:
    texts = [queries.about("device").body, "\n\n".join(safety.leaving()["lines"])]
    for text in texts:
        assert not BANNED.findall(prose(text))
        rows = re.sub(r"^\|.*$", "", text, flags=re.MULTILINE)
        lengths = [len(s.split()) for s in sentences(rows)]
        assert max(lengths) <= 25
        assert statistics.mean(lengths) <= 13
