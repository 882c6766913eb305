"""The editor of articles: who may, what is shown before it is kept, and that nothing typed is lost."""

from collections.abc import Callable
from datetime import timedelta
from html import escape, unescape
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from footing.learn.articles import queries
from footing.learn.models import Article, Publication, Version, Withdrawal
from tests.everywhere.conftest import as_, world
from tests.learn.articles.conftest import folder
from tests.learn.articles.world import FORM, at, draft, edit, publish, upload
from tests.people import World

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
__all__ = ["as_", "folder", "world"]
As = Callable[[str], Client]
NEW = "/desk/articles/new/"


def test_a_therapist_writes_hands_over_and_a_manager_publishes(world: World, as_: As, client: Client) -> None:
    dana, erin = as_("dana"), as_("erin")
    to = dana.post(NEW, FORM)["Location"]
    article = Article.objects.get()
    assert to == at(article)
    assert "Your text is kept." in dana.get(to).content.decode()
    assert "For you to look at:" not in erin.get("/desk/articles/").content.decode()
    assert dana.post(to, {"do": "hand"}).status_code == 302
    page = erin.get("/desk/articles/").content.decode()
    assert "For you to look at:" in page
    assert "Dana Whitlock" in erin.get(to).content.decode()
    assert erin.post(to, {"do": "publish", "version": "1"}).status_code == 302
    seen = client.get(f"/learn/{article.code}/").content.decode()
    assert "The kettle and the key" in seen
    assert '<a href="/team/dana/">Dana Whitlock</a>' in seen
    (row,) = Publication.objects.all()
    assert row.by == world.erin.id


def test_nobody_but_its_writer_and_the_managers_finds_a_draft(world: World, as_: As, client: Client) -> None:
    article, nobodys = draft(world, "dana"), Article(id=world.booking.id)
    for who in ("femi", "charlie"):
        for part in ("", "text/"):
            for send in ("get", "post"):
                there = getattr(as_(who), send)(at(article, part))
                nowhere = getattr(as_(who), send)(at(nobodys, part))
                assert there.status_code == nowhere.status_code == 404
                assert there.content == nowhere.content
        assert as_(who).get(f"/desk/articles/version/{queries.last(article).id}/").status_code == 404
    assert "The kettle" not in as_("femi").get("/desk/articles/").content.decode()
    assert as_("dana").get(at(article)).status_code == as_("erin").get(at(article)).status_code == 200


@pytest.mark.parametrize("do", ["publish", "plan", "withdraw"])
def test_a_therapist_neither_publishes_nor_withdraws(world: World, as_: As, do: str) -> None:
    article = draft(world, "dana")
    if do == "withdraw":
        publish(world, article)
    before = Publication.objects.count()
    sent = {"do": do, "version": "1", "day": "2027-01-04", "at": "09:00"}
    assert as_("dana").post(at(article), sent).status_code == 404
    assert (Publication.objects.count(), Withdrawal.objects.count()) == (before, 0)


def test_after_it_is_out_its_writer_reads_it_and_changes_nothing(world: World, as_: As) -> None:
    article = draft(world, "dana")
    publish(world, article)
    dana = as_("dana")
    assert dana.get(at(article)).status_code == 200
    assert dana.get(at(article, "text/")).status_code == 404
    assert dana.post(at(article, "text/"), {**FORM, "version": "1"}).status_code == 404
    assert dana.post(at(article), {"do": "delete"}).status_code == 404
    assert Version.objects.count() == 1


def test_a_therapist_writes_under_their_own_name_only(world: World, as_: As) -> None:
    as_("dana").post(NEW, {**FORM, "who": "femi", "byline": "Somebody else"})
    version = Version.objects.get()
    assert (version.author, version.byline) == (world.room, "Dana Whitlock")


def test_a_manager_writes_for_a_guest_and_says_who_they_are(as_: As) -> None:
    erin = as_("erin")
    assert "Write the guest&#39;s name." in erin.post(NEW, {**FORM, "who": "guest"}).content.decode()
    erin.post(NEW, {**FORM, "who": "guest", "byline": "Noa Fields", "guest_line": "Teaches nurses."})
    version = Version.objects.get()
    assert (version.author, version.byline, version.guest_line) == (None, "Noa Fields", "Teaches nurses.")


