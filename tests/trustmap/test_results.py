"""What a map says: no more than the ratings bear; where it is too little, what would help."""

import subprocess
import sys
from dataclasses import replace

from footing.trustmap import changes, nearness, results
from footing.trustmap.document import TRUST, WISH, Document
from footing.trustmap.rings import SIZE, rings
from tests.trustmap.maps import made


def test_a_quality_that_goes_with_trust_in_five_people_is_said_to() -> None:
    found = results.model(made())
    assert [line.verdict for line in found.lines] == ["with"]
    assert found.lines[0].pairs == "10 of 10 pairs"
    assert found.lines[0].people == "5 people"
    assert found.help == ()


def test_four_people_are_too_few_and_the_page_says_how_many_would_help() -> None:
    found = results.model(made(people=4))
    assert [line.says for line in found.lines] == ["Too little to say."]
    assert "five at least" in " ".join(found.help)


def test_without_qualities_or_with_trust_all_the_same_it_says_what_would_help() -> None:
    assert results.model(made(qualities=0)).help == ("Something to look for.",)
    even = made().with_ratings(TRUST, {person.id: 3 for person in made().people})
    assert any("whom you trust differently" in line for line in results.model(even).help)
    assert any("still open" in line for line in results.model(replace(made(people=4), ratings={})).help)
    assert any("Three or four" in line for line in results.model(made(people=4, qualities=6)).help)


def test_the_hard_one_is_looked_at_by_what_goes_with_trust() -> None:
    found = results.hard(made(qualities=2, hard=4))
    assert found is not None
    assert (found.name, found.sure, found.there, found.missing) == ("Eli", True, (), ("quality 0",))


def test_where_nothing_goes_with_trust_the_hard_one_is_looked_at_by_all() -> None:
    found = results.hard(made(people=4, qualities=2, hard=3))
    assert found is not None
    assert (found.sure, found.there, found.missing) == (False, ("quality 1",), ("quality 0",))


def test_without_a_hard_one_nothing_is_said_of_anybody() -> None:
    assert results.hard(made()) is None
    assert results.hard(made(qualities=0, hard=4)) is None


def test_nearness_needs_three_shared_qualities() -> None:
    assert nearness.pairs(made(qualities=2)) == ()
    found = results.near(made(qualities=4))
    assert ("Ann", "Ben") in {(pair.a, pair.b) for pair in found}
    first = next(pair for pair in found if (pair.a, pair.b) == ("Ann", "Ben"))
    assert first.both == ("quality 0", "quality 1", "quality 2")
    assert not any(WISH in (pair.a, pair.b) for pair in found)


def test_everybody_whose_closeness_is_rated_stands_inside_the_picture() -> None:
    document = Document()
    for number in range(12):
        document = document.with_person(f"A long name indeed {number}")
    rated = {person.id: 1 + number % 5 for number, person in enumerate(document.people)}
    found = rings(document.with_ratings("c", rated))
    assert len(found.dots) == 12
    assert len({(dot.x, dot.y) for dot in found.dots}) == 12
    for dot in found.dots:
        assert 11 <= dot.x <= SIZE - 11
        assert 0 < dot.label_y < SIZE
        assert len(dot.name) <= 14
        assert dot.filled == "open"
    assert rings(document).unplaced == tuple(person.name for person in document.people)


def test_the_list_says_the_same_as_the_picture() -> None:
    found = rings(made())
    assert [(one.name, one.close, one.trust) for one in found.list][:2] == [("Ann", 5, 5), ("Ben", 4, 4)]
    assert {dot.name: dot.filled for dot in found.dots} == {
        "Ann": "full", "Ben": "full", "Cleo": "half", "Didi": "empty", "Eli": "empty",
    }  # fmt: skip


def test_a_step_of_one_is_not_named_as_a_change_and_two_are() -> None:
    then = made(qualities=2)
    ann, ben = then.people[0].id, then.people[1].id
    row = then.qualities[1].id
    today = then.with_ratings(TRUST, {ann: 4, ben: 2}).with_ratings(row, {ann: 5, ben: 1})
    found = changes.between(then, today.with_person("Fay").without_quality(then.qualities[0].id))
    says = {one.name: one.says for one in found.trust}
    assert (says["Ann"], says["Ben"], says["Cleo"]) == ("much as it was", "less than then", "much as it was")
    assert found.things == ("Ben: less so than then. quality 1.",)
    assert (found.new, found.gone) == (("Fay",), ("quality 0",))


def test_a_page_of_the_map_never_loads_numpy() -> None:
    code = "import sys; from footing.core.grid import trust_map, of_person; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
