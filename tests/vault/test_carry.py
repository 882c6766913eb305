"""A view that carries the sealed state: opened, missing, altered, expired."""

import time

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from footing.vault.carry import carries
from footing.vault.sealed import LIFETIME, State, seal_state


@carries
def echo(request: HttpRequest, state: State | None) -> HttpResponse:
    return HttpResponse("none" if state is None else str(sorted(state)))


def answer(method: str = "post", **fields: str) -> HttpResponse:
    request = getattr(RequestFactory(HTTP_HOST="localhost:8000"), method)("/plan/", fields)
    return echo(request)


def test_the_view_gets_what_the_page_before_had_sealed() -> None:
    assert answer(state=seal_state({"story": {}})).content == b"['story']"


def test_a_page_opened_by_its_address_has_no_state() -> None:
    assert answer("get").content == b"none"


def test_an_altered_an_expired_and_a_missing_state_get_the_same_kind_page() -> None:
    token = seal_state({})
    old = seal_state({}, now=time.time() - LIFETIME - 60)
    pages = [answer(state=token[:-8] + "AAAAAAA="), answer(state=old), answer(), answer(state="é")]
    assert {page.status_code for page in pages} == {400}
    assert len({page.content for page in pages}) == 1
    assert b"Start again" in pages[0].content
