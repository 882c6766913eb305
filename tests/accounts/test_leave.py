"""Leave is a plain link that works without script and ends the session."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


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
