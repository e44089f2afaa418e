"""People to find in texts, as they come from contacts."""

from __future__ import annotations

from tui.domain.privacy.names import Scrubber, identity_of
from tui.domain.records import Contact, Name


def contact(fn: str, **fields: object) -> Contact:
    return Contact("uid", "participant", fn, **fields)  # type: ignore[arg-type]


def structured(given: str, family: str, fn: str = "") -> Contact:
    return contact(fn or f"{given} {family}", n=Name(family, given))


def knowing(*people: Contact | str, keep: tuple[str, ...] = ()) -> Scrubber:
    """Return a scrubber that knows these people, by P01 and so on."""
    contacts = [contact(person) if isinstance(person, str) else person for person in people]
    return Scrubber([identity_of(person, f"P{at:02d}") for at, person in enumerate(contacts, 1)], keep=keep)
