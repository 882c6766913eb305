"""What the page on what is kept says of cards, of turns and of searches is what the code does, in both languages."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from footing.booking import searches
from footing.couple.giving import services as giving
from footing.couple.services import YES_LASTS
from footing.couple.turns import models as turns
from footing.couple.turns import services as rounds
from footing.outbox import periodic
from footing.talk import models as talk
from footing.vault import registry

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
LANGUAGES = ("en", "fr")
NUMBERS = {
    "en": {1: "a", 2: "two", 5: "five", 10: "ten"},
    "fr": {1: "un", 2: "deux", 5: "cinq", 10: "dix"},
}
SAYING = {
    "en": "What do you keep when I put something I want to say into words?",
    "fr": "Que gardez-vous quand je mets en mots ce que je veux dire ?",
}
TURNS = {
    "en": "What do you keep when two of us take turns in listening?",
    "fr": "Que gardez-vous quand nous nous écoutons à tour de rôle ?",
}
WHERE = {
    "en": ("What do you keep when I make an account?", "Do you know where I am?"),
    "fr": ("Que gardez-vous quand j'ouvre un compte ?", "Savez-vous où je suis ?"),
}
# How each table is named in the part on turns.
NAMED = {
    turns.Round: {"en": "whose turn it is", "fr": "à qui est le tour"},
    turns.Word: {"en": "What the listener writes", "fr": "Ce qu'écrit la personne qui écoute"},
    turns.Wish: {"en": "whether you would like a copy", "fr": "si vous aimeriez une copie"},
    turns.Kept: {"en": "A copy is made only when both", "fr": "Une copie n'est faite que si les deux"},
}
UNTIL_DELETED = {"en": "stays until you delete it", "fr": "reste jusqu'à ce que vous l'effaciez"}


def part(language: str, title: str) -> str:
    """What stands under a heading of the page."""
    page = unescape(
        Client().get("/privacy/" if language == "en" else f"/{language}/privacy/").content.decode()
    )
    page = page.replace("\N{NO-BREAK SPACE}", " ").replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    assert page.count(f">{title}</h2>") == 1
    return page.split(f">{title}</h2>")[1].split("<h2")[0]


def until(model: Any, language: str) -> str:
    """The rule of a table, as its owner reads it."""
    with translation.override(language):
        return str(policy(model).until)


def policy(model: Any) -> registry.Policy:
    found = next(registry.policy_of(table) for table in registry.personal() if table.model is model)
    assert found
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_of_turns_is_named(language: str) -> None:
    tables = {t.model for t in registry.personal() if t.model.__module__ == turns.__name__}
    assert tables == set(NAMED)
    said = part(language, TURNS[language])
    assert [model for model in tables if NAMED[model][language] not in said] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_round_is_kept_as_long_as_its_rule_and_the_worker_say(language: str) -> None:
    said = part(language, TURNS[language])
    hours = NUMBERS[language][rounds.LASTS // timedelta(hours=1)]
    rule = {"en": f"{hours} hours at most", "fr": f"{hours} heures au plus"}[language]
    assert rule in said
    for model in (turns.Round, turns.Word, turns.Wish):
        assert hours in until(model, language)
        assert policy(model).job == "couple.turns"
    periodic.discover()
    minutes = NUMBERS[language][periodic._jobs["couple.turns"].every // timedelta(minutes=1)]
    assert {"en": f"within {minutes} minutes it is deleted", "fr": f"en {minutes} minutes c'est effacé"}[
        language
    ] in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_no_job_ends_stays_until_it_is_deleted(language: str) -> None:
    for model, title in ((turns.Kept, TURNS), (talk.Card, SAYING)):
        assert policy(model).job == ""
        assert UNTIL_DELETED[language] in part(language, title[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_long_a_card_is_shown_a_yes_stands_and_a_search_counts(language: str) -> None:
    account, where = (part(language, title) for title in WHERE[language])
    weeks = NUMBERS[language][giving.LASTS // timedelta(weeks=1)]
    assert {"en": f"for {weeks} weeks or", "fr": f"pendant {weeks} semaines ou"}[language] in part(
        language, SAYING[language]
    )
    day = NUMBERS[language][YES_LASTS // timedelta(days=1)]
    assert {"en": f"for {day} day at most", "fr": f"pendant {day} jour au plus"}[language] in account
    minutes = NUMBERS[language][searches.SECONDS // 60]
    assert {"en": f"for {minutes} minutes only", "fr": f"que {minutes} minutes"}[language] in where
