"""The demo's articles keep the rules that the editor advises, and stand as a practice's would."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from footing.config.demo import articles as demo
from footing.learn.articles import plain, queries, tools
from footing.practice.models import Therapist
from tests.people import World
from tests.practice.test_team import make_therapist

FOLDER: Path = settings.FOOTING_CONTENT / "en" / "demo" / "articles"


@pytest.mark.parametrize("name", sorted(file.stem for file in FOLDER.glob("*.md")))
def test_a_text_of_the_demo_is_plain(name: str) -> None:
    front, body = (FOLDER / f"{name}.md").read_text("utf-8").split("+++")[1:]
    found = plain.read(body)
    assert found.mean <= plain.limits()[0]
    assert not found.long
    assert not found.banned
    assert "—" not in body
    if 'state = "draft"' not in front:
        assert 300 <= found.words <= 520
        assert "/help-now/" in body


@pytest.mark.django_db(databases=["default", "keys", "marks"])
def test_some_are_out_one_is_planned_one_withdrawn_and_one_a_draft(world: World) -> None:
    for slug, person in (("luc", world.charlie), ("meilin", None), ("noor", None)):
        make_therapist(slug, name=slug, person=person)
    now = timezone.now()
    assert demo.make_articles(list(Therapist.objects.all()), now=now) == 6
    lines = queries.lines(world.erin.id, now + timedelta(minutes=1))
    assert sorted(line.state for line in lines) == ["draft", *["published"] * 3, "scheduled", "withdrawn"]
    out = {line.last.title: line for line in queries.lines(world.erin.id, now + timedelta(days=8))}
    assert out["Two kettles"].state == "published"
    guest = next(one for one in queries.published(now) if one.who is None and one.author_line)
    assert guest.author == "Ruth Okafor"
    assert all(line.last.tool in tools.tools() for line in lines)
