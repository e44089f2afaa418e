"""A dossier tells one person everything about themselves, and nothing of who else there is."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.domain.stored import documents_of
from tests.domain.world import MONDAY, World
from tests.planting import planted
from tui.domain import operations
from tui.domain.operations.erasing import erase_contact
from tui.domain.people.policy import Policy
from tui.domain.privacy.erasing.estate import Choices
from tui.domain.records import RECORD_TYPES, Consent, Event, Link, Participant, Record
from tui.domain.records.change import field_changes
from tui.domain.records.workspace import Workspace
from tui.exchange.dossier import NOT_REMEMBERED, Dossier, build_dossier, dossier_to_json
from tui.exchange.dossier_text import dossier_to_markdown

OTHERS = ("Ada O\u2019Neil", "李小龙", "Will Marsh", "José Ñúñez", "Mike Task", "Ann-Marie d\u2019Arc", "Zoë Quenby Jr")
UNKNOWN = ("somebody.else@example.net", "+44 7700 900999")


@pytest.fixture
def world() -> World:
    return World()


def told(world: World, person: Participant, events: list[Event]) -> tuple[Dossier, str]:
    policy = Policy(team=("Will Team",))
    documents = documents_of(world.workspace, events)
    dossier = build_dossier(world.workspace, person, reversed(events), MONDAY, policy, documents=documents)
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
    do(operations.give_consent, me.uid, "observe", notice_version=name, purpose=name, evidence=f"drawer/{name}.pdf")
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
    for own in ("Quenby Vandersloot", "Quenby Nowmarried", "Will Team", "[person]", NOT_REMEMBERED):
        assert own in text
    assert dossier["touchpoints"][0]["people"] == [me.pid, "[person]"]
    assert dossier["touchpoints"][0]["observers"] == ["Will Team"]
    assert (dossier["touchpoints"][0]["method"], dossier["consents"][0]["status"]) == ("interview", "given")
    assert dossier["person"]["guardian"] == "[person]"
    assert {each["where"] for each in dossier["mentions"]} >= {
        "CD-2 description",
        "what is kept about [person] note",
    }


def test_what_was_given_only_together_is_told_as_not_counted(world: World) -> None:
    me = world.person("Quenby Vandersloot")
    for scope in ("share_internal", "share_external"):
        word = Consent(scope, me.uid, scope, "given", MONDAY, "ux", bundle="share", purpose="product research")
        world.workspace = world.workspace.replace({"consents": {scope: word}})
    dossier, text = told(world, me, [])
    assert {each["scope"]: each.get("to_ask_again") for each in dossier["consents"]} == {
        "share_internal": None,
        "share_external": True,
    }
    lines = {
        line.partition(": ")[0].rpartition("UTC ")[2]: line for line in text.splitlines() if "said together" in line
    }
    assert "not counted until you are asked for it by itself: yes" in lines["have it shared outside the team"]
    assert "not counted" not in lines["have it shared in the company"]
    assert (
        "for: product research; said together with others, to the word: share" in lines["have it shared in the company"]
    )


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


class Planted:
    """A world in which every text of every record names the person, beside a token of its own, and did before."""

    def __init__(self, world: World) -> None:
        self.me, other = world.person("Quenby Vandersloot"), world.person("Ada Example")
        both, card = [self.me.uid, other.uid], world.uid(1)
        world.do(operations.edit_contact, self.me.uid, segments=["daily"], note="of hers", org="Plinth Works")
        world.do(operations.edit_contact, other.uid, segments=["weekly"])
        world.do(operations.give_consent, self.me.uid, "quote", notice_version="2026-1", evidence="drawer/form.pdf")
        world.do(operations.give_consent, other.uid, "quote", notice_version="2026-1")
        for who in ([both[0]], both, [both[1]]):
            fields = {"summary": "so", "expectation": "thus", "links": [Link("note", "there")], "promise": "soon"}
            world.do(operations.log_touchpoint, "interview", who, cards=[card], **fields)
            world.do(operations.add_note, "said", people=who, card=card, tags=["one"])
        world.do(operations.block_card, world.uid(2), "why", "what")
        world.do(operations.begin_standup, [world.experiment.uid], MONDAY)
        world.do(operations.decide_in_standup, next(iter(world.workspace.standups)), "decided")
        world.do(
            operations.decide_experiment, world.experiment.uid, "pivot", observation="o", learning="l", actions=["next"]
        )
        world.do(operations.record_export, "copy.md", format="md", profile="team", sha256="0" * 64, people=both)
        self.tokens: list[str] = []
        records = [record for table in RECORD_TYPES for record in world.workspace.table(table).values()]
        now = [planted(record, self.plant, str) for record in records]
        was = [planted(record, self.plant, str) for record in records]
        self.workspace = Workspace.of(now)
        self.events = [
            Event(f"e{at}", MONDAY, "ux", "s", "edited", changes={new.table: {new.uid: _changes(old, new)}})
            for at, (old, new) in enumerate(zip(was, now, strict=True))
        ]

    def plant(self, text: str) -> str:
        self.tokens.append(f"zq{len(self.tokens)}zq")
        return f"{text} Quenby {self.tokens[-1]}"


def _changes(old: Record, new: Record) -> dict[str, list[object]]:
    return {name: sides for name, sides in field_changes(old, new).items() if name != "uid"}


def test_whatever_erasing_removes_or_changes_is_in_it(world: World) -> None:
    there = Planted(world)
    documents = documents_of(there.workspace, there.events)
    context, person = world.context, there.workspace.participants[there.me.uid]
    change = erase_contact(there.workspace, context, person.uid, Choices(), documents)
    after = {(patch.table, patch.uid): patch.fields for patch in change.rewrites}
    left = json.dumps(documents)
    for (_, uid), _fields in after.items():
        assert uid in left, "what is rewritten was stored"
    lost = {
        token
        for table, rows in documents.items()
        for row in rows
        for token in there.tokens
        if token in json.dumps(row) and ((table, row["uid"]) in after or row["uid"] == person.uid)
    }
    assert lost == set(there.tokens), "erasing takes the name out of every one of these texts"
    dossier = build_dossier(there.workspace, person, there.events, MONDAY, Policy(), documents=documents)
    for form in (dossier_to_json(dossier), dossier_to_markdown(dossier)):
        assert [token for token in there.tokens if token not in form] == []
        assert "Ada" not in form


def facts_in(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every value of a dossier in JSON that tells something, with the name of its field."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key not in ("uid", "participant", "touchpoint", "merged_from", "sha256", "profile"):
                yield from facts_in(item, key)
    elif isinstance(value, list):
        for item in value:
            yield from facts_in(item, name)
    elif value not in (None, "", False):
        yield name, value


def test_both_forms_tell_the_same(world: World) -> None:
    there = Planted(world)
    documents = documents_of(there.workspace, there.events)
    person = there.workspace.participants[there.me.uid]
    dossier = build_dossier(there.workspace, person, there.events, MONDAY, Policy(), documents=documents)
    read = dossier_to_markdown(dossier)
    facts = list(facts_in(json.loads(dossier_to_json(dossier))))
    assert len(facts) > 100
    for name, fact in facts:
        said = "yes" if fact is True else "be quoted" if fact == "quote_pseudonymous" else str(fact)
        if name.endswith("at") and said[:4].isdecimal():
            said = said[:16].replace("T", " ") + " UTC"
        assert said in read or said.replace("_", " ") in read, (name, fact)


def test_what_concerns_them_without_a_record_of_theirs_is_there(world: World) -> None:
    me = world.person("Quenby Vandersloot")
    world.do(operations.log_touchpoint, "interview", [me.uid], cards=[world.uid(1)])
    met = next(iter(world.workspace.touchpoints))
    world.do(operations.add_note, "said by nobody in particular", card=world.uid(1), touchpoint=met)
    world.do(operations.edit_contact, me.uid, retention_until=date(2027, 1, 31))
    dossier, read = told(world, world.workspace.participants[me.uid], [])
    assert [each["text"] for each in dossier["notes"]] == ["said by nobody in particular"]
    assert dossier["kept_until"] == "2027-01-31"
    for line in (
        "- How long we keep it: until 2027-01-31, when erasing it is due",
        "- you, and who was there with you: 1 time when we were in touch",
        "- what ux wrote down: 1 note",
        "- our team: whoever has this workspace",
        "- to object to what we do with it (Art. 21)",
        "- You may complain to the supervisory authority: ____________",
    ):
        assert line in read


def test_what_was_concluded_from_their_words_is_in_it_and_names_nobody_else(world: World) -> None:
    me, other = world.person("Quenby Vandersloot"), world.person("José Ñúñez")
    notes = [
        world.note(text, card=world.uid(1), people=[who.uid], kind="request", stance="supports").uid
        for text, who in (("first", me), ("second", me), ("third", other))
    ]
    world.do(operations.add_insight, "José Ñúñez and Quenby wait", notes=notes[:1], against=notes[1:2])
    world.do(operations.add_insight, "Of others", notes=notes[2:])
    world.do(operations.add_assumption, world.experiment.uid, "They pay", notes=notes)
    world.do(operations.make_card_of_note, notes[0], "Answer at once", into=world.experiment.uid)
    dossier, both = told(world, me, [])
    concluded = [(row["what"], row["notes"]) for row in dossier["concluded"]]
    assert concluded == [("insight", 2), ("assumption", 2), ("card", 1)]
    assert "What we concluded from what you said" in both
    assert "Quenby wait; draft, 2 notes of yours in it" in both
    assert "Answer at once" in both
    assert "Of others" not in both
    assert "Ñúñez" not in both