def test_a_preview_is_the_visitors_page_and_keeps_what_was_typed_and_nothing_else(
    world: World, as_: As, client: Client
) -> None:
    long = "word " * 29 + "end."
    typed = {
        **FORM,
        "do": "look",
        "body": f"\nA *journey*.\n\n{long}",
        "sources": "What I saw",
        "who": "femi",
    }
    page = as_("erin").post(NEW, typed).content.decode()
    assert not Version.objects.exists()
    assert f'<textarea name="body" hidden>\n{typed["body"]}</textarea>' in page
    assert "Words that sound like a leaflet or a label: journey." in " ".join(page.split())
    assert f"{long} <span" in page
    assert "<title>Footing – articles</title>" in page
    as_("erin").post(NEW, {**typed, "do": "keep"})
    publish(world, Article.objects.get())
    shown = client.get(f"/learn/{Article.objects.get().code}/").content.decode()
    article = shown[shown.index("<article") : shown.index("</article>")]
    assert article in page
    back = as_("erin").post(NEW, {**typed, "do": "edit"}).content.decode()
    assert escape(typed["body"]) in back
    assert "What I saw</textarea>" in back
    assert '<option value="femi" selected>' in back


def test_what_is_wrong_is_said_and_the_text_stays(as_: As) -> None:
    wrong = {
        **FORM, "title": "", "body": "Quokka " * 3000, "shown_on": "soon", "sources": "https://a.example/x",
        "tool": "none",
        "evidence": "best", "language": "xx",
    }  # fmt: skip
    answer = as_("erin").post(NEW, wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in (
        "Write a title",
        "999 letters more than fit",
        "Write the day as",
        "Say of each source what it is",
    ):
        assert words in page
    assert wrong["body"] in page
    assert not Article.objects.exists()


def test_a_note_on_the_evidence_is_looked_at_like_every_other_line(as_: As) -> None:
    answer = as_("erin").post(NEW, {**FORM, "evidence_note": "a\x1bb \u202etxt"})
    assert answer.status_code == 422
    assert not Article.objects.exists()


@pytest.mark.parametrize("body", ["a\x00b", "a\x1bb", "[" * 400, "*a " * 900, "\x9d", "a\ufffe"])
def test_a_text_that_cannot_be_kept_or_would_take_long_is_refused(as_: As, body: str) -> None:
    answer = as_("erin").post(NEW, {**FORM, "body": body})
    assert answer.status_code == 422
    assert "<form" in answer.content.decode()


def test_odd_letters_of_all_kinds_come_out_as_they_were_typed(world: World, as_: As, client: Client) -> None:
    odd = "\u202eback\u202c e\u0301 👩‍👩‍👧 \u200b ﷽ 𝕏 &lt;b&gt;"
    as_("erin").post(NEW, {**FORM, "body": odd, "who": "dana"})
    publish(world, Article.objects.get())
    page = client.get(f"/learn/{Article.objects.get().code}/").content.decode()
    assert odd.replace("&", "&amp;").replace("&amp;lt;", "&lt;").replace("&amp;gt;", "&gt;") in page


def test_more_than_a_page_may_hold_is_413_and_a_long_text_is_not(as_: As) -> None:
    erin = as_("erin")
    large = {**FORM, "file": upload(b"x" * (6 * 1024 * 1024))}
    refused = erin.post(NEW, large)
    assert refused.status_code == 413
    assert "That file is larger than 5 MB." in refused.content.decode()
    half = {**FORM, "file": upload(b"x" * 1024 * 1024)}
    assert erin.post("/learn/desk/articles/", half).status_code == 413
    assert erin.post(NEW, {**FORM, "body": "𝕏" * 20_000}).status_code == 302


@pytest.mark.both_databases
def test_of_two_who_edit_at_once_the_second_is_told_and_loses_nothing(world: World, as_: As) -> None:
    article = draft(world, "dana")
    dana, erin = as_("dana"), as_("erin")
    assert 'name="version" value="1"' in dana.get(at(article, "text/")).content.decode()
    assert erin.post(at(article, "text/"), {**FORM, "body": "Erin's.", "version": "1"}).status_code == 302
    answer = dana.post(at(article, "text/"), {**FORM, "body": "Dana's.", "version": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Nothing of yours is lost" in page
    assert "Dana&#39;s.</textarea>" in page
    assert '<p class="typed">Erin&#39;s.</p>' in page
    assert queries.last(article).body == "Erin's."
    assert 'name="version" value="2"' in page
    assert dana.post(at(article, "text/"), {**FORM, "body": "Dana's.", "version": "2"}).status_code == 302
    assert queries.last(article).body == "Dana's."


@pytest.mark.both_databases
def test_a_manager_publishes_the_text_that_they_saw_and_no_other(world: World, as_: As) -> None:
    article = draft(world, "dana")
    edit(world, article, body="Changed meanwhile.")
    answer = as_("erin").post(at(article), {"do": "publish", "version": "1"})
    assert answer.status_code == 409
    assert "Somebody has saved another text meanwhile." in answer.content.decode()
    assert not Publication.objects.exists()


def test_what_visitors_need_is_asked_for_before_it_is_published(world: World, as_: As) -> None:
    article = draft(world, "erin", body=" ", summary="", byline="")
    page = as_("erin").post(at(article), {"do": "publish", "version": "1"})
    assert page.status_code == 422
    for words in (
        "The text itself is missing.",
        "The two sentences for the list are missing.",
        "Say who wrote it.",
    ):
        assert words in page.content.decode()


def test_a_day_and_a_time_are_those_of_the_practice(world: World, as_: As) -> None:
    article = draft(world, "erin")
    day = (timezone.now() + timedelta(days=30)).date()
    as_("erin").post(at(article), {"do": "plan", "version": "1", "day": day.isoformat(), "at": "09:30"})
    (row,) = Publication.objects.all()
    assert row.starts_at.astimezone(ZoneInfo("America/Toronto")).strftime("%H:%M") == "09:30"
    assert row.starts_at.strftime("%H:%M") in {"13:30", "14:30"}
    page = as_("erin").get(at(article)).content.decode()
    assert "Comes out" in page
    assert "09:30 (Toronto)" in page


@pytest.mark.parametrize("day", ["2020-01-01", "2090-01-01", "9999-12-31", "0001-01-01", "x", ""])
def test_a_moment_that_cannot_be_is_refused_and_stays_typed(world: World, as_: As, day: str) -> None:
    article = draft(world, "erin")
    answer = as_("erin").post(at(article), {"do": "plan", "version": "1", "day": day, "at": "09:00"})
    assert answer.status_code == 422
    assert f'value="{day}"' in answer.content.decode()
    assert not Publication.objects.exists()


def test_a_draft_is_deleted_and_what_was_published_is_kept(world: World, as_: As) -> None:
    kept, gone = draft(world, "erin"), draft(world, "dana")
    publish(world, kept)
    assert as_("dana").post(at(gone), {"do": "delete"}).status_code == 302
    assert as_("erin").post(at(kept), {"do": "delete"}).status_code == 422
    assert [article.id for article in Article.objects.all()] == [kept.id]


def test_pieces_to_copy_need_no_script_and_lead_here(as_: As) -> None:
    page = as_("dana").get("/desk/links/").content.decode()
    for piece in (
        '<a href="http://localhost:8000/check/?from=article" rel="noreferrer noopener">Take five minutes for your',
        '<a href="http://localhost:8000/book/?therapist=femi" rel="noreferrer noopener">',
        '<input type="hidden" name="therapist" value="dana">', "http://localhost:8000/learn/feed/",
    ):  # fmt: skip
        assert piece in unescape(page)
        assert piece not in page or piece.startswith("http")
    assert "<script" not in page[page.index("<main") :]
    assert "&lt;script" not in page
