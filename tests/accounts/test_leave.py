"""Leave is a plain link that works without script and ends the session."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from footing.accounts.services import make_person
from tests.conftest import OwnClient
from tests.people import PASSPHRASE, signed_in

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])


def test_leave_goes_elsewhere_and_clears_what_the_browser_kept(client: Client) -> None:
    answer = client.get("/leave/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("https://")
    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert answer["Referrer-Policy"] == "no-referrer"


def test_every_page_has_the_leave_link_first_and_in_the_bar(client: Client) -> None:
    page = client.get("/").content.decode()
    assert page.count('href="/leave/"') == 2
    assert page.index('href="/leave/"') < page.index('href="#main"')


def test_a_page_that_leaves_by_itself_only_tells_us_and_the_session_is_over(client: Client) -> None:
    person = make_person(name="Dana", passphrase=PASSPHRASE)
    signed_in(person, client)
    answer = client.post("/leave/")
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Clear-Site-Data"] == '"cache", "cookies"'
    assert answer.cookies["s"]["max-age"] == 0
    assert not Session.objects.exists()


def test_no_other_site_can_say_that_somebody_left(client: Client) -> None:
    signed_in(make_person(name="Dana", passphrase=PASSPHRASE), client)
    assert client.post("/leave/", HTTP_SEC_FETCH_SITE="cross-site").status_code == 403
    assert Session.objects.exists()


@pytest.mark.parametrize("address", ["/account/", "/learn/", "/nothing-here/"])
def test_the_mark_of_somebody_who_left_without_a_line_ends_their_session_first(
    client: Client, address: str
) -> None:
    """Whatever is asked for first: the cookie is dead for everybody, and the mark is gone."""
    signed_in(make_person(name="Dana", passphrase=PASSPHRASE), client)
    cookie = client.cookies["s"].value
    client.cookies["l"] = "1"
    answer = client.get(address)
    assert answer.cookies["s"]["max-age"] == answer.cookies["l"]["max-age"] == 0
    assert "Sign out" not in answer.content.decode()
    assert not Session.objects.exists()
    again = OwnClient()
    again.cookies["s"] = cookie
    assert again.get("/account/").status_code == 302


def test_a_form_that_comes_with_the_mark_is_nobodys(client: Client) -> None:
    signed_in(make_person(name="Dana", passphrase=PASSPHRASE), client)
    client.cookies["l"] = "1"
    answer = client.post("/account/reach/", {"how": "none"})
    assert answer["Location"].startswith("/account/sign-in/")


def test_only_pages_of_somebody_signed_in_name_the_mark(client: Client) -> None:
    assert "data-left" not in client.get("/").content.decode()
    signed_in(make_person(name="Dana", passphrase=PASSPHRASE), client)
    assert 'data-left="l"' in client.get("/account/").content.decode()
