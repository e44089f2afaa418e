"""A dossier tells one person everything about themselves, and nothing of who else there is."""

from __future__ import annotations

import json
import unicodedata

import pytest

from tests.domain.world import MONDAY, World
from tui.domain import operations
from tui.domain.records import Event, Link, Participant
from tui.exchange.dossier import NOT_REMEMBERED, Dossier, build_dossier, dossier_to_json, dossier_to_markdown

OTHERS = ("Ada O\u2019Neil", "李小龙", "Will Marsh", "José Ñúñez", "Mike Task", "Ann-Marie d\u2019Arc", "Zoë Quenby Jr")
UNKNOWN = ("somebody.else@example.net", "+44 7700 900999")


@pytest.fixture
def world() -> World:
    return World()


def told(world: World, person: Participant, events: list[Event]) -> tuple[Dossier, str]:
    dossier = build_dossier(world.workspace, person, reversed(events), MONDAY, {"Will Team"})
    both = dossier_to_json(dossier) + dossier_to_markdown(dossier)
    return json.loads(dossier_to_json(dossier)), unicodedata.normalize("NFC", both)


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_else_is_named_in_it(world: World, name: str) -> None:
    events: list[Event] = []

    def do(*arguments: object, **fields: object) -> None:
        events.append(world.do(*arguments, **fields).event)  # type: ignore[arg-type]

    me, other = world.person("Quenby Vandersloot"), world.person(name)
    do(
        operations.edit_contact,
        other.uid,
        email=["other@example.net"],
        tel=["+49 30 5550123"],
        note="knows Quenby Vandersloot",
    )
    hostile = f"{name} and Quenby Vandersloot, other@example.net, 030 5550123, {', '.join(UNKNOWN)}, {name.upper()}"
    card = world.uid(1)
    do(operations.edit_card, card, title=hostile, description=hostile, people=[me.uid, other.uid])
    do(operations.edit_card, world.uid(2), description=hostile)
    do(operations.edit_contact, me.uid, note=hostile, x=[f"X-SPOUSE:{name}"], name="Quenby Nowmarried")
    do(operations.add_note, hostile, people=[me.uid, other.uid], card=card, tags=[name])
    do(operations.give_consent, me.uid, "observe", notice_version=name, evidence=f"drawer/{name}.pdf")
    do(
        operations.log_touchpoint,
        "interview",
        [me.uid, other.uid],
        summary=hostile,
        expectation=hostile,
        observers=["Will Team"],
        links=[Link("note", f"notes/{name}.md")],
    )
    path = f"/home/somebody/{name}.md"
    do(operations.record_export, path, format="md", profile="team", sha256="0" * 64, people=[me.uid, other.uid])
    do(operations.edit_contact, me.uid, is_minor=True, guardian=other.uid)
    dossier, text = told(world, world.workspace.participants[me.uid], events)
    for secret in (name, name.upper(), name.replace("\u2019", "'"), "other@example.net", "5550123", *UNKNOWN):
        assert secret not in text
    for own in ("Quenby Vandersloot", "Quenby Nowmarried", "Will Team", other.pid, NOT_REMEMBERED):
        assert own in text
    assert dossier["touchpoints"][0]["people"] == [me.pid, other.pid]
    assert dossier["touchpoints"][0]["observers"] == ["Will Team"]
    assert (dossier["touchpoints"][0]["method"], dossier["consents"][0]["status"]) == ("interview", "given")
    assert dossier["person"]["guardian"] == other.pid
    assert {each["where"] for each in dossier["mentions"]} >= {
        "CD-2 description",
        f"what is kept about {other.pid} note",
    }


def test_what_was_said_by_them_is_there_word_for_word(world: World) -> None:
    me = world.person("Quenby Vandersloot")
    world.do(operations.edit_contact, me.uid, email=["quenby@example.org"], tel=["+44 7700 900777"])
    world.do(operations.edit_contact, me.uid, org="Plinth Works Ltd")
    world.do(operations.edit_contact, world.person("Ada Example").uid, org="Sprocket Institute")
    words = "I, Quenby, am at quenby@example.org or 07700 900777; it took 3 days at Plinth Works"
    world.do(operations.add_note, words, people=[me.uid])
    dossier, text = told(world, me, [])
    assert dossier["notes"][0]["text"] == words
    world.do(operations.add_note, "the Sprocket Institute is no better", people=[me.uid])
    assert "Sprocket" not in told(world, me, [])[1]
    assert words in text


def test_every_record_is_there(world: World) -> None:
    me = world.person("Quenby Vandersloot")
    for number in range(3):
        world.do(operations.add_note, f"said {number}", people=[me.uid])
        world.do(operations.log_touchpoint, "interview", [me.uid])
    world.do(operations.record_export, "clipboard", format="md", profile="team", sha256="0" * 64, people=[me.uid])
    dossier, text = told(world, me, [])
    assert (len(dossier["notes"]), len(dossier["touchpoints"]), len(dossier["exports"])) == (3, 3, 1)
    assert "copied to the clipboard (team)" in text
