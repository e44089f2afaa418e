"""Runs of operations with arguments good and bad, for hypothesis to choose from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress

from hypothesis import strategies as st

from tests.domain.world import DAY, World
from tui.domain import operations
from tui.domain.errors import DomainError
from tui.domain.records import RECORD_TYPES, Record
from tui.domain.records.change import Change
from tui.domain.records.workspace import Workspace

Step = Callable[[World, int], Change]
"""An operation on a world, and a number that chooses what it is done to."""

COLUMNS = ("todo", "doing", "review", "done")
COLUMN = st.sampled_from(COLUMNS)
PLACE = st.one_of(st.none(), st.integers(-1, 6))
TEXT = st.text(max_size=12)
TAGS = st.lists(TEXT, max_size=3)
STANCE = st.sampled_from([None, "supports", "refutes"])

CARD_STEPS: list[st.SearchStrategy[Step]] = [
    st.builds(lambda to, at: lambda w, n: w.do(operations.move_card, card(w, n), to, index=at), COLUMN, PLACE),
    st.builds(lambda at: lambda w, n: w.do(operations.rank_card, card(w, n), at), st.integers(-1, 6)),
    st.builds(lambda text, to: lambda w, n: w.do(operations.add_card, w.experiment.uid, text, column=to), TEXT, COLUMN),
    st.builds(
        lambda text, tags: lambda w, n: w.do(operations.edit_card, card(w, n), title=text, tags=tags), TEXT, TAGS
    ),
    st.builds(lambda to: lambda w, n: w.do(operations.edit_card, card(w, n), column=to, kind="recurring"), COLUMN),
    st.builds(lambda text: lambda w, n: w.do(operations.block_card, card(w, n), text, text), TEXT),
    st.builds(lambda text: lambda w, n: w.do(operations.assign_card, card(w, n), text), TEXT),
    st.builds(lambda tags: lambda w, n: w.do(operations.tag_card, card(w, n), tags), TAGS),
    st.builds(lambda text: lambda w, n: w.do(operations.add_checklist_item, card(w, n), text), TEXT),
    st.builds(
        lambda text: lambda w, n: w.do(operations.block_card, card(w, n), text, by=[card(w, n // 5), card(w, n // 3)]),
        TEXT,
    ),
    st.builds(lambda to: lambda w, n: w.do(operations.move_cards, some(w, n), to), COLUMN),
    st.builds(lambda step: lambda w, n: w.do(operations.carry_cards, some(w, n), step), st.sampled_from([-1, 1])),
    st.just(lambda w, n: w.do(operations.rank_cards, some(w, n), card(w, n // 3))),
    st.just(lambda w, n: w.do(operations.on_cards, some(w, n), operations.archive_card)),
    st.builds(lambda tags: lambda w, n: w.do(operations.on_cards, some(w, n), operations.retag_card, tags), TAGS),
    st.just(lambda w, n: w.do(operations.duplicate_card, card(w, n))),
    st.just(lambda w, n: w.do(operations.split_item, card(w, n), item(w, n))),
    st.just(lambda w, n: w.do(operations.unblock_card, card(w, n))),
    st.just(lambda w, n: w.do(operations.set_due, card(w, n), w.now.date())),
    st.just(lambda w, n: w.do(operations.tick_item, card(w, n), item(w, n))),
    st.just(lambda w, n: w.do(operations.remove_checklist_item, card(w, n), item(w, n))),
    st.just(lambda w, n: w.do(operations.expedite_card, card(w, n))),
    st.just(lambda w, n: w.do(operations.not_started, card(w, n))),
    st.just(lambda w, n: w.do(operations.archive_card, card(w, n))),
    st.just(lambda w, n: w.do(operations.restore_card, card(w, n))),
]
PEOPLE_STEPS: list[st.SearchStrategy[Step]] = [
    st.builds(lambda text: lambda w, n: w.do(operations.make_contact, text, org=text, card=card(w, n)), TEXT),
    st.builds(lambda text: lambda w, n: w.do(operations.edit_contact, person(w, n), name=text), TEXT),
    st.just(lambda w, n: w.do(operations.link_contact, card(w, n), person(w, n // 7))),
    st.just(lambda w, n: w.do(operations.unlink_contact, card(w, n), person(w, n // 7))),
    st.builds(
        lambda text, stance: (
            lambda w, n: w.do(operations.add_note, text, card=card(w, n), people=[person(w, n)], stance=stance)
        ),
        TEXT,
        STANCE,
    ),
    st.builds(lambda text: lambda w, n: w.do(operations.edit_note, note(w, n), text=text, kind="quote"), TEXT),
    st.just(lambda w, n: w.do(operations.archive_note, note(w, n))),
    st.just(lambda w, n: w.do(operations.restore_note, note(w, n))),
]
MERGE_STEPS: list[st.SearchStrategy[Step]] = [
    st.just(lambda w, n: w.do(operations.merge_contacts, person(w, n), person(w, n // 7))),
]
WORDS = st.lists(
    st.sampled_from(
        ["contact", "take_part", "notes", "audio", "quote", "share_inside", "quote_name", "record", "sing"]
    ),
    max_size=3,
)
METHODS = st.sampled_from(["interview", "survey", "analytics", "seance"])
STATUSES = st.sampled_from(["done", "confirmed", "tentative", "cancelled", "no_show"])
DAYS = st.integers(-40, 40)
GIVERS = st.sampled_from([None, "self", "guardian"])
STAGES = st.sampled_from([None, "acknowledged", "responded", "told"])
KINDS = st.sampled_from(["request", "promise", "surprise", "quote"])

RESEARCH_STEPS: list[st.SearchStrategy[Step]] = [
    st.builds(
        lambda minor, status: (
            lambda w, n: w.do(
                operations.edit_person, person(w, n), is_minor=minor, guardian=person(w, n // 7), contact_status=status
            )
        ),
        st.booleans(),
        st.sampled_from(["free", "blocklisted", "opted_out", "busy"]),
    ),
    st.builds(
        lambda words, days, giver: (
            lambda w, n: w.do(
                operations.give_consent, person(w, n), words, at=w.now + days * DAY, given_by=giver, evidence="proof"
            )
        ),
        WORDS,
        DAYS,
        GIVERS,
    ),
    st.builds(
        lambda text, status: (
            lambda w, n: w.do(
                operations.invite, [person(w, n)], card=card(w, n), note=text, reason=text if status else ""
            )
        ),
        TEXT,
        st.booleans(),
    ),
    st.builds(
        lambda status, text: (
            lambda w, n: w.do(operations.answer_invitation, one_of(w.workspace.invitations, n), status, note=text)
        ),
        st.sampled_from(["declined", "no_answer", "came", "asked", "maybe"]),
        TEXT,
    ),
    st.builds(
        lambda amount, text: lambda w, n: w.do(operations.promise_incentive, person(w, n), amount, what=text),
        st.sampled_from(["30", "12.5", "0", "many"]),
        TEXT,
    ),
    st.builds(
        lambda paid: lambda w, n: w.do(operations.pay_incentive, one_of(w.workspace.incentives, n), paid), st.booleans()
    ),
    st.builds(lambda words: lambda w, n: w.do(operations.withdraw_consent, person(w, n), words), WORDS),
    st.builds(lambda words: lambda w, n: w.do(operations.ask_consent, person(w, n), words), WORDS),
    st.builds(
        lambda method, days, status, text: (
            lambda w, n: w.do(
                operations.log_touchpoint,
                method,
                [person(w, n), person(w, n // 7)],
                at=w.now + days * DAY,
                status=status,
                cards=[card(w, n)],
                summary=text,
                surprise=text,
                promise=text,
                reason=text,
            )
        ),
        METHODS,
        DAYS,
        STATUSES,
        TEXT,
    ),
    st.builds(
        lambda text, days: (
            lambda w, n: w.do(
                operations.edit_touchpoint, touchpoint(w, n), summary=text, observers=[text], at=w.now + days * DAY
            )
        ),
        TEXT,
        DAYS,
    ),
    st.builds(
        lambda status, text: (
            lambda w, n: w.do(operations.settle_touchpoint, touchpoint(w, n), status, summary=text, promise=text)
        ),
        STATUSES,
        TEXT,
    ),
    st.builds(
        lambda kind, counts: (
            lambda w, n: w.do(
                operations.add_note,
                "Said",
                card=card(w, n),
                people=[person(w, n)],
                kind=kind,
                touchpoint=None if counts else touchpoint(w, n),
                counts_as_contact=counts,
            )
        ),
        KINDS,
        st.booleans(),
    ),
    st.builds(
        lambda kind: lambda w, n: w.do(operations.edit_note, note(w, n), kind=kind, people=[person(w, n)]), KINDS
    ),
    st.builds(lambda stage: lambda w, n: w.do(operations.answer_request, note(w, n), stage, "planned"), STAGES),
    st.just(lambda w, n: w.do(operations.keep_promise, note(w, n))),
]
LIFE_STEPS: list[st.SearchStrategy[Step]] = [
    st.builds(
        lambda word, text: (
            lambda w, n: w.do(
                operations.decide_experiment,
                w.experiment.uid,
                word,
                observation=text,
                learning=text,
                actions=[text, "next"],
            )
        ),
        st.sampled_from(["persevere", "pivot", "stop", "repeat"]),
        TEXT,
    ),
    st.just(lambda w, n: w.do(operations.act_on_decision, w.experiment.uid, action(w, n), into=w.experiment.uid)),
    st.just(lambda w, n: w.do(operations.link_action, w.experiment.uid, action(w, n), "prices")),
    st.just(lambda w, n: w.do(operations.archive_experiment, w.experiment.uid)),
    st.just(lambda w, n: w.do(operations.restore_experiment, w.experiment.uid)),
]
RUNS = st.lists(
    st.tuples(st.one_of(*CARD_STEPS, *PEOPLE_STEPS, *MERGE_STEPS, *RESEARCH_STEPS, *LIFE_STEPS), st.integers(0, 500)),
    max_size=12,
)


def done(world: World, run: list[tuple[Step, int]]) -> list[Change]:
    """Do what the rules allow of a run and return what it changed."""
    changes = []
    for step, choice in run:
        world.later()
        with suppress(DomainError):
            changes.append(step(world, choice))
    return [change for change in changes if not change.is_empty]


def one_of(rows: Mapping[str, object], choice: int) -> str:
    """Return a uid of a table, or one that is not in it."""
    uids = sorted(rows)
    return uids[choice % len(uids)] if uids else "nobody"


def records(workspace: Workspace) -> list[Record]:
    """Return every record of a workspace."""
    return [record for table in RECORD_TYPES for record in getattr(workspace, table).values()]


def card(world: World, choice: int) -> str:
    """Return the uid of a card of the world."""
    return _chosen(sorted(world.workspace.cards), choice)


def some(world: World, choice: int) -> list[str]:
    """Return the uids of some cards of the world, and of one that is not there."""
    return [*sorted(world.workspace.cards)[choice % 3 :: 2], "nobody"]


def person(world: World, choice: int) -> str:
    """Return the uid of a participant of the world."""
    return _chosen(sorted(world.workspace.participants), choice)


def note(world: World, choice: int) -> str:
    """Return the uid of a note of the world."""
    return _chosen(sorted(world.workspace.notes), choice)


def touchpoint(world: World, choice: int) -> str:
    """Return the uid of a touchpoint of the world."""
    return _chosen(sorted(world.workspace.touchpoints), choice)


def action(world: World, choice: int) -> str:
    """Return the uid of an action that was decided on."""
    learning = world.experiment.learning
    return _chosen([each.uid for each in learning.actions] if learning else [], choice)


def item(world: World, choice: int) -> str:
    """Return the uid of a checklist item of the card that the same number chooses."""
    return _chosen([each.uid for each in world.workspace.cards[card(world, choice)].checklist], choice)


def _chosen(uids: list[str], choice: int) -> str:
    return uids[choice % len(uids)] if uids else "nobody"
