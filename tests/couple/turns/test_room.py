"""A round on two phones, as Alice and Bob see it; Charlie sees what never was."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from footing.accounts.models import Person
from footing.couple import services as linked
from footing.couple.models import Meeting
from footing.couple.turns import now, queries, services
from footing.couple.turns.machine import Action
from footing.couple.turns.models import Kept, Round, Wish, Word
from footing.vault import export
from tests.couple.conftest import Pair
from tests.couple.turns.conftest import Phone, agreed, begun, one_turn
from tests.everywhere.rows import rows

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.both_databases]
OVER = "This round has ended."


def test_it_opens_only_when_both_said_yes_and_nobody_else_gets_in(pair: Pair) -> None:
    here, alice = f"/two/{pair.id}/turns/", pair.client("alice")
    linked.say_yes(person=pair.alice.id, id=pair.id, step="turns", now=timezone.now())
    assert alice.get(here)["Location"] == alice.post(here)["Location"] == f"/two/{pair.id}/do/turns/"
    linked.say_yes(person=pair.bob.id, id=pair.id, step="turns", now=timezone.now())
    page = alice.get(here).content.decode()
    assert "if you are afraid of the other person" in page
    assert 'name="minutes"' in page
    assert pair.client("charlie").get(here).status_code == 404
    assert pair.client("charlie").post(here).status_code == 404
    assert not Round.objects.exists()
    round = alice.post(here, {"minutes": "3"})["Location"]
    assert pair.client("bob").post(here, {"minutes": "5"})["Location"] == round
    assert Round.objects.get().minutes == 3
    with pytest.raises(linked.NotYoursError):
        services.begin(person=pair.charlie.id, link=pair.id, minutes=None, now=timezone.now())


def test_each_sees_whose_turn_it_is_and_what_to_do_now(hers: Phone, his: Phone) -> None:
    assert "Who speaks first?" in hers.page()
    assert f'href="{hers.here}">Look again</a>' in hers.page()
    hers.press("listen")
    assert "Now you listen" in hers.page()
    assert "Your turn to speak" in his.page()
    assert "<strong>" not in hers.page().split("<h1")[1].split("</form>")[0]
    his.press("said")
    assert "Say back what you heard" in hers.page()
    assert "Hear what they heard" in his.page()
    hers.press("heard", "You worry when plans change, numbat.")
    assert "Is that right?" in his.page()
    assert "Ali wrote what they heard:" in his.page()
    assert "numbat" in his.page()
    his.press("correct")
    assert "Say what was missing" in his.page()
    assert "Listen once more" in hers.page()
    his.press("said")
    assert ">\nYou worry when plans change, numbat.</textarea>" in hers.page()
    hers.press("heard", "You worry when plans change late, numbat.")
    his.press("give")
    assert "Your turn to speak" in hers.page()
    assert "change late, numbat" in hers.page()
    assert Word.objects.get().agreed


def test_a_press_of_the_wrong_side_twice_or_too_late_changes_nothing(hers: Phone, his: Phone) -> None:
    hers.press("speak")
    for phone, action, seen in (
        (his, "said", 2),
        (his, "heard", 2),
        (hers, "speak", 1),
        (hers, "give", 1),
        (hers, "nonsense", 2),
    ):
        phone.press(action, seen=seen)
        assert (Round.objects.get().phase, Round.objects.get().version) == ("speaking", 2)
    hers.press("said", seen=2)
    hers.press("said", seen=2)
    assert (Round.objects.get().phase, Round.objects.get().version) == ("back", 3)
    for odd in ("", "-1", "9" * 40, "²"):
        his.client.post(his.here, {"press": "heard", "seen": odd})
    assert Round.objects.get().version == 3


def test_somebody_else_finds_nothing_in_a_round_that_goes_on_and_moves_nothing(pair: Pair, id: UUID) -> None:
    charlie = Phone(pair.client("charlie"), id)
    assert OVER in charlie.page()
    for sent in (
        {"press": "speak", "seen": 1},
        {"press": "stop"},
        {"copy": "on"},
        {"away": "1"},
        {"press": "odd"},
    ):
        assert charlie.client.post(charlie.here, sent).status_code == 404
    assert (Round.objects.get().version, Wish.objects.count()) == (1, 0)


def test_what_somebody_typed_is_never_lost(hers: Phone, his: Phone) -> None:
    hers.press("speak")
    hers.press("said")
    late = his.press("heard", "Bilby, I think.", seen=2)
    assert (late.status_code, b"Bilby, I think.</textarea>" in late.content) == (409, True)
    long = his.press("heard", "Bilby. " * 70)
    assert (long.status_code, b"That is too long. 400 letters fit." in long.content) == (422, True)
    assert b"Bilby. Bilby." in long.content
    his.press("again", "Half a bilby")
    assert "Half a bilby" not in hers.page()
    hers.press("said")
    assert "Half a bilby</textarea>" in his.page()
    other = his.client.post(his.here, {"copy": "on", "t": "Still a bilby"})
    assert (other.status_code, b"Still a bilby</textarea>" in other.content) == (200, True)
    hers.press("stop")
    gone = his.press("heard", "My bilby")
    assert (gone.status_code, b"My bilby" in gone.content, OVER.encode() in gone.content) == (404, True, True)
    assert not Word.objects.exists()


def ended(pair: Pair, id: UUID, how: str) -> None:
    if how in {"alice", "bob"}:
        Phone(pair.client(how), id).press("stop", "An unsent word, " * 90, seen=0)
    elif how == "time":
        Round.objects.update(ends_at=timezone.now())
    elif how == "link":
        linked.unlink(person=pair.bob.id, id=pair.id)
    elif how == "yes":
        linked.take_back(person=pair.bob.id, id=pair.id, step="turns")
    else:
        Person.objects.filter(id=pair.bob.id).delete()


def test_stop_says_nothing_and_is_the_same_as_time_over_a_link_that_ended_or_what_never_was(
    pair: Pair,
) -> None:
    """Also for whoever stopped, and for Charlie, who was never there."""
    never = pair.client("charlie").get(f"/two/turns/{uuid4()}/")
    assert (never.status_code, OVER in never.content.decode()) == (404, True)
    for how in ("alice", "bob", "time", "yes", "link"):
        id = begun(pair)
        hers = Phone(pair.client("alice"), id)
        hers.press("speak")
        hers.press("said")
        ended(pair, id, how)
        services.end_old(timezone.now())
        assert [model._default_manager.count() for model in (Word, Round, Meeting)] == [0, 0, 0]
        for who in ("alice", "bob", "charlie"):
            for address in (f"/two/turns/{id}/", f"/now/{now.token(id)}/3/still/"):
                answer = pair.client(who).get(address)
                assert (answer.status_code, answer.content) == (404, never.content), (how, who)


def test_time_over_is_over_at_once_and_needs_a_new_yes_of_both(pair: Pair) -> None:
    id = begun(pair)
    Round.objects.update(ends_at=timezone.now())
    assert Phone(pair.client("bob"), id).press("speak").status_code == 404
    assert pair.client("alice").post(f"/two/{pair.id}/turns/")["Location"] == f"/two/{pair.id}/do/turns/"
    services.end_old(timezone.now())
    agreed(pair.id, pair.alice, pair.bob)
    assert pair.client("alice").post(f"/two/{pair.id}/turns/")["Location"].startswith("/two/turns/")
    left = Round.objects.get().ends_at - timezone.now()
    assert timedelta(hours=1, minutes=59) < left <= timedelta(hours=2)


def test_case_35_what_is_sent_while_the_other_revokes_leaves_no_joint_result(pair: Pair) -> None:
    """Bob's form is on its way; Alice's stop, her yes taken back, or the end of the link is there first."""
    for how in ("alice", "yes", "link"):
        id = begun(pair)
        hers, his = (Phone(pair.client(who), id) for who in ("alice", "bob"))
        hers.press("speak")
        hers.press("said")
        page = his.page()
        ended(pair, id, how)
        answer = his.press("heard", "A joint quokka", seen=3)
        assert answer.status_code == 404
        assert "Say back what you heard" in page
        assert (Word.objects.count(), Kept.objects.count()) == (0, 0)
        with pytest.raises(services.OverError):
            services.press(
                person=pair.bob.id, id=id, action=Action.HEARD, seen=3, text="x", now=timezone.now()
            )


def test_nothing_is_kept_unless_both_want_it_and_nobody_sees_the_others_wish(
    pair: Pair, id: UUID, hers: Phone, his: Phone
) -> None:
    hers.press("speak")
    one_turn(hers, his, "You need a quiet hour, dunnart.")
    before, version = his.page(), Round.objects.get().version
    hers.client.post(hers.here, {"copy": "on"})
    assert "You would like a copy." in hers.page()
    assert (his.page(), Round.objects.get().version, Kept.objects.count()) == (before, version, 0)
    hers.client.post(hers.here, {"copy": "off"})
    assert (his.page(), Wish.objects.count()) == (before, 0)
    hers.client.post(hers.here, {"copy": "on"})
    his.client.post(his.here, {"copy": "on"})
    assert Round.objects.get().version == version + 1
    assert all("Each of you has a copy" in phone.page() for phone in (hers, his))
    one_turn(his, hers, "You want to be asked first, echidna.", end="more")
    his.client.post(his.here, {"copy": "off"})
    his.press("stop")
    for phone, said, heard in (
        (hers, "You said, and Bo heard:", "Bo said, and you heard:"),
        (his, "Ali said, and you heard:", "You said, and Ali heard:"),
    ):
        page = phone.client.get("/two/turns/").content.decode()
        assert page.index(said) < page.index("dunnart") < page.index(heard) < page.index("echidna")
    assert b"dunnart" not in pair.client("charlie").get("/two/turns/").content
    assert not Round.objects.filter(id=id).exists()


def test_a_copy_is_ones_own_and_outlives_the_link_and_the_others_account(
    pair: Pair, hers: Phone, his: Phone
) -> None:
    """Case 37."""
    hers.press("speak")
    one_turn(hers, his, "Quiet, dunnart.")
    for phone in (hers, his):
        phone.client.post(phone.here, {"copy": "on"})
    (own,) = queries.kept(pair.alice.id)
    for who, status in (("bob", 404), ("charlie", 404), ("alice", 302)):
        assert pair.client(who).post(f"/two/turns/{own.id}/delete/").status_code == status
    one_turn(his, hers, "First, echidna.")
    assert queries.kept(pair.alice.id) == []
    linked.unlink(person=pair.alice.id, id=pair.id)
    Person.objects.filter(id=pair.alice.id).delete()
    assert [line.text for copy in queries.kept(pair.bob.id) for line in copy.lines] == ["Quiet, dunnart."]


def test_no_row_holds_a_typed_word_in_clear_or_says_who_pressed_what(
    pair: Pair, hers: Phone, his: Phone
) -> None:
    hers.press("speak")
    one_turn(hers, his, "Bandicoot words")
    for person, has in ((pair.alice, False), (pair.bob, True)):
        own = export.as_json(export.collect(holder=person.id, now=timezone.now()))
        assert ("Bandicoot" in own) is has
    for phone in (hers, his):
        phone.client.post(phone.here, {"copy": "on"})
    found = rows("django_session")
    assert "Bandicoot" not in repr(found)
    assert pair.alice.id.hex not in repr(found["default.couple_round"]).replace("-", "")
    assert Word.objects.get().holder == pair.bob.id
    names = {field.name for model in (Round, Word, Wish) for field in model._meta.concrete_fields}
    assert names == {
        "id", "meeting", "phase", "floor", "turn", "version", "minutes", "since", "ends_at", "holder", "round",
        "shown", "agreed", "text",
    }  # fmt: skip


def test_looking_leaves_no_trace(pair: Pair, id: UUID, hers: Phone, his: Phone) -> None:
    """Neither the page nor its own look at what changed."""
    page = hers.page()
    before = rows("django_session", "accounts_sitting", "marks_cache")
    for _ in range(3):
        his.page()
        assert his.client.get(f"/now/{now.token(id)}/0/still/").status_code == 200
    assert his.client.post(f"/now/{now.token(id)}/0/still/", {"press": "speak", "seen": 1}).status_code == 405
    assert rows("django_session", "accounts_sitting", "marks_cache") == before
    assert hers.page() == page


def test_the_clock_is_quiet_ends_nothing_and_can_be_put_away_by_either(pair: Pair) -> None:
    id = begun(pair, 3)
    hers, his = (Phone(pair.client(who), id) for who in ("alice", "bob"))
    hers.press("speak")
    assert "About 3 minutes left for this turn." in his.page()
    Round.objects.update(since=timezone.now() - timedelta(minutes=2, seconds=10))
    assert "About one minute left" in his.page()
    Round.objects.update(since=timezone.now() - timedelta(minutes=40))
    assert "The time for this turn is over." in hers.page()
    assert Round.objects.get().phase == "speaking"
    his.client.post(his.here, {"away": "1"})
    assert all("The time for this turn" not in phone.page() for phone in (hers, his))
