"""Every annotated field of every record is planted, and what follows from its annotation happens to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

import msgspec
import pytest
from msgspec.structs import replace

from tests.domain.filling import filled, shaped
from tests.domain.records.replaying import rebuilt
from tests.domain.records.typed import texts_of
from tests.domain.stored import documents_of
from tests.domain.world import MONDAY, World
from tests.planting import planted
from tui.domain.checkup.events import differences
from tui.domain.checkup.stored import check_references
from tui.domain.errors import Conflict
from tui.domain.lens import Lens
from tui.domain.operations import repairs
from tui.domain.operations.erasing import erase_contact
from tui.domain.operations.undo import restore_backup, revert
from tui.domain.people.policy import Policy
from tui.domain.privacy.erasing.estate import Choices, Eraser
from tui.domain.privacy.erasing.places import WHO
from tui.domain.privacy.seen import SeenWorkspace
from tui.domain.records import IDENTITY_TABLES, RECORD_TYPES, Contact, Event, Participant, Record, Standup, StandupItem
from tui.domain.records.change import Edit, field_changes
from tui.domain.records.meaning import (
    BIRTH,
    CODE,
    GROWING,
    NAMING,
    NUMBER,
    PRIVATE,
    RANK,
    TERMS,
    Reference,
    Role,
    counts_only,
    fields_of,
    having,
    references,
)
from tui.domain.records.workspace import Workspace
from tui.exchange.dossier import Dossier, build_dossier

NAME = "Quenby Vandersloot"
KEEPING = Choices("strip", "keep")
WORDS_OF_BOARDS = {
    "experiments": {"board_id", "key"},
    "cards": {"column", "definition_id", "every", "needs", "wish"},
    "contacts": {"title", "note", "x"},
    "exports": {"path", "board"},
    "standups": {"report"},
}
"""Fields with a text that means nothing but what it says; every other one is annotated."""

ROLES = {
    NUMBER: {"cards.number", "participants.number"},
    GROWING: {"experiments.next_number", "counters.next"},
    BIRTH: {"cards.created_at", "participants.created_at"},
    TERMS: {"consents.notice_version", "consents.purpose"},
}
LOOSE = {"contacts.merged_from", "contacts.evidence_refs", "exports.people", "standups.experiments"}

TYPES = list(RECORD_TYPES.values())
REFERENCES = [(record_type, reference) for record_type in TYPES for reference in references(record_type)]
CHECKED = [(record_type, field) for record_type, field in REFERENCES if not field.to.loose]
OF_PEOPLE = [(record_type, field) for record_type, field in REFERENCES if field.to.table == "participants"]


def named(value: tuple[type[Record], Reference] | type[Record]) -> str:
    return f"{value[0].table}.{value[1].name}" if isinstance(value, tuple) else value.table


def put(world: World, *records: Record) -> Event:
    """Put records into a world, and return the event that tells of it."""
    changes = {record.table: {record.uid: field_changes(None, record)} for record in records}
    for record in records:
        world.workspace = world.workspace.replace({record.table: {record.uid: record}})
    event = Event("event", MONDAY, "ux", "session", "planted", changes=changes)
    return msgspec.json.decode(msgspec.json.encode(event), type=Event)


def linked(record_type: type[Record], field: Reference, uid: str) -> Record:
    return filled(record_type, "planted", **{field.name: shaped(fields_of(record_type)[field.name], uid)})


def erased(world: World, person: Participant, *events: Event, choices: Choices = KEEPING) -> dict[str, dict[str, Any]]:
    """Return the stored documents by uid as they are after a person is erased, past events among them."""
    documents = documents_of(world.workspace, events)
    rows = {row["uid"]: row for table in documents.values() for row in table}
    change = erase_contact(world.workspace, world.context, person.uid, choices, documents)
    for patch in change.rewrites:
        rest = {} if patch.fresh else rows.pop(patch.uid, {})
        if patch.fields is not None:
            rows[patch.uid] = {**rest, **patch.fields}
    return rows


def dossier_of(world: World, person: Participant, *events: Event) -> Dossier:
    documents = documents_of(world.workspace, events)
    return build_dossier(world.workspace, person, events, MONDAY, Policy(), documents=documents)


def types_in(hint: Any) -> Iterator[object]:
    yield hint
    for inside in get_args(hint):
        yield from types_in(inside)


@pytest.mark.parametrize("record_type", TYPES, ids=named)
def test_every_text_says_what_it_means(record_type: type[Record]) -> None:
    hints = get_type_hints(record_type, include_extras=True)
    texts = {name for name, field in fields_of(record_type).items() if str in types_in(hints[name]) and not field.marks}
    assert texts == WORDS_OF_BOARDS.get(record_type.table, set())


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.what)
def test_what_no_type_tells_is_said_of_these_fields(role: Role) -> None:
    assert {f"{kind.table}.{name}" for kind in TYPES for name in having(kind, role)} == ROLES[role]


def test_what_remembers_is_few() -> None:
    assert {named(pair) for pair in REFERENCES if pair not in CHECKED} == LOOSE


def test_a_stop_of_a_standup_goes_with_whom_it_was_about() -> None:
    world = World()
    person = world.person(NAME)
    items = (StandupItem("customers", person.uid), StandupItem("customers", "somebody"))
    event = put(world, filled(Standup, "planted", items=items))
    after = erased(world, person, event)
    assert [item["uid"] for item in after["planted"]["items"]] == ["somebody"]
    assert person.uid not in str(after["event"])


@pytest.mark.parametrize("pair", REFERENCES, ids=named)
def test_a_reference_leads_to_a_table_and_is_looked_up(pair: tuple[type[Record], Reference]) -> None:
    record_type, field = pair
    assert field.to.table in RECORD_TYPES
    world = World()
    put(world, linked(record_type, field, "somebody"))
    if field.to.indexed:
        assert world.workspace.uids(f"{record_type.table}.{field.name}", "somebody") == ("planted",)


@pytest.mark.parametrize("pair", CHECKED, ids=named)
def test_a_reference_to_nothing_is_told_and_taken_out(pair: tuple[type[Record], Reference]) -> None:
    record_type, field = pair
    world = World()
    put(world, linked(record_type, field, "gone"))
    told = [finding for finding in check_references(world.workspace) if field.to.gone in finding.sentence]
    assert len(told) == 1
    assert told[0].uid == "planted"
    world.do(repairs.drop_dangling)
    after = world.workspace.find(record_type.table, "planted")
    assert (field.targets(after) == ()) is not field.owned


@pytest.mark.parametrize("pair", REFERENCES, ids=named)
def test_what_something_refers_to_since_is_not_undone(pair: tuple[type[Record], Reference]) -> None:
    record_type, field = pair
    world = World()
    target = filled(RECORD_TYPES[field.to.table], "target")
    beginning = put(world, target)
    put(world, linked(record_type, field, "target"))
    if field.to.loose:
        revert(world.workspace, world.context, beginning)
        return
    with pytest.raises(Conflict) as raised:
        revert(world.workspace, world.context, beginning)
    assert str(raised.value).split(" since. ")[0].startswith(field.to.since.split("{it}")[0])


@pytest.mark.parametrize("pair", OF_PEOPLE, ids=named)
def test_whoever_is_erased_is_linked_to_by_nothing_but_what_remembers(pair: tuple[type[Record], Reference]) -> None:
    record_type, field = pair
    world = World()
    person = world.person(NAME)
    event = put(world, linked(record_type, field, person.uid))
    after = erased(world, person, event)
    # Whoever was put into somebody is that one, and becomes a tombstone with them.
    if not field.owned and field.name != "merged_into":
        assert (person.uid in str(after["planted"])) is field.to.loose
        assert (person.uid in str(after["event"])) is field.to.loose
    else:
        assert field.name not in after.get("planted", {})
        assert field.name not in str(after["event"])


@pytest.mark.parametrize("pair", OF_PEOPLE, ids=named)
def test_what_is_about_them_is_in_their_dossier(pair: tuple[type[Record], Reference]) -> None:
    record_type, field = pair
    world = World()
    person = world.person(NAME)
    event = put(world, linked(record_type, field, person.uid))
    dossier = dossier_of(world, person, event)
    if field.owned or field.several:
        assert len(dossier["history"]) == 1, "an event about them"
    if field.owned:
        assert "planted" in str(dossier)
    assert person.uid not in str({**dossier, "identity": [], "person": {}}) or field.to.bare


@pytest.mark.parametrize("record_type", TYPES, ids=named)
def test_what_somebody_typed_names_nobody_who_is_erased(record_type: type[Record]) -> None:
    world = World()
    person = world.person(NAME)
    record = planted(filled(record_type, "planted"), lambda _: f"said by {NAME}", lambda _: "ux")
    event = put(world, record)
    if texts := [text for _, text, meaning in texts_of(record) if meaning == PRIVATE]:
        assert NAME in texts[0]
        assert f"said by {NAME}" in str(dossier_of(world, person, event))
    shown = SeenWorkspace(Lens(world.workspace, "team", Policy, world.now)).table(record_type.table)["planted"]
    if record_type.table not in ("consents", "exports"):
        assert NAME not in str(msgspec.to_builtins(shown))
    after = erased(world, person, event)
    assert "Vandersloot" not in str(after)


ODD = (f"by {NAME}", [f"by {NAME}", 7, [NAME]], {"by": [NAME]}, [{"by": [NAME]}], 7, None)


@pytest.mark.parametrize("value", ODD, ids=str)
@pytest.mark.parametrize("record_type", TYPES, ids=named)
def test_erasing_reads_what_was_edited_by_hand_into_another_form(record_type: type[Record], value: object) -> None:
    world = World()
    person = world.person(NAME)
    typed = [name for name, field in fields_of(record_type).items() if not field.is_code]
    row = {"uid": "planted", **{name: value for name in typed if record_type is not Contact or name not in WHO}}
    documents = documents_of(world.workspace)
    documents[record_type.table].append(row)
    changes = {record_type.table: {"planted": {name: [value, None] for name in row if name != "uid"}}}
    documents["events"].append({"uid": "event", "kind": "edited", "changes": changes})
    eraser = Eraser(world.workspace, person, KEEPING, MONDAY.date(), documents)
    assert NAME not in str([after for _, before, after in eraser.changed(documents) if before is row])
    assert NAME not in str([eraser.document("events", event) for event in documents["events"]])


@pytest.mark.parametrize("record_type", TYPES, ids=named)
def test_a_code_is_no_text_whatever_somebody_is_called(record_type: type[Record]) -> None:
    world = World()
    person = world.person("Quenby")
    codes = [name for name in (*having(record_type, CODE), *having(record_type, RANK)) if name != "uid"]
    event = put(world, filled(record_type, "planted", **dict.fromkeys(codes, "Quenby")))
    after = erased(world, person, event)
    assert [name for name in codes if after["planted"][name] != "Quenby"] == []


def test_who_somebody_is_stays_theirs_whoever_else_goes() -> None:
    world = World()
    person, other = world.person(NAME), world.person("Ada Example")
    fields = {name: shaped(fields_of(Contact)[name], NAME) for name in having(Contact, NAMING)}
    put(world, filled(Contact, "planted", participant=other.uid, **fields))
    after = erased(world, person)
    assert len(fields) > 5
    assert [name for name in fields if NAME not in after["planted"][name]] == []


@pytest.mark.parametrize("record_type", [kind for kind in TYPES if having(kind, GROWING)], ids=named)
def test_what_only_grows_is_never_set_back(record_type: type[Record]) -> None:
    world = World()
    (name,) = having(record_type, GROWING)
    beginning = put(world, filled(record_type, "planted", **{name: 5}))
    edit = Edit(world.workspace, world.context)
    edit.put(filled(record_type, "planted", **{name: 3}))
    assert edit.change("edited").is_empty
    later = Event("later", MONDAY, "ux", "s", "edited", changes={record_type.table: {"planted": {name: [1, 5]}}})
    put(world, filled(record_type, "planted", **{name: 9}))
    assert revert(world.workspace, world.context, later).is_empty
    nothing: dict[str, dict[str, Record]] = {table: {} for table in RECORD_TYPES}
    going_back = restore_backup(world.workspace, world.context, nothing)
    assert ("planted" in going_back.event.changes.get(record_type.table, {})) is not counts_only(record_type)
    assert beginning.changes


@pytest.mark.parametrize("record_type", [kind for kind in TYPES if having(kind, NUMBER)], ids=named)
def test_a_number_stays_given_when_going_back(record_type: type[Record]) -> None:
    world = World()
    (name,) = having(record_type, NUMBER)
    put(world, filled(record_type, "planted", **{name: 5}))
    stored = {table: dict(world.workspace.table(table)) for table in RECORD_TYPES}
    stored[record_type.table]["planted"] = filled(record_type, "planted", **{name: 3})
    world.do(restore_backup, stored)
    assert getattr(world.workspace.find(record_type.table, "planted"), name) == 5


@pytest.mark.parametrize("record_type", TYPES, ids=named)
def test_a_record_is_made_again_from_its_events(record_type: type[Record]) -> None:
    world = World()
    record = planted(filled(record_type, "planted"), lambda text: f"{text} {NAME}", lambda _: "ux")
    event = put(world, record)
    assert rebuilt([event]).find(record_type.table, "planted") == record
    births = having(record_type, BIRTH)
    fields = {name: sides for name, sides in event.changes[record_type.table]["planted"].items() if name not in births}
    without = replace(event, changes={record_type.table: {"planted": fields}})
    assert rebuilt([without]).find(record_type.table, "planted") == record
    if not counts_only(record_type):
        assert differences(Workspace.of([record]), [event]) == {}
        assert record_type.table in differences(Workspace.of(), [event]) or record_type.table in IDENTITY_TABLES


def test_what_records_declare_is_there_without_reading_it_from_strings() -> None:
    classes = {base for record_type in RECORD_TYPES.values() for base in record_type.__mro__}
    declared = [hint for base in classes for hint in getattr(base, "__annotations__", {}).values()]
    assert declared
    assert not any(isinstance(hint, str) for hint in declared)
