"""What a person was known as before an edit: their texts are older than it, and name them so."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from tui.domain.privacy.names.folding import fold
from tui.domain.records import Contact
from tui.domain.records.edit import Edit
from tui.domain.records.workspace import Workspace

_LISTED = ("email", "tel", "url", "adr")


def keep_former(workspace: Workspace, edit: Edit, was: Contact, now: Contact) -> None:
    """Put what an edit takes from a contact beside it, as with contacts of two records that were made one.

    Spellings that are found alike (capitals, accents) are not kept twice; a slip that was mended is, since it may stand
    in texts too.
    """
    listed: dict[str, Any] = {name: _gone(getattr(was, name), getattr(now, name)) for name in _LISTED}
    words: dict[str, Any] = {
        name: "".join(_gone((getattr(was, name),), (getattr(now, name),))) for name in ("org", "nickname")
    }
    renamed = _gone((was.fn,), (now.fn,)) or was.n != now.n
    if not (renamed or any(listed.values()) or any(words.values())):
        return
    former = Contact(was.uid, was.participant, was.fn, n=was.n, merged_from=was.participant, **listed, **words)
    if not any(replace(contact, uid=was.uid) == former for contact in workspace.contacts_of(was.participant)):
        edit.put(replace(former, uid=edit.context.ids()))


def _gone(was: tuple[str, ...], now: tuple[str, ...]) -> tuple[str, ...]:
    """Return the texts of before that are not found by those of now."""
    there = {fold(text) for text in now}
    return tuple(text for text in was if text and fold(text) not in there)
