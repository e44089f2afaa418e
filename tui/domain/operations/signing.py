"""Somebody says who they are, and what they did as nobody in particular is theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from msgspec.structs import replace

from tui.domain.errors import NotAllowed
from tui.domain.operations.checks import person_name
from tui.domain.operations.declaration import writes
from tui.domain.patch import Patch
from tui.domain.records import IDENTITY_TABLES, Event, Record
from tui.domain.records.change import Change, Context, Edit
from tui.domain.records.texts import rewritten
from tui.domain.records.workspace import Workspace


@writes("work_signed", "Said", "say", "who they are", undoable=False)
def sign_work(workspace: Workspace, context: Context, alias: str, events: Iterable[Event], name: str) -> Change:
    """Tell by a name what was done under an alias in these events, and in what they wrote into records.

    What is told of them under another name is left, as is what others wrote under the same alias.
    """
    signature = person_name(name)
    if signature is None:
        raise NotAllowed("Say a name. Nothing was changed.")
    edit = Edit(workspace, context)
    patches: list[Patch] = []
    written: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for event in events:
        if event.by != alias or signature == alias:
            continue
        tables = ("events", "people_events") if IDENTITY_TABLES & event.changes.keys() else ("events",)
        patches += [Patch(table, event.uid, {"by": signature}) for table in tables]
        for table, rows in event.changes.items():
            for uid, fields in rows.items():
                written[table, uid].update(fields)
    for (table, uid), names in written.items():
        if (record := workspace.find(table, uid)) is not None:
            edit.put(_signed(record, names, alias, signature))
    change = edit.change("work_signed")
    return Change(change.event, change.records, tuple(patches))


def _signed(record: Record, fields: Collection[str], alias: str, name: str) -> Record:
    """Return a record with a name for an alias in some of its fields."""
    signed = rewritten(record, lambda text, _: text, lambda text, _: name if text == alias else text)
    return record if signed is record else replace(record, **{field: getattr(signed, field) for field in fields})
