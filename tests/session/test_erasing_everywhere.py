"""The names of somebody are planted in every text that any record has, in nine spellings, and then erased."""

from __future__ import annotations

import base64
import html
import json
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
from msgspec import inspect

from tests.domain.world import MONDAY
from tests.session.conftest import Open
from tests.session.windows import Window
from tui.domain import operations
from tui.domain.errors import StoreError
from tui.domain.patch import Patch
from tui.domain.privacy.erasing.estate import Choices
from tui.domain.privacy.names.name_words import word_set
from tui.domain.records import IDENTITY_TABLES, RECORD_TYPES, Event
from tui.session.erasing import erase, look_at
from tui.store import open_store

GIVEN, FAMILY = "Jörgen", "D\u2019Hülsbeck"
NAME = f"{GIVEN} {FAMILY}"
LINKS = word_set("""
    uid experiment card participant guardian touchpoint parent rank timezone sha256 definition_hash definition_id scope
    left_hash board_id key id column session kind people cards needs undoes by every board format profile experiments
    ideal max number amount currency numbers values metric_key notes against themes boards asks_for
    score measurement salt prints scores aims guide_item
    """)
"""Fields that are no free text: they link records, or have words of ours."""
OF_OTHERS = word_set("fn n nickname email tel url adr org")
"""Fields of a contact that say who somebody else is."""

SPELLINGS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "shouted": str.upper,
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
    "in a link": quote,
    "as HTML": lambda name: (
        html.escape(name).replace("ü", "&uuml;").replace("ö", "&#246;").replace("\u2019", "&rsquo;")
    ),
    "escaped": lambda name: json.dumps(name).strip('"'),
    "in base64": lambda name: base64.b64encode(name.encode()).decode(),
    "by habit": lambda name: name.replace("ü", "ue").replace("ö", "oe"),
    "another apostrophe": lambda name: name.replace("\u2019", "'"),
}


def needles() -> dict[bytes, str]:
    """Return the bytes that must not be in any file, with the spelling each belongs to."""
    forms = {spell(part): name for part in (GIVEN, FAMILY, NAME) for name, spell in SPELLINGS.items()}
    raw = {form.lower().encode(): name for form, name in forms.items()}
    escaped = {json.dumps(form).strip('"').lower().encode(): name for form, name in forms.items()}
    middles = {base64.b64encode(b"x" * pad + NAME.encode())[4:-4].lower(): "in base64" for pad in range(3)}
    return raw | escaped | middles


def texts_in(kind: inspect.Type, text: str) -> Any:
    """Return a value of a type with a text wherever one fits, or UNSET where none does."""
    if isinstance(kind, inspect.StrType):
        return text
    if isinstance(kind, inspect.VarTupleType):
        inner = texts_in(kind.item_type, text)
        return msgspec.UNSET if inner is msgspec.UNSET else [inner]
    if isinstance(kind, inspect.DictType):
        return {"some-uid": text}
    if isinstance(kind, inspect.UnionType):
        values = (texts_in(part, text) for part in kind.types)
        return next((value for value in values if value is not msgspec.UNSET), msgspec.UNSET)
    return filled(kind, text) if isinstance(kind, inspect.StructType) else msgspec.UNSET


def filled(kind: inspect.StructType, text: str) -> dict[str, Any]:
    """Return a document of a struct with a text in every field that takes one, and something fitting in the rest."""
    document: dict[str, Any] = {}
    for field in kind.fields:
        if field.name not in LINKS:
            value = texts_in(field.type, text)
            if value is not msgspec.UNSET:
                document[field.name] = value
        if field.required and field.name not in document:
            document[field.name] = fitting(field.type, field.name)
    return document


def fitting(kind: inspect.Type, name: str) -> Any:
    if isinstance(kind, inspect.LiteralType):
        return kind.values[0]
    if isinstance(kind, inspect.DateTimeType):
        return MONDAY.isoformat()
    if isinstance(kind, inspect.DateType):
        return MONDAY.date().isoformat()
    if isinstance(kind, inspect.IntType | inspect.DecimalType):
        return 7
    return [] if isinstance(kind, inspect.VarTupleType) else f"some-{name}"


