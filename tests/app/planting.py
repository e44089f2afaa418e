"""Writes names into every text that a workspace keeps, whatever fields its records have."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from types import NoneType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

from tests.app.sample import BOARD
from tui.domain import operations
from tui.domain.evidence.stances import OWN_KINDS
from tui.domain.records import Action, Learning, Link, Record, Segment
from tui.domain.records.change import Change, Context, Edit
from tui.domain.records.definition import Criterion
from tui.domain.records.meaning import Meaning
from tui.domain.records.workspace import Workspace
from tui.session import Session

NAMES = (
    "Quenby Vandersloot",
    "Miles O'Fennel",
    unicodedata.normalize("NFD", "José Ñandubay"),
    "李小明",
    "Ann-Marie Quistgaard",
    "Will Harrowgate",
)
MAIL, PHONE = "quenby@vandersloot.example", "+44 7700 900456"
STRANGE_MAIL, STRANGE_PHONE = "zyx.wvu@stranger.example", "+49 30 5550177"
TEXT = f"Ask {NAMES[0]}, {NAMES[1]}, {NAMES[2]}, {NAMES[3]} or {NAMES[4]} whether Will Harrowgate can call {PHONE}"
TEXTS = (*(f"{name} hates it" for name in NAMES), f"Mail {MAIL} or {STRANGE_MAIL}", f"Ring {STRANGE_PHONE}", TEXT)
PIECES = (
    *("quenb", "vande", "o'fenn", "fenne", "jose", "nandub", "小明", "quistg", "harrow"),
    *("900456", "5550177", "5550", "wvu@", "stranger"),
)
"""Pieces of these names, as short as a cut would leave them; nothing else on a screen holds them."""


def pieces_in(text: str) -> list[str]:
    """Return which pieces of the names a text holds, however it is spelt."""
    bare = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char)).casefold()
    return [piece for piece in PIECES if piece in bare]


def plant(session: Session) -> None:
    """Make people known, let something be open with them, and write their names into every text there is."""
    card = next(session.workspace.lane_cards(_experiment(session), "doing"))
    for name in NAMES:
        about: dict[str, Any] = {"email": [MAIL], "tel": [PHONE]} if name == NAMES[0] else {}
        session.run(operations.make_contact, name, card=card.uid, **about)
    uid = next(contact.participant for contact in session.workspace.contacts.values() if contact.fn == NAMES[0])
    for word in ("contact", "notes", "quote"):
        session.run(operations.give_consent, uid, word)
    for kind in ("quote", "learned", "request", "promise", "surprise", "pain"):
        stance = None if kind in OWN_KINDS else "supports"
        session.run(operations.add_note, "words", card=card.uid, people=[uid], kind=kind, stance=stance)
    session.run(operations.add_note, "words of nobody", card=card.uid, kind="quote")
    session.run(operations.add_checklist_item, card.uid, "a step")
    session.run(operations.archive_card, next(session.workspace.lane_cards(_experiment(session), "todo")).uid)
    soon = session.now() + timedelta(hours=2)
    for status, at in (("done", session.now()), ("confirmed", soon)):
        session.run(operations.log_touchpoint, "interview", [uid], at=at, status=status, cards=[card.uid])
    session.run(operations.invite, [uid], card=card.uid, note="a note")
    session.run(operations.promise_incentive, uid, "30", what="a voucher")
    session.run(plant_everywhere)


def plant_everywhere(workspace: Workspace, context: Context) -> Change:
    """Write names into every text of every record; who somebody is stays."""
    edit = Edit(workspace, context)
    for table in (
        "experiments",
        "cards",
        "notes",
        "participants",
        "touchpoints",
        "invitations",
        "incentives",
        "standups",
    ):
        records: dict[str, Record] = dict(getattr(workspace, table))
        for number, record in enumerate(records.values()):
            edit.update(record, **_planted(_filled(record), number))
    return edit.change("card_edited")


def texts_of(struct: type[Struct]) -> Iterator[str]:
    """Yield the names of the fields of a record that somebody types, or names somebody of the team in."""
    return (name for name, hint in get_type_hints(struct, include_extras=True).items() if _is_typed(hint))


def _filled(record: Any) -> Any:
    """Return a record with something in the fields that would be planted if they held anything."""
    hints = get_type_hints(type(record))
    some: dict[str, Any] = {}
    if "learning" in hints:
        actions = (Action("a1", "x"), Action("a2", "x"))
        some |= {"learning": Learning("x", "x", actions, "x"), "decision": "repeat"}
        definition = msgspec.structs.replace(
            record.definition, test=Criterion("x", ">= 8"), related=("x",), notes=("x",)
        )
        some |= {"definition": msgspec.structs.replace(definition, goals=definition.goals or ("x",))}
    if "segments" in hints:
        some |= {"segments": (Segment("x"), Segment("x", "need"))}
    if "links" in hints:
        some |= {"links": (Link("recording", "x"),)}
    if "tags" in hints:
        some |= {"tags": ("x", "y")}
    return msgspec.structs.replace(record, **some)


def _planted(value: Any, number: int) -> dict[str, Any]:
    """Return the fields of a record or a part of one with names in their texts."""
    texts = set(texts_of(type(value)))
    fields: dict[str, Any] = {}
    for place, name in enumerate(type(value).__struct_fields__):
        old = getattr(value, name)
        choices = NAMES if name == "assignee" else TEXTS  # a form takes an owner of sixty characters at most
        text = choices[(number + place) % len(choices)]
        if name in texts and isinstance(old, str | NoneType):
            fields[name] = text
        elif name in texts and isinstance(old, tuple):
            fields[name] = tuple(TEXTS[(number + at) % len(TEXTS)] for at in range(len(old)))
        elif isinstance(old, Struct):
            fields[name] = msgspec.structs.replace(old, **_planted(old, number + place))
        elif isinstance(old, tuple) and any(isinstance(part, Struct) for part in old):
            fields[name] = tuple(
                msgspec.structs.replace(part, **_planted(part, number + at)) for at, part in enumerate(old)
            )
    return fields


def _is_typed(hint: Any) -> bool:
    """Return whether a field is a text with a meaning, perhaps none, or several such."""
    if get_origin(hint) is Annotated:
        return any(isinstance(mark, Meaning) for mark in get_args(hint)[1:])
    return any(map(_is_typed, get_args(hint)))


def _experiment(session: Session) -> str:
    experiment = session.current(BOARD)
    assert experiment is not None
    return experiment.uid
