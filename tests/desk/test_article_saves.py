"""Articles between two saves: a second press, what is out already, a sign-in that ended meanwhile."""

import re
import time
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from footing.learn.articles import queries, services
from footing.learn.models import Article, Publication
from footing.vault import sealed
from tests.everywhere.conftest import as_, world
from tests.learn.articles.conftest import folder
from tests.learn.articles.world import FORM, TEXT, at, draft, edit, publish
from tests.people import World

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
__all__ = ["as_", "folder", "world"]
As = Callable[[str], Client]
NEW = "/desk/articles/new/"


def test_two_presses_keep_one_draft_and_more_words_from_the_page_before_are_not_lost(
    world: World, as_: As
) -> None:
    erin = as_("erin")
    key = re.search(r'name="key" value="([\w-]{36})"', erin.get(NEW).content.decode())
    assert key
    sent = {**FORM, "who": "dana", "key": key[1]}
    carried = erin.post(NEW, {**sent, "do": "look"}).content.decode()
    assert f'<textarea name="key" hidden>\n{key[1]}</textarea>' in carried
    first, second = erin.post(NEW, sent), erin.post(NEW, sent)
    assert first["Location"] == second["Location"]
    article = Article.objects.get()
    more = erin.post(NEW, {**sent, "body": "Quokka."})
    assert more.status_code == 409
    assert f'action="{at(article, "text/")}"' in more.content.decode()
    assert "Quokka.</textarea>" in more.content.decode()
    as_("dana").post(NEW, {**sent, "body": "Dana's own."})
    assert Article.objects.count() == 2
    assert queries.last(article).body == FORM["body"]


def test_to_write_on_what_is_out_moves_nothing_that_visitors_read(
    world: World, as_: As, client: Client
) -> None:
    article = draft(world, "erin")
    publish(world, article)
    erin = as_("erin")
    assert "Français" not in erin.get(at(article, "text/")).content.decode()
    answer = erin.post(at(article, "text/"), {**FORM, "language": "fr", "body": "Mine.", "version": "1"})
    assert answer.status_code == 422
    assert "Mine.</textarea>" in answer.content.decode()
    edit(world, article, body="Later.")
    services.save(by=world.erin.id, article=article, seen=2, language="fr", text=TEXT, now=timezone.now())
    assert FORM["title"] in client.get("/learn/").content.decode()


def test_a_newer_text_is_looked_at_with_the_day_on_which_the_first_came_out(world: World, as_: As) -> None:
    article = draft(world, "erin")
    Publication.objects.filter(pk=publish(world, article).pk).update(starts_at="2024-02-03T12:00:00Z")
    edit(world, article)
    for row in article.versions.all():
        page = as_("erin").get(f"/desk/articles/version/{row.id}/").content.decode()
        assert '<time datetime="2024-02-03">' in page


def test_a_text_that_comes_after_the_end_of_a_sign_in_goes_through_the_next_one(
    as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    dana = as_("dana")
    dana.get(NEW)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 24 * 3600)
    answer = dana.post(NEW, {**FORM, "body": "Quokka."})
    assert answer.status_code == 401
    held = re.search(r'name="held" value="([^"]+)"', answer.content.decode())
    assert held
    fields = dict(sealed.open_state(unescape(held[1]))["held"]["fields"])
    assert (fields["title"], fields["body"]) == (FORM["title"], "Quokka.")
    assert not Article.objects.exists()


def test_a_list_does_not_wait_for_texts_that_it_does_not_show(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = draft(world, "erin")
    publish(world, article)

    def never(text: str) -> None:
        raise AssertionError(text)

    monkeypatch.setattr("footing.learn.articles.rendering.html", never)
    for address in ("/learn/", "/learn/feed/"):
        assert FORM["title"] in client.get(address).content.decode()
    with pytest.raises(AssertionError):
        client.get(f"/learn/{article.code}/")
