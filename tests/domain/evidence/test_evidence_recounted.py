"""Two hundred workspaces of any kind of evidence, counted again here without anything of what counts it there."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, get_args

import pytest

from tests.domain.world import BOARD
from tui.domain.evidence.ledger import Ledger, ledger_of
from tui.domain.evidence.witnesses import Witnesses
from tui.domain.people.policy import Policy
from tui.domain.privacy.profiles import Permits
from tui.domain.records import Card, Consent, Experiment, Note, Participant, Record, Touchpoint
from tui.domain.records.vocabulary import ConsentStatus, GivenBy, Method, NoteKind, Stance, TouchpointStatus
from tui.domain.records.workspace import Workspace

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PEOPLE, TOUCHPOINTS, NOTES = 9, 8, 24
NO = ("refused", "withdrawn", "revoked", "expired", "invalidated")


def workspace_of(random: Random) -> list[Record]:
    """Return records as they may come together in years of use, by several hands, through undo and merges."""

    def some(many: int, what: str, most: int) -> tuple[str, ...]:
        return tuple(f"{what}{each}" for each in random.sample(range(many), random.randint(0, most)))

    def any_of(values: object) -> Any:
        return random.choice(get_args(values))

    ago = [NOW - timedelta(days=random.randint(0, 400), minutes=random.randint(0, 900)) for _ in range(200)]
    records: list[Record] = [
        Experiment("e0", "one", "ON", BOARD, timezone="UTC"),
        Experiment("e1", "two", "TW", BOARD, timezone="UTC"),
        *(Card(f"c{at}", f"e{at % 2}", at + 1, "A card", "todo", f"r{at}", NOW) for at in range(4)),
    ]
    for at in range(PEOPLE):
        merged = f"p{random.randint(at + 1, PEOPLE - 1)}" if at < PEOPLE - 1 and random.random() < 0.2 else None
        erased = NOW if random.random() < 0.1 else None
        minor = random.random() < 0.1
        until = (NOW + timedelta(days=random.choice((-3, 0, 3)))).date() if random.random() < 0.1 else None
        records.append(
            Participant(
                f"p{at}",
                at + 1,
                NOW,
                merged_into=merged,
                erased_at=erased,
                is_minor=minor,
                retention_until=until,
            )
        )
    for at in range(PEOPLE):
        status = any_of(ConsentStatus)
        ends = (NOW + timedelta(days=random.choice((-1, 0, 1)))).date() if random.random() < 0.3 else None
        by = any_of(GivenBy)
        scope = random.choice(("store_notes", "store_notes", "share_internal"))
        who = f"p{random.randint(0, PEOPLE // 2)}"
        records.append(Consent(f"k{at}", who, scope, status, ago[at], "ux", ends, given_by=by))
    for at in range(TOUCHPOINTS):
        method = any_of(Method)
        went: Any = random.choice(("done", "done", "done", any_of(TouchpointStatus)))
        records.append(Touchpoint(f"t{at}", ago[20 + at], "ux", method, went, people=some(PEOPLE, "p", 4)))
    for at in range(NOTES):
        stance = random.choice((*get_args(Stance), "supports", "refutes", None))
        kind = any_of(NoteKind)
        records.append(
            Note(
                f"n{at}",
                "so",
                ago[40 + at],
                "ux",
                f"c{random.randint(0, 3)}",
                some(PEOPLE, "p", 3),
                kind,
                stance=stance,
                touchpoint=random.choice((None, *(f"t{each}" for each in range(TOUCHPOINTS)))),
                together=random.random() < 0.1,
                archived_at=NOW if random.random() < 0.1 else None,
            )
        )
    return records


def counted_again(records: list[Record], people: int, methods: int, fresh: int) -> str:
    """Return what there is to say of the first experiment, from the records alone."""
    by_uid: dict[str, Any] = {record.uid: record for record in records}

    def person(uid: str) -> str | None:
        one = by_uid[uid]
        while one.merged_into:
            one = by_uid[one.merged_into]
        if one.erased_at or (one.retention_until and one.retention_until < NOW.date()):
            return None
        words = [r for r in records if isinstance(r, Consent) and r.participant == one.uid and r.scope == "store_notes"]
        last = max(words, key=lambda word: (word.at, word.uid), default=None)
        status = last.status if last else "unknown"
        yes = status in ("given", "renewed")
        if last and yes and last.expires_at and last.expires_at <= NOW.date():
            status, yes = "expired", False
        if one.is_minor:
            return str(one.uid) if yes and last and last.given_by == "guardian" else None
        return None if status in NO else str(one.uid)

    sides = []
    for stance in ("supports", "refutes"):
        who: set[str] = set()
        how: set[str] = set()
        days: list[date] = []
        for note in records:
            if not isinstance(note, Note) or note.stance != stance or note.archived_at or note.together:
                continue
            if by_uid[note.card or ""].experiment != "e0" or note.kind in ("learned", "promise"):
                continue
            said = {known for uid in note.people if (known := person(uid))}
            if not said:
                continue
            who |= said
            day = note.at
            if note.touchpoint:
                met = by_uid[note.touchpoint]
                if met.status == "done" and said & {person(uid) for uid in met.people}:
                    how.add(met.method)
                    day = min(day, met.at)
            days.append(day.date())
        sides.append((len(who), len(how), days))
    (these, by, days), (those, against, other) = sides
    old = sum((NOW.date() - day).days > fresh for day in days + other)
    notes = len(days) + len(other)
    tail = f"; {old} of {notes} note{'s' * (notes != 1)} {'is' if old == 1 else 'are'} older than {fresh} days"
    enough = [count >= people and ways >= methods for count, ways, _ in sides]
    if all(enough):
        return f"contradicted: {_count(these, by)} for, {those} by {against} against{tail if old else ''}"
    words = [
        f"{_count(count, ways)}, {'triangulated' if plenty else 'not yet triangulated'}" if count else "nobody"
        for (count, ways, _), plenty in zip(sides, enough, strict=True)
    ]
    return f"for: {words[0]}; against: {words[1]}{tail if old else ''}"


def _count(people: int, methods: int) -> str:
    return f"{people} {'person' if people == 1 else 'people'} by {methods} method{'' if methods == 1 else 's'}"


@pytest.mark.parametrize("seed", range(200))
def test_evidence_counted_again_is_the_same(seed: int) -> None:
    random = Random(seed)
    records = workspace_of(random)
    people, methods = random.randint(1, 3), random.randint(1, 2)
    policy = Policy(people=people, methods=methods)
    workspace = Workspace.of(records)
    permits = Permits(workspace, "stakeholders", policy.day, NOW, present=workspace, present_at=NOW)
    found: Ledger = ledger_of(workspace, "e0", Witnesses(workspace, permits), lambda: policy, NOW)
    assert found.sentence == counted_again(records, people, methods, 180)
