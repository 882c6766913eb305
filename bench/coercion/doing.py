"""Each act of the model, done: Alice's by the services that her pages call, Bob's by his pages, whose answers he sees."""

from collections.abc import Callable
from typing import Any

from bench.coercion.model import ALICE, BOB
from bench.coercion.world import NOW, Answer, LeakError, World, counted

NAMES = {ALICE: "Ali", BOB: "Bo"}
OTHER = {ALICE: BOB, BOB: ALICE}


def do(world: World, name: str) -> Answer | None:
    """Do one act; of Bob's, the answer. Raises LeakError where it reads the private questions."""
    who, _, what = name.partition(" ")
    if who == "clock":
        world.pass_time(int(what))
        return None
    if who == BOB:
        return _bob(world, what)
    with counted() as count:
        _alice(world, what)
    if count.private:
        raise LeakError(f"{name}: reads the private questions")
    return None


def _alice(world: World, what: str) -> None:
    from footing.couple import services
    from footing.couple.giving import queries as seen
    from footing.couple.giving import services as giving
    from footing.couple.linking import services as linking

    me = world.id(ALICE)
    here: dict[str, Any] = {"person": me, "id": world.link()}
    kind, _, when = what.partition(" ")[2].partition(" ")
    acts: dict[str, Callable[[], Any]] = {
        "makes a code": lambda: _made(world, ALICE, linking.make(person=me, name=NAMES[ALICE], now=NOW)),
        "says no": lambda: linking.drop(person=me, id=world.code(ALICE).id),
        "says it is the one": lambda: linking.accept(
            person=me, id=world.code(ALICE).id, typed=_waiting(world, ALICE), now=NOW
        ),
        "types the code": lambda: linking.type_in(
            person=me, code=_theirs(world, ALICE), name=NAMES[ALICE], now=NOW
        ),
        "takes a code back": lambda: linking.untype(person=me, id=world.typed(ALICE)[0].id),
        "unlinks": lambda: services.unlink(**here),
        "looks": lambda: _looks(world, seen, here),
        "renews model": lambda: giving.renew(**here, given=world.given(ALICE, "model"), now=NOW),
    }
    if what in acts:
        acts[what]()
    elif what.startswith("says yes to "):
        services.say_yes(**here, step=what.rpartition(" ")[2], now=NOW)
    elif what.endswith(" back"):
        services.take_back(**here, step=kind)
    elif what.startswith("gives "):
        item = "model" if kind == "model" else "it"
        giving.give(**here, kind=kind, item=item, now=NOW, tomorrow=when == "tomorrow")
    else:
        giving.stop(**here, given=world.given(ALICE, kind))


def _bob(world: World, what: str) -> Answer:
    from footing.couple.linking import codes

    here, last = f"/two/{world.link()}/", what.rpartition(" ")[2]
    if what == "makes a code":
        return _makes(world)
    if what in {"says no", "says it is the one"}:
        yes = what != "says no"
        form = {"step": "yes" if yes else "no", "typed": str(_waiting(world, BOB)) if yes else ""}
        return world.ask("post", f"/two/code/{world.code(BOB).id}/", form, follow=True)
    if what.startswith("types "):
        code = _theirs(world, BOB) if what == "types the code" else codes.new()
        return world.ask("post", "/two/typed/", {"handed": code, "called": NAMES[BOB]}, follow=True)
    if what == "takes a code back":
        return world.ask("post", f"/two/typed/{world.typed(BOB)[0].id}/", follow=True)
    address, form = {
        "unlinks": ("end/", {}),
        "gives ways": ("show/", {"kind": "ways", "item": "it", "step": "now"}),
        "takes ways": (f"show/{world.given(BOB, 'ways')}/", {"step": "stop"}),
        f"says yes to {last}": (f"do/{last}/", {"step": "yes"}),
    }.get(what, (f"do/{what.split(' ')[1]}/" if last == "back" else "", {"step": "back"}))
    return world.ask("post", f"{here}{address}", form, follow=True)


def _makes(world: World) -> Answer:
    answer = world.ask("post", "/two/code/", {"called": NAMES[BOB]})
    code = answer.body.split(b'class="code">')[1].split(b"<")[0]
    _made(world, BOB, code.decode())
    return Answer(answer.status, answer.to, answer.body.replace(code, b"-"), answer.asked)


def _looks(world: World, seen: Any, here: dict[str, Any]) -> None:
    """Alice opens what Bob lets her see, if anything, and every page that could leave a mark."""
    from footing.couple import queries

    seen.opened(**here, given=world.given(BOB, "ways"), now=NOW)
    queries.links(world.id(ALICE))


def _made(world: World, who: str, code: str) -> None:
    from footing.couple.linking import codes

    world.clear[codes.hashed(code)] = code


def _theirs(world: World, who: str) -> str:
    return world.clear[world.code(OTHER[who]).code_hash]


def _waiting(world: World, who: str) -> Any:
    from footing.couple.linking import queries

    first = queries.first_typed(world.code(who), NOW)
    return first.id if first else None
