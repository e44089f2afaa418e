"""What two records call one person, put together: nothing that names them is lost, or would be seen by others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from tui.domain.privacy.names.folding import fold
from tui.domain.records import Contact
from tui.domain.records.edit import Edit
from tui.domain.records.workspace import Workspace

_TOGETHER = ("email", "tel", "url", "adr", "x")


def join_contacts(workspace: Workspace, edit: Edit, old: str, new: str, repeated: Mapping[str, str]) -> None:
    """Make what a participant (uid) is known as that of another one, as far as names are at hand.

    The contact that goes stays beside the other one, so that every form of the name is still hidden. `repeated` are the
    uids of consents that were said again, by the uid of what each repeats: the evidence is the same.
    """
    contact, others = workspace.contact_of(new), workspace.contacts_of(old)
    for other in others:
        goes = contact is not None and other.merged_from is None
        edit.update(other, participant=new, merged_from=old if goes else other.merged_from)
    theirs = workspace.contact_of(old)
    stays = contact or theirs
    if stays is None:
        return
    fields = _fields(stays, theirs) if theirs is not None and theirs is not stays else {}
    proofs = fields.pop("evidence_refs", stays.evidence_refs)
    again = {uid: proofs[word] for word, uid in repeated.items() if word in proofs}
    edit.put(replace(stays, participant=new, **fields, evidence_refs={**proofs, **again}))


def _fields(contact: Contact, other: Contact) -> dict[str, Any]:
    """Return the fields of a contact with what another one of the same person adds."""
    together = {name: tuple(_distinct([*getattr(contact, name), *getattr(other, name)]).values()) for name in _TOGETHER}
    called = _distinct([*_names(contact.nickname), _as_called(other.fn), *_names(other.nickname)])
    called.pop(fold(contact.fn), None)
    return together | {
        "nickname": ", ".join(called.values()),
        "org": contact.org or other.org,
        "title": contact.title or other.title,
        "note": "\n\n".join(_distinct([contact.note, other.note]).values()),
        "evidence_refs": {**other.evidence_refs, **contact.evidence_refs},
    }


def _distinct(texts: list[str]) -> dict[str, str]:
    """Return the texts that say something, each once, by what makes them the same."""
    spellings: dict[str, str] = {}
    for text in texts:
        if text:
            spellings.setdefault(fold(text), text)
    return spellings


def _names(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _as_called(fn: str) -> str:
    """Return a name without a comma, which parts nicknames: `Lovelace, Ada` as Ada Lovelace."""
    family, comma, given = fn.partition(",")
    return " ".join(f"{given.replace(',', ' ')} {family}".split()) if comma else fn
