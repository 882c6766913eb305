"""Visitors see what is published and whose time has come; everything else answers as if it had never been there."""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from footing.learn.articles import queries, services
from footing.learn.models import Publication
from tests.learn.articles.world import draft, edit, publish
from tests.people import World

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
ATOM = "{http://www.w3.org/2005/Atom}"


def nothing(client: Client, code: str) -> bool:
    """Whether an address answers like one that never was, byte for byte but for the address itself."""
    here, never = client.get(f"/learn/{code}/"), client.get("/learn/azzzzzzz/")
    assert never.status_code == 404
    return (here.status_code, here.content.replace(code.encode(), b"azzzzzzz")) == (404, never.content)


def test_a_draft_a_planned_and_a_withdrawn_article_answer_like_one_that_never_was(
    world: World, client: Client
) -> None:
    article = draft(world, "dana")
    assert nothing(client, article.code)
    publish(world, article, timezone.now() + timedelta(days=1))
    assert nothing(client, article.code)
    publish(world, article)
    assert client.get(f"/learn/{article.code}/").status_code == 200
    services.withdraw(by=world.erin.id, article=article, now=timezone.now())
    assert nothing(client, article.code)
    for address in ("/learn/", "/learn/feed/"):
        assert article.code not in client.get(address).content.decode()
    publish(world, article)
    assert client.get(f"/learn/{article.code}/").status_code == 200


def test_a_planned_article_comes_out_by_itself(world: World) -> None:
    article, now = draft(world, "erin"), timezone.now()
    publish(world, article, now + timedelta(hours=2))
    codes = {moment: [one.id for one in queries.published(now + moment)] for moment in (
        timedelta(hours=1, minutes=59), timedelta(hours=2, minutes=1))}  # fmt: skip
    assert [article.code in found for found in codes.values()] == [False, True]


def test_a_withdrawal_gives_up_what_was_planned_too(world: World) -> None:
    article, now = draft(world, "erin"), timezone.now()
    publish(world, article, now + timedelta(hours=2))
    services.withdraw(by=world.erin.id, article=article, now=now)
    assert article.code not in [one.id for one in queries.published(now + timedelta(days=9))]


def test_a_new_text_is_seen_when_it_is_published_and_the_old_one_stays_to_look_at(
    world: World, client: Client, as_: Callable[[str], Client]
) -> None:
    article = draft(world, "erin")
    publish(world, article)
    edit(world, article, body="A better ending.")
    page = f"/learn/{article.code}/"
    assert "Another." in client.get(page).content.decode()
    publish(world, article)
    assert "A better ending." in client.get(page).content.decode()
    desk = as_("erin").get(f"/desk/articles/{article.id}/").content.decode()
    first = Publication.objects.order_by("id")[0].version_id
    assert f"/desk/articles/version/{first}/" in desk
    old = as_("erin").get(f"/desk/articles/version/{first}/").content.decode()
    assert "Another." in old
    assert "A better ending." not in old


def test_what_is_published_now_takes_the_place_of_what_was_planned_before(world: World) -> None:
    article, now = draft(world, "erin"), timezone.now()
    publish(world, article, now + timedelta(days=7))
    edit(world, article, body="Sooner.")
    publish(world, article)
    for moment in (now + timedelta(seconds=9), now + timedelta(days=8)):
        assert "Sooner." in queries.one(article.code, moment).html


def test_the_page_shows_who_wrote_it_when_how_good_it_is_and_what_to_do_next(
    world: World, client: Client
) -> None:
    article = draft(
        world, "erin", shown_on=date(2026, 3, 5), evidence="weak", evidence_note="One person's view.",
        sources=[{"text": "A small study of words", "url": "https://doi.org/10.1/x"}, {"text": "My own", "url": ""}],
    )  # fmt: skip
    publish(world, article)
    page = client.get(f"/learn/{article.code}/").content.decode()
    assert "<title>Footing – reading</title>" in page
    for words in ("Noa Fields, Teaches nurses in Halifax.", "Thursday 5 March 2026", "1 min to read", "My own",
                  "Weak evidence", 'href="https://doi.org/10.1/x" rel="noreferrer noopener"', 'href="/talk/"',
                  'href="/book/"'):  # fmt: skip
        assert words in page


