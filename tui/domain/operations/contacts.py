"""What a person is known as: nothing that names them is lost by an edit, or where two records are of one person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from tui.domain.privacy.names.folding import fold
from tui.domain.records import Contact
from tui.domain.records.edit import Edit
from tui.domain.records.workspace import Workspace

_LISTED = ("email", "tel", "url", "adr")
_TOGETHER = (*_LISTED, "x")


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