def planted() -> list[Patch]:
    """Return a record of every kind for each spelling, and an event that tells of a change of each."""
    patches: list[Patch] = []
    for table, record in RECORD_TYPES.items():
        kind = inspect.type_info(record)
        assert isinstance(kind, inspect.StructType)
        for number, spell in enumerate(SPELLINGS.values()):
            uid = f"planted-{table}-{number}"
            fields = filled(kind, f"before {spell(NAME)} after") | {"uid": uid}
            if table == "experiments":
                fields["definition"] |= {"id": f"board-{number}", "key": f"Q{number}", "columns": columns(spell)}
            if table in ("participants", "counters"):
                fields |= {"number": 100 + number, "next": 200}
            if table == "contacts":
                fields = {key: value for key, value in fields.items() if key not in OF_OTHERS}
                fields |= {"fn": f"Ada Example {number}", "participant": f"planted-participants-{number}"}
            msgspec.convert(fields, record)
            later = f"later-{table}-{number}"
            row = {key: [None, value] for key, value in fields.items()}
            event = Event(f"event-{table}-{number}", MONDAY, f"{spell(NAME)}", "some-session", "card_edited")
            changes = msgspec.to_builtins(event) | {"changes": {table: {uid: row}}, "reason": spell(NAME)}
            patches += [
                Patch(table, uid, fields),
                Patch("people_events" if table in IDENTITY_TABLES else "events", event.uid, changes),
                Patch("of_later_versions", later, {"uid": later, "it": [{"is": spell(NAME)}]}),
            ]
    return patches


def columns(spell: Callable[[str], str]) -> list[dict[str, Any]]:
    roles = ("waiting", "active", "finished")
    return [{"id": role, "title": spell(NAME), "role": role} for role in roles]


def left_in(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the files in a folder that hold the person, and in which spelling."""
    for path in sorted(folder.rglob("*")):
        data = path.read_bytes().lower() if path.is_file() else b""
        for needle, name in needles().items():
            if needle in data:
                yield str(path.relative_to(folder)), name


def known(window: Window) -> str:
    change = window.session.save(operations.make_contact, NAME, email=["jh@example.org"], tel=["+49 30 5550123"])
    return next(iter(change.records["participants"]))


def test_nothing_is_left_of_a_name_in_any_text_in_nine_spellings(open_window: Open, tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    first = open_window().start()
    uid = known(first)
    first.session.close()
    store = open_store(folder)
    with store.writing():
        store.commit(planted())
    store.close(fold=True)
    for at, spell in enumerate(SPELLINGS.values()):
        (folder / f"research.json.{at}.bak").write_text(spell(NAME))
        (folder / ".stversions").mkdir(exist_ok=True)
        (folder / ".stversions" / f"people~2026030{at}-090000.json").write_text(json.dumps({"fn": spell(NAME)}))
    window, other = open_window(), open_window("eng")
    assert window.session.problems == []
    assert {name for _, name in left_in(folder)} == set(SPELLINGS)
    other.disk.trouble = StoreError("The disk is full.")
    for spell in SPELLINGS.values():
        other.session.run(operations.add_note, f"before {spell(NAME)} after", card=first.card.uid)
        other.session.run(operations.edit_card, first.card.uid, title=f"before {spell(NAME)} after")
    person = window.session.workspace.participants[uid]
    shown = look_at(window.session, person, Choices("strip")).spellings
    reach = erase(window.session, person, Choices("strip"), with_copies=True)
    other.disk.trouble = None
    other.session.retry()
    other.settle()
    other.session.close()
    window.session.close()
    assert list(left_in(folder)) == [], shown[:5]
    assert len(reach.removed) == 2 * len(SPELLINGS)
    assert open_window().session.problems == []
