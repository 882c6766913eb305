"""Who stands by which text: a registered professional, in these words; a line at the foot of the page says so."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from footing.design import content
from footing.practice import adoptions
from footing.practice.models import Adoption, Therapist
from tests.conftest import OwnClient
from tests.people import World, make_world, signed_in

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
LIST = "/desk/texts/"


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def dana(world: World) -> Client:
    return signed_in(world.dana, OwnClient())


def named(path: str) -> str:
    return next(file.id for file in adoptions.files() if (file.path, file.language) == (path, "en"))


def words(path: str) -> str:
    line = adoptions.one(named(path), now=timezone.now())
    assert line
    return line.file.text_hash


def stand_by(client: Client, path: str, **more: str) -> Any:
    return client.post(LIST, {"text": named(path), "words": words(path), **more})


def test_every_text_that_clients_read_is_listed_and_none_of_it_is_adopted_at_first(dana: Client) -> None:
    paths = {file.path for file in adoptions.files()}
    for path in (
        "learn/s1.md",
        "exercises/e1.toml",
        "steps/texts.toml",
        "safety/help_lines.toml",
        "safety/questions.toml",
    ):
        assert path in paths
    assert not any(path.startswith(("demo/", "desk/")) for path in paths)
    page = dana.get(LIST).content.decode()
    english = [file for file in adoptions.files() if file.language == "en"]
    assert page.count("not yet adopted") == len(adoptions.files()) >= len(english) >= 50
    assert f"<strong>0 of {len(adoptions.files())} adopted.</strong>" in page


def test_a_professional_reads_one_and_stands_by_it_and_the_foot_of_the_page_says_so(
    dana: Client, world: World, client: Client
) -> None:
    assert "Reviewed by" not in client.get("/learn/s1/").content.decode()
    assert "I stand by this text" in dana.get(LIST, {"text": named("learn/s1.md")}).content.decode()
    assert stand_by(dana, "learn/s1.md").status_code == 302
    row = Adoption.objects.get()
    assert (row.path, row.version, row.name) == (
        "learn/s1.md",
        content.page("learn/s1.md").meta["version"],
        world.room.name,
    )
    assert row.by == world.dana.id
    line = f"Reviewed by {world.room.name}, "
    assert line in client.get("/learn/s1/").content.decode()
    assert "Reviewed by" not in client.get("/learn/s2/").content.decode()
    for path, address in (
        ("safety/help_lines.toml", "/help-now/"), ("exercises/e1.toml", "/steps/e1/"), ("pages/privacy.md", "/privacy/")
    ):  # fmt: skip
        assert stand_by(dana, path).status_code == 302
        assert line in client.get(address).content.decode()
    stand_by(dana, "learn/s1.md")
    assert Adoption.objects.filter(path="learn/s1.md").count() == 1


def test_other_words_ask_anew(dana: Client, client: Client, settings: Any, tmp_path: Path) -> None:
    stand_by(dana, "learn/s1.md")
    old = words("learn/s1.md")
    for folder in adoptions.GROUPS:
        (tmp_path / "en" / folder).mkdir(parents=True)
    text = (settings.FOOTING_CONTENT / "en" / "learn" / "s1.md").read_text("utf-8")
    settings.FOOTING_CONTENT = tmp_path
    (tmp_path / "en" / "learn" / "s1.md").write_text(f"{text}\nOne more sentence.\n", "utf-8")
    line = adoptions.one(named("learn/s1.md"), now=timezone.now())
    assert line
    assert line.adoption is None
    again = dana.post(LIST, {"text": named("learn/s1.md"), "words": old})
    assert again.status_code == 422
    assert "changed while you were reading" in again.content.decode()
    assert adoptions.of("learn/s1.md") is None


def test_help_lines_are_looked_at_again_after_half_a_year(dana: Client) -> None:
    stand_by(dana, adoptions.HELP_LINES)
    stand_by(dana, "learn/s1.md")
    Adoption.objects.update(at=timezone.now() - timedelta(days=181))
    every = adoptions.lines(now=timezone.now())
    by_path = {line.file.path: line for line in every if line.file.language == "en"}
    assert by_path["learn/s1.md"].is_adopted
    assert by_path[adoptions.HELP_LINES].is_old
    assert not by_path[adoptions.HELP_LINES].is_adopted
    assert stand_by(dana, adoptions.HELP_LINES).status_code == 302
    assert Adoption.objects.filter(path=adoptions.HELP_LINES).count() == 2


def test_who_is_in_no_profession_reads_but_does_not_stand_by(world: World) -> None:
    erin = signed_in(world.erin, OwnClient())
    page = erin.get(LIST, {"text": named("learn/s1.md")}).content.decode()
    assert "Only somebody who is registered" in page
    assert stand_by(erin, "learn/s1.md").status_code == 422
    Therapist.objects.filter(pk=world.room.pk).update(registration_number="")
    assert stand_by(signed_in(world.dana, OwnClient()), "learn/s1.md").status_code == 422
    assert not Adoption.objects.exists()


@pytest.mark.parametrize("path", ["../../pyproject.toml", "learn/none.md", "demo/practice.toml", "", "learn"])
def test_what_is_no_such_text_is_not_there(dana: Client, path: str) -> None:
    assert dana.get(LIST, {"text": path}).status_code == 404
    assert dana.post(LIST, {"text": path, "words": words("learn/s1.md")}).status_code == 404


def test_an_address_does_not_say_what_a_text_is_about(dana: Client) -> None:
    page = dana.get(LIST).content.decode()
    addresses = re.findall(r'href="(/desk/texts/\?[^"]*)"', page)
    assert len(addresses) == len(set(addresses)) == len(adoptions.files())
    assert all(re.fullmatch(r"/desk/texts/\?text=[0-9a-f]{12}", address) for address in addresses)
    there = stand_by(dana, adoptions.HELP_LINES)["Location"]
    assert re.fullmatch(r"/desk/texts/#g\d+", there)
    assert f'id="{there.partition("#")[2]}"' in page


def test_nobody_else_finds_the_list(world: World, client: Client) -> None:
    assert client.get(LIST).status_code == 302
    assert signed_in(world.charlie, OwnClient()).get(LIST).status_code == 404
