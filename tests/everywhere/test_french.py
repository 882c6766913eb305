"""French on the whole way: the address alone decides, and every promise holds under `/fr/` as it does without."""

import re
from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
from django.test import Client

from footing.plan import views as plan
from footing.vault import sealed
from tests import addresses
from tests.check.test_way import answers
from tests.conftest import OwnClient
from tests.everywhere.pseudo import PseudoClient
from tests.people import World, signed_in
from tests.plan.way import IN_STATE, masked, post, token, way

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.one_database]
TELLING = re.compile(
    r"confian|partenaire|violen|th[ée]rap|couple|amour|infid|tromp|doute|peur|abus|psych|maltrait|jalou|trust|counsel",
    re.IGNORECASE,
)
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
LINK = re.compile(r'<a href="([^"]+)" hreflang="(\w\w)" lang="(\w\w)">')
# Pages of those who work here, and what is no page, have one address.
ONE = ("/desk/", "/photos/", "/calendar/", "/account/join/", "/account/confirm/")


@pytest.fixture
def french() -> PseudoClient:
    return PseudoClient()


def visitors_pages() -> list[str]:
    return [
        a for a in addresses.pages() if not a.startswith((*ONE, "/design/", "/leave/", "/account/sign-out/"))
    ]


def html(page: Any) -> str:
    found: str = page.content.decode()
    return found


def test_every_page_has_a_french_address_that_speaks_french_and_has_a_neutral_title(
    world: World, french: PseudoClient
) -> None:
    read = 0
    for address in visitors_pages():
        answer = french.get(address)
        if answer.get("Content-Type", "").startswith("text/html") and answer.content:
            title = unescape(TITLE.findall(html(answer))[0])
            assert '<html lang="fr">' in html(answer), address
            assert title.startswith("Footing"), address
            assert not TELLING.search(title), (address, title)
            read += 1
        assert answer.get("Location", "/fr/").startswith("/fr/"), address
    assert read > 40


def test_neither_a_browsers_wish_nor_a_cookie_changes_the_language(world: World, client: Client) -> None:
    plain = client.get("/help-now/")
    wishing = client.get("/help-now/", headers={"Accept-Language": "fr", "Cookie": "django_language=fr"})
    assert wishing.content == plain.content
    assert "Accept-Language" not in plain.get("Vary", "")
    assert plain["Content-Language"] == "en"


def test_the_desk_has_no_second_address(world: World) -> None:
    for who in ("dana", "erin"):
        client = signed_in(getattr(world, who), OwnClient())
        for address in (
            "/fr/desk/",
            "/fr/desk/hours/",
            "/fr/account/join/",
            "/fr/healthz",
            "/fr/api/v1/",
            "/en/",
            "/en/desk/",
        ):
            assert client.get(address).status_code == 404, address
        assert not LINK.search(html(client.get("/desk/")))


def test_what_is_not_there_is_the_same_bytes_wherever_it_is_not(world: World, french: PseudoClient) -> None:
    charlie = signed_in(world.charlie, PseudoClient())
    missing = {charlie.get(address).content for address in (
        f"/log/{addresses.NOBODY}/", f"/diary/{world.booking.id}/", f"/steps/kept/{addresses.NOBODY}/",
        f"/map/days/{world.booking.id}/",
    )}  # fmt: skip
    assert len(missing) == 1
    assert french.get("/learn/none/").content == french.get("/learn/nothing/").content
    assert not LINK.search(html(french.get("/learn/none/")))


def test_the_link_to_the_other_language_leads_to_the_same_page_and_back(world: World) -> None:
    client = OwnClient()
    for address in ("/", "/learn/s1/", "/help-now/?country=CA&region=QC", "/team/dana/", "/check/?c=6"):
        there = LINK.findall(html(client.get(address)))
        assert there == [(f"/fr{address}".replace("&", "&amp;"), "fr", "fr")]
        back = LINK.findall(html(client.get(unescape(there[0][0]))))
        assert [unescape(found[0]) for found in back] == [address]


def test_a_page_that_came_by_post_has_no_such_link_and_one_with_a_form_says_what_it_leaves_behind(
    world: World, client: Client
) -> None:
    assert not LINK.search(html(client.post("/contact/", {"email": "x"})))
    assert "what you typed here stays behind" in html(client.get("/contact/"))


def test_nothing_that_was_typed_into_an_address_goes_along(world: World, client: Client) -> None:
    assert LINK.findall(html(client.get("/contact/?token=quokka&name=Alice")))[0][0] == "/fr/contact/"


def test_forms_stay_in_french_from_the_check_to_the_plan_and_nothing_tells_the_states_apart(
    world: World, french: PseudoClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = datetime(2026, 11, 24, 9, tzinfo=UTC)
    monkeypatch.setattr(plan, "datetime", type("Clock", (), {"now": staticmethod(lambda zone: moment)}))
    seen = {code: [masked(page) for page in way(french, private)] for code, private in IN_STATE.items()}
    assert {code for code, pages in seen.items() if pages != seen["N."]} == set()
    for page in seen["N."]:
        sent_to = re.findall(r'(?:form)?action="([^"]*)"', page)
        assert [address for address in sent_to if not address.startswith(("/fr/", "#"))] == []


@pytest.mark.parametrize("code", ["U.", "H.", "W.", "N.", "P-"])
def test_a_closed_exercise_is_closed_in_french_too(world: World, french: PseudoClient, code: str) -> None:
    state = token(way(french, IN_STATE[code])[-1])
    closed, beside = (html(post(french, f"/steps/{id}/", state, about="1")) for id in ("e9", "e5"))
    heading = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
    assert heading.findall(closed) == heading.findall(beside)


def test_what_was_answered_in_english_is_read_in_french_and_the_other_way(
    world: World, french: PseudoClient
) -> None:
    client = OwnClient()
    for first, second in ((client, french), (french, client)):
        asked = first.post("/check/", answers())
        after = post(first, "/check/next/", token(asked))
        kept = sealed.open_state(token(after))
        assert (
            sealed.open_state(token(post(second, "/check/result/", token(after))))["check"] == kept["check"]
        )
        assert post(second, "/check/result/", token(after)).content.count(b"<html lang=") == 1


def test_signing_in_and_out_and_leaving_stay_in_french(
    world: World, french: PseudoClient, settings: Any
) -> None:
    asked = french.get("/today/")
    assert asked["Location"] == "/fr/account/sign-in/?next=%2Ffr%2Ftoday%2F"
    charlie = signed_in(world.charlie, PseudoClient())
    assert charlie.post("/account/sign-out/")["Location"] == "/fr/?out"
    page = html(french.get("/"))
    assert 'href="/fr/leave/" data-leave' in page
    assert f'data-to="{settings.FOOTING_LEAVE_URL}"' in page
    assert french.get("/leave/")["Location"] == settings.FOOTING_LEAVE_URL


def test_a_refusal_by_an_outer_guard_speaks_the_language_of_its_address(
    world: World, french: PseudoClient
) -> None:
    answer = french.post("/contact/", {"words": "x" * 70_000})
    assert answer.status_code == 413
    assert '<html lang="fr">' in html(answer)


def test_an_installation_may_have_english_alone(world: World, client: Client, settings: Any) -> None:
    settings.LANGUAGES = [("en", "English")]
    assert client.get("/fr/check/").status_code == 404
    assert not LINK.search(html(client.get("/check/")))
