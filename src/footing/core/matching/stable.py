"""A stable pairing of two sides that each have an order of the other."""

from collections.abc import Mapping, Sequence


def stable(asking: Mapping[str, Sequence[str]], asked: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Pair everybody who asks with one who is asked, so that no two would rather have each other.

    Deferred acceptance (Gale and Shapley 1962): of all stable pairings, the best for each who asks. Orders run
    from best to worst; whoever is left out of an order is refused. Somebody may stay without a pair.
    """
    places = {one: {other: place for place, other in enumerate(order)} for one, order in asked.items()}
    waiting, tried, pairs = list(asking)[::-1], dict.fromkeys(asking, 0), dict[str, str]()
    while waiting:
        one = waiting.pop()
        if tried[one] == len(asking[one]):
            continue
        other = asking[one][tried[one]]
        tried[one] += 1
        known, rival = places.get(other, {}), pairs.get(other)
        if one not in known or (rival is not None and known[rival] < known[one]):
            waiting.append(one)
            continue
        pairs[other] = one
        if rival is not None:
            waiting.append(rival)
    return {one: other for other, one in pairs.items()}
