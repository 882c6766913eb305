"""The plan, in words. A first one is made from signs, contexts and causes; nothing else of the state is read."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from footing.check import queries as check
from footing.core.plan import (
    Answers,
    ContextSaid,
    Did,
    Plan,
    Reason,
    Rule,
    SignSaid,
    Step,
    follow,
    propose,
    read_rules,
)
from footing.design import content, saying
from footing.plan import since
from footing.plan.models import Kept
from footing.practice import openings
from footing.practice import queries as practice
from footing.story import queries as story
from footing.talk import queries as talk
from footing.trustmap import queries as trustmap
from footing.vault import keys

PART = "plan"
TIMES = 3


@dataclass(frozen=True)
class Why:
    """One reason in words: how it begins, what was said, and what follows."""

    lead: str
    said: str
    so: str


@dataclass(frozen=True)
class Shown:
    """One way's first step in words; `done` is its result in one line, or nothing."""

    way: str
    words: dict[str, Any]
    whys: tuple[Why, ...]
    opening: str
    example: str
    first: tuple[str, ...]
    done: str


@dataclass(frozen=True)
class Time:
    """The next start with one therapist (UTC) and the zone to show it in."""

    start: datetime
    name: str
    zone: str


def words() -> dict[str, Any]:
    """The words of the plan."""
    return content.table("plan/texts.toml")


@lru_cache(maxsize=1)
def first_rules() -> tuple[Rule, ...]:
    """The rules of a first plan, read once per process."""
    return read_rules(content.table("plan/rules.toml"))


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """All rules, with those about what was done since, read once per process."""
    return (*first_rules(), *read_rules(since.words()))


def answers_of(state: dict[str, Any], did: tuple[Did, ...] = ()) -> Answers:
    """What the plan may know of a state; `did` of a kept one only."""
    names = {context["about"]: context["id"] for context in words()["context"]}
    return Answers(
        contexts=tuple(
            ContextSaid(
                names[checked.about.id],
                tuple(
                    SignSaid(s.sign, None if s.level is None else int(s.level), s.in_the_way, s.overwhelming)
                    for s in checked.result.signs
                ),
            )
            for checked in check.signs_of(state)
        ),
        causes=story.chosen(state),
        did=did,
    )


def proposed(state: dict[str, Any], did: tuple[Did, ...] = ()) -> Plan:
    """The plan for a state; the first one where nothing was done."""
    return propose(answers_of(state, did), rules())


def shown(plan: Plan, state: dict[str, Any]) -> tuple[Shown, ...]:
    """A plan in words, with what is done already."""
    done = done_lines(state)
    return tuple(_shown(step, done[step.way]) for step in plan.steps)


def done_lines(state: dict[str, Any]) -> dict[str, str]:
    """By way: its first step's result in one line, or nothing."""
    return {"w1": trustmap.line(state), "w2": talk.sentence(state), "w3": talk_line(state)}


def _shown(step: Step, done: str) -> Shown:
    source = words()
    return Shown(
        way=step.way,
        words=source["ways"][step.way],
        whys=tuple(_why(reason) for reason in step.reasons),
        opening=(source["opening"] | since.words()["opening"]).get(step.opening, ""),
        example=source["example"].get(step.example, ""),
        first=step.first,
        done=done,
    )


def _why(reason: Reason) -> Why:
    """Signs are said, causes are ticked; both together are said and ticked in one sentence."""
    page, because = words()["page"], words()["because"]
    so = words()["so"].get(reason.rule) or since.words()["so"][reason.rule]
    if reason.did:
        return Why(since.words()["page"]["did"], since.said(reason.did), so)
    place = next((c["with"] for c in words()["context"] if c["id"] == reason.context), "")
    cause = next((c.short for c in story.causes() if c.id == reason.cause), "")
    if reason.sign:
        kind = "sign" if reason.level else "quiet"
        often = because["often"][reason.level or 0]
        said = because[kind][reason.sign].format(**{"with": place, "often": often})
        return Why(
            page["said"], f"{saying.joined((said, page['and_ticked']))} {cause}." if cause else f"{said}.", so
        )
    if cause:
        return Why(page["ticked"], f"{cause}.", so)
    if reason.calm:
        return Why(page["said"], because["calm"].format(**{"with": place}) + ".", so)
    if reason.context:
        return Why(page["answered"], f"{because['place'][reason.context]}.", so)
    return Why(page["everyone"], "", so)


def talk_part(state: dict[str, Any]) -> dict[str, Any]:
    """What was said about a talk: reasons, and alone or together."""
    found: dict[str, Any] = state.get(PART, {})
    return found


def talk_line(state: dict[str, Any]) -> str:
    """The third way's step in one line, or nothing."""
    own, source = talk_part(state), words()
    if not own:
        return ""
    chosen = [r["short"] for r in source["reason"] if r["id"] in own["reasons"]]
    who = next((w["label"] for w in source["who"] if w["id"] == own["who"]), "")
    parts = [part for part in (saying.joined(chosen), saying.small(who)) if part]
    line = ". ".join(part[0].upper() + part[1:] for part in parts)
    return f"{line or source['page']['open_answer']}."


def reasons(first: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The reasons for a talk to tick; what fits the answers comes first."""
    found = [(r["id"], r["label"]) for r in words()["reason"]]
    found.sort(key=lambda r: first.index(r[0]) if r[0] in first else len(first))
    return tuple(found)


def times(now: datetime) -> tuple[Time, ...]:
    """The next open times, soonest first; none while nobody knows any."""
    starts = openings.next_open(now)
    if not starts:
        return ()
    found = [Time(starts[t.id], t.name, t.time_zone) for t in practice.listed() if t.id in starts]
    return tuple(sorted(found, key=lambda t: t.start)[:TIMES])


def kept(person: UUID) -> dict[str, Any]:
    """What a person kept in all rooms, as a state; empty before they kept something.

    What the private questions came to is not in it: no page needs it.
    """
    keys.prefetch([person])
    row = Kept.objects.filter(holder=person).first()
    parts = {
        check.PART: check.kept(person), story.PART: story.kept(person), trustmap.PART: trustmap.kept(person),
        talk.PART: talk.kept(person), PART: row.talk if row else None,
    }  # fmt: skip
    return {name: part for name, part in parts.items() if part is not None and part != []}


def did(person: UUID, state: dict[str, Any]) -> tuple[Did, ...]:
    """The core steps that somebody did, newest first."""
    return since.did(person, done_lines(state))


def following(person: UUID, state: dict[str, Any]) -> since.Card | None:
    """The small step that comes after what was done; None before anything was, and once all is."""
    found = follow(answers_of(state, did(person, state)), rules())
    return since.card(found, person) if found else None


def undone(state: dict[str, Any]) -> str:
    """The first way whose step is not done yet; empty when all three are."""
    return next((way for way, line in done_lines(state).items() if not line), "")
