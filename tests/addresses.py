"""Every address of the site, read from its URL table, so that a new page is tested from its first day."""

import re
from collections.abc import Iterator
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver

NOBODY = UUID("00000000-0000-4000-8000-000000000000")
# An example for each variable part, by the name of its address; a new address must be added here.
EXAMPLES: dict[str, dict[str, str]] = {
    "page": {"id": "s1"}, "door": {"id": "d2"}, "therapist": {"slug": "dana"}, "demo-sign-in": {"id": "manager"},
    "look": {"name": "0123456789ab"},
    "own-calendar": {"key": "abcde23456-abcdefghijklmnopqrstuvwxyz"},
    "mfa_remove_webauthn": {"pk": "1"},
    **{f"diary-{part}": {"id": str(NOBODY)} for part in ("one", "delete")},
    **{f"log-{part}": {"id": str(NOBODY)} for part in ("entry", "delete")},
    "story-new": {"cause": "c3"}, **{f"story-{part}": {"id": str(NOBODY)} for part in ("item", "delete")},
    "step": {"id": "e1"}, **{f"steps-{part}": {"id": str(NOBODY)} for part in ("sheet", "delete")},
    **{name: {"id": str(NOBODY)} for name in ("say-card", "say-delete", "wish", "wish-delete")},
    **{f"two-{part}": {"id": str(NOBODY)} for part in ("answer", "untype", "one", "still", "end", "show")},
    **{f"two-{part}": {"id": str(NOBODY), "given": str(NOBODY)} for part in ("change", "look", "look-still")},
    **{f"two-{part}": {"id": str(NOBODY), "step": "ways"} for part in ("step", "step-still")},
    **{f"two-{part}": {"id": str(NOBODY)} for part in ("turns", "round", "kept-delete")},
    "two-now": {"token": "0123456789abcdef", "seen": "0"},
    "share-give": {"kind": "note"}, **{f"share-{part}": {"id": str(NOBODY)} for part in ("renew", "stop")},
    **{f"desk-{part}": {"id": str(NOBODY)} for part in ("apart", "seen", "still")},
    **{f"desk-article{part}": {"id": str(NOBODY)} for part in ("", "-text", "-version")},
    **{f"{part}article-picture": {"stem": "0123456789abcdef01234567"} for part in ("", "desk-")},
    "map-day": {"id": str(NOBODY)}, "photo": {"stem": "0123456789abcdef01234567"}, "desk-booking": {"id": str(NOBODY)},
    "desk-move": {"id": str(NOBODY)}, "desk-cancel": {"id": str(NOBODY)}, "release": {"hold_id": str(NOBODY)},
    **{f"desk-{part}": {"id": str(NOBODY)} for part in ("inquiry", "take", "give", "answer", "convert", "close")},
    "desk-answer-request": {"id": str(NOBODY)}, "problem_type": {"cause": "taken"},
    "desk-waiter": {"id": str(NOBODY)}, "desk-missed": {"id": str(NOBODY)},
    "booking": {"code": "ABCDE23456"}, "move": {"code": "ABCDE23456"}, "cancel": {"code": "ABCDE23456"},
}  # fmt: skip
VARIABLE = re.compile(r"<(?:\w+:)?(\w+)>")
API = "/api/"


def every(**ids: object) -> list[str]:
    """All addresses. `ids` stand in for examples: `desk_booking=…` is the id of its variable part.

    Of two variable parts, one is named as in `{"two_look.given": …}`.
    """
    return sorted(
        set(_walk(get_resolver().url_patterns, "/", {k.replace("_", "-"): str(v) for k, v in ids.items()}))
    )


def pages(**ids: object) -> list[str]:
    """All addresses but those of the API."""
    return [address for address in every(**ids) if not address.startswith(API)]


def routes() -> list[str]:
    """All addresses as the table writes them."""
    return sorted(set(_walk(get_resolver().url_patterns, "/", None)))


def routes_in_order(**ids: object) -> list[str]:
    """The same in the table's order; with `ids`, filled in as by `every`. Twice named addresses come twice."""
    names = {k.replace("_", "-"): str(v) for k, v in ids.items()} if ids else None
    return list(_walk(get_resolver().url_patterns, "/", names))


def _walk(patterns: list[URLPattern | URLResolver], before: str, ids: dict[str, str] | None) -> Iterator[str]:
    for pattern in patterns:
        route = str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, before + route, ids)
        elif not route.startswith("^"):
            yield before + (route if ids is None else _filled(route, pattern.name or "", ids))


def _filled(route: str, name: str, ids: dict[str, str]) -> str:
    def example(match: re.Match[str]) -> str:
        return ids.get(f"{name}.{match[1]}") or ids.get(name) or EXAMPLES[name][match[1]]

    return VARIABLE.sub(example, route)
