"""Contacts as CSV with the columns that Google Contacts writes and reads, and the P-id before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tui.exchange.cells import Value, phone_cell
from tui.exchange.parcel import Identified, Parcel

_NAME_HEADS = (
    *("ID", "First Name", "Middle Name", "Last Name", "Phonetic First Name", "Phonetic Middle Name"),
    *("Phonetic Last Name", "Name Prefix", "Name Suffix", "Nickname", "File As", "Organization Name"),
    *("Organization Title", "Organization Department", "Birthday", "Notes", "Photo", "Labels"),
)
_ADDRESS_HEADS = (
    *("Label", "Formatted", "Street", "City", "PO Box", "Region", "Postal Code", "Country", "Extended Address"),
)
_SEVERAL = ("E-mail", "Phone", "Address", "Website")


def contact_rows(parcel: Parcel) -> Iterator[Sequence[Value]]:
    """Yield a line for each contact; what one has several of stands in columns of the same name, numbered."""
    contacts = parcel.contacts
    counts = [max([1, *(len(values) for values in column)]) for column in zip(*map(_several, contacts), strict=True)]
    counts = counts or [1] * len(_SEVERAL)
    yield (*_NAME_HEADS, *_numbered_heads(counts))
    for contact in contacts:
        yield (*_name(contact), *_numbered(contact, counts))


def _several(contact: Identified) -> tuple[tuple[str, ...], ...]:
    return (contact.email, tuple(map(phone_cell, contact.tel)), contact.adr, contact.url)


def _name(contact: Identified) -> Iterator[Value]:
    """Yield the parts of a name; one without parts stays whole, since where to cut it nobody said."""
    whole = not (contact.given or contact.family)
    yield from (contact.pid, contact.fn if whole else contact.given, contact.additional, contact.family)
    yield from ("", "", "", contact.prefix, contact.suffix, contact.nickname, contact.fn)
    yield from (contact.org, contact.title, "", "", "", "", "")


def _numbered_heads(counts: Sequence[int]) -> Iterator[str]:
    for name, count in zip(_SEVERAL, counts, strict=True):
        parts = _ADDRESS_HEADS if name == "Address" else ("Label", "Value")
        yield from (f"{name} {number} - {part}" for number in range(1, count + 1) for part in parts)


def _numbered(contact: Identified, counts: Sequence[int]) -> Iterator[Value]:
    for name, values, count in zip(_SEVERAL, _several(contact), counts, strict=True):
        for value in (*values, *([""] * (count - len(values)))):
            yield from ("", value, value, *([""] * 6)) if name == "Address" else ("", value)