def test_an_article_of_a_member_leads_to_their_page_and_to_a_talk_with_them(
    world: World, client: Client
) -> None:
    article = draft(world, "dana", byline="Somebody else")
    publish(world, article)
    page = client.get(f"/learn/{article.code}/").content.decode()
    assert '<a href="/team/dana/">Dana Whitlock</a>' in page
    assert 'href="/book/?therapist=dana"' in page
    assert "Somebody else" not in page
    type(world.room).objects.filter(pk=world.room.pk).update(is_listed=False)
    page = client.get(f"/learn/{article.code}/").content.decode()
    assert "Dana Whitlock" in page
    assert "/team/dana/" not in page


def test_the_list_has_the_newest_first_with_author_and_day(world: World, client: Client) -> None:
    for title, day in (("Older", date(2025, 1, 2)), ("Newer", date(2027, 1, 2))):
        publish(world, draft(world, "erin", title=title, shown_on=day))
    page = client.get("/learn/").content.decode()
    assert page.index("Newer") < page.index("The second half of the question") < page.index("Older")
    assert "Noa Fields, Saturday 2 January 2027. 1 min to read." in " ".join(page.split())
    assert '<link rel="alternate" type="application/atom+xml" title="Footing" href="/learn/feed/">' in page


def test_articles_in_another_language_are_not_listed_here(world: World) -> None:
    publish(world, draft(world, "erin", language="fr", title="Une heure calme"))
    titles = {}
    for language in ("en", "fr"):
        with translation.override(language):
            titles[language] = [one.title for one in queries.published(timezone.now())]
    assert "Une heure calme" not in titles["en"]
    assert "Une heure calme" in titles["fr"]


def test_the_feed_is_atom_holds_what_is_public_and_may_be_kept_for_a_while(
    world: World, client: Client, as_: Callable[[str], Client]
) -> None:
    article = draft(world, "erin", title="Tea & <b>time</b>")
    publish(world, article)
    draft(world, "dana", title="Unseen")
    answer = client.get("/learn/feed/")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert answer["Cache-Control"] == "public, max-age=300"
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    feed = ET.fromstring(answer.content)
    assert feed.findtext(f"{ATOM}title") == "Footing"
    assert all(feed.findtext(f"{ATOM}{name}") for name in ("id", "updated"))
    entries = feed.findall(f"{ATOM}entry")
    assert [e.findtext(f"{ATOM}title") for e in entries] == [
        "Tea & <b>time</b>",
        "The second half of the question",
    ]
    for entry in entries:
        assert all(entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated", "summary"))
        assert entry.findtext(f"{ATOM}author/{ATOM}name")
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert link.get("href", "").startswith("http://localhost:8000/learn/a")
    assert as_("dana").get("/learn/feed/").content == answer.content
    assert client.get("/learn/feed/", HTTP_IF_NONE_MATCH=answer["ETag"]).status_code == 304


def test_an_address_is_no_word_and_none_of_our_own_pages(world: World) -> None:
    codes = [draft(world, "erin").code for _ in range(20)]
    assert len(set(codes)) == 20
    assert all(
        code[0] == "a" and len(code) == 8 and not set(code[1:]) & set("aeiouy0123456789") for code in codes
    )


def test_a_link_from_another_website_changes_nothing(world: World, client: Client) -> None:
    assert client.get("/check/?from=article").content == client.get("/check/").content
    assert not client.get("/check/?from=article").cookies
    chosen = '<option value="dana" selected>'
    assert chosen in client.get("/book/?therapist=dana").content.decode()
    assert chosen in client.get("/book/?who=dana").content.decode()
    assert chosen not in client.get("/book/?therapist=nobody").content.decode()
