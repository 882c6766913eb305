"""The guards around every request."""

from typing import Any

import pytest
from django.test import Client, RequestFactory

from footing.design import filters, middleware

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.mark.parametrize(
    ("headers", "passes"),
    [
        ({"HTTP_SEC_FETCH_SITE": "same-origin"}, True),
        ({"HTTP_SEC_FETCH_SITE": "cross-site"}, False),
        ({"HTTP_SEC_FETCH_SITE": "same-site"}, False),
        ({"HTTP_SEC_FETCH_SITE": "none"}, False),
        ({"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": "http://localhost:8000"}, False),
        ({"HTTP_ORIGIN": "http://localhost:8000"}, True),
        ({"HTTP_ORIGIN": "http://localhost:8001"}, False),
        ({"HTTP_ORIGIN": "null"}, False),
        ({}, False),
    ],
)
def test_a_form_passes_only_from_our_own_pages(headers: dict[str, str], passes: bool) -> None:
    answer = Client().post("/team/", {}, HTTP_HOST="localhost:8000", **headers)  # type: ignore[arg-type]
    assert (answer.status_code != 403) == passes


def test_reading_needs_no_origin() -> None:
    assert Client().get("/team/", HTTP_HOST="localhost:8000").status_code == 200


def test_too_large_a_body_is_refused_unread(client: Client) -> None:
    answer = client.post("/team/", {"text": "x" * 70_000})
    assert answer.status_code == 413
    assert "Shorten it" in answer.content.decode()


def test_a_length_that_is_no_number_or_missing_with_chunks_is_refused() -> None:
    guard = middleware.BodyLimit(lambda request: pytest.fail("was read"))
    for extra in ({"CONTENT_LENGTH": "1e9"}, {"HTTP_TRANSFER_ENCODING": "chunked"}, {"CONTENT_LENGTH": "-1"}):
        assert guard(RequestFactory().get("/", **extra)).status_code == 413  # type: ignore[arg-type]


@pytest.mark.parametrize("address", ["/", "/learn/", "/team/", "/nothing-here/", "/leave/"])
def test_every_page_carries_the_headers_and_sets_no_cookie(client: Client, address: str) -> None:
    answer = client.get(address)
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] in {"same-origin", "no-referrer"}
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


def test_a_link_out_of_a_text_tells_nobody_where_it_stood() -> None:
    assert filters.markdown("[a](https://else.example/)") == (
        '<p><a href="https://else.example/" rel="noreferrer">a</a></p>\n'
    )


def test_an_unknown_host_is_refused(client: Client) -> None:
    assert client.get("/", HTTP_HOST="evil.example").status_code == 400


def test_an_error_page_says_what_to_do_and_nothing_of_the_error(client: Client, settings: Any) -> None:
    settings.DEBUG = False
    page = client.get("/nothing-here/").content.decode()
    assert "Go back to the start" in page
    assert "nothing-here" not in page
